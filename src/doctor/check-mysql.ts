import { SECOND_MS } from "../lib/clock.ts";
import { pendingMigrations } from "../store/migrate.ts";
import {
  mayRewriteDecisions,
  readServerFacts,
  serverAheadMs,
  type ServerFacts,
} from "../store/server-facts.ts";
import { subject, type Finding } from "./finding.ts";
import { mysqlNumberWords, mysqlWords } from "./mysql-words.ts";
import type { Patient } from "./patient.ts";

const REACH = subject("mysql", "MySQL");
const VERSION = subject("mysql.version", "MySQL 版本");
const ISOLATION = subject("mysql.isolation", "MySQL 事务隔离");
const CLOCK = subject("mysql.clock", "MySQL 时钟");
const SCHEMA = subject("mysql.schema", "MySQL 表结构");
const SIGNATURES = subject("mysql.signatures", "签批记录");

const MAX_OFFSET_MS = 2 * SECOND_MS;

/** Whether the database can be used as it is. */
export async function checkMysql({ config, clock, db }: Patient): Promise<Finding[]> {
  try {
    const facts = await readServerFacts(db);
    return [
      REACH.ok("可以连接"),
      versionFinding(facts.version),
      isolationFinding(facts),
      clockFinding(await serverAheadMs(db, clock)),
      schemaFinding(await pendingMigrations(config.mysqlUrl)),
      signaturesFinding(await mayRewriteDecisions(db)),
    ];
  } catch (error) {
    return [REACH.fail(mysqlWords(error) ?? `连不上：${mysqlNumberWords(error)}`)];
  }
}

/** Tested are MySQL from 8.4 and MariaDB from 10.11 on. */
export function versionFinding(version: string): Finding {
  if (/tidb|oceanbase/i.test(version)) {
    return VERSION.warn(`${version} 与 MySQL 兼容，但本系统未在其上全面测试，请先试用`);
  }
  const isMariadb = /mariadb/i.test(version);
  const [oldest, name] = isMariadb ? [[10, 11], "MariaDB"] : [[8, 4], "MySQL"];
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  if (!isOld) return VERSION.ok(version);
  return VERSION.fail(`${version} 太旧，请升级到 ${name} ${oldest.join(".")} 或更新的版本`);
}

function isolationFinding({ isolation }: ServerFacts): Finding {
  if (isolation === "READ-COMMITTED") return ISOLATION.ok("READ COMMITTED");
  const message = `会话的隔离级别是 ${isolation}，应为 READ COMMITTED；请检查数据库代理或 init_connect 是否改写了会话设置`;
  return ISOLATION.fail(message);
}

/** The service goes by the database's clock; a large difference says that one of the two is wrong. */
function clockFinding(aheadMs: number): Finding {
  const distanceMs = Math.abs(aheadMs);
  if (distanceMs <= MAX_OFFSET_MS) return CLOCK.ok("与本机时钟一致");
  const word = aheadMs > 0 ? "快" : "慢";
  const seconds = Math.round(distanceMs / SECOND_MS);
  const message = `数据库时钟比本机${word} ${seconds} 秒，而服务以数据库时钟为准；请让两台机器都用 NTP（chrony）校时，否则到期提醒会早发或迟发`;
  return CLOCK.warn(message);
}

function schemaFinding(pending: readonly string[]): Finding {
  if (pending.length === 0) return SCHEMA.ok("已是最新");
  return SCHEMA.warn(`还差 ${pending.length} 步（${pending.join("、")}）；启动服务时会自动补上`);
}

/** The chain of hashes shows an alteration; rights prevent it. */
function signaturesFinding(mayRewrite: boolean): Finding {
  if (!mayRewrite) return SIGNATURES.ok("服务帐号只能新增签批记录");
  return SIGNATURES.warn(
    "服务帐号能改写或删除签批记录（decisions 表）；请逐表授权，这张表只给 SELECT 和 INSERT",
  );
}
