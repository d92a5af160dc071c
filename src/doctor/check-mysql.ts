import { SECOND_MS } from "../lib/clock.ts";
import { DatabaseAway } from "../store/db.ts";
import { pendingMigrations } from "../store/migrate.ts";
import {
  mysqlErrnoOf,
  readServerFacts,
  serverAheadMs,
  type ServerFacts,
} from "../store/server-facts.ts";
import { subject, type Finding } from "./finding.ts";
import { networkWords } from "./network-words.ts";
import type { Patient } from "./patient.ts";

const REACH = subject("mysql", "MySQL");
const VERSION = subject("mysql.version", "MySQL 版本");
const ISOLATION = subject("mysql.isolation", "MySQL 事务隔离");
const CLOCK = subject("mysql.clock", "MySQL 时钟");
const SCHEMA = subject("mysql.schema", "MySQL 表结构");

const MAX_OFFSET_MS = 2 * SECOND_MS;

/** Refusals of a server that answered. @source https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const REFUSALS: Readonly<Record<number, string>> = {
  1044: "帐号没有这个库的权限，请用 GRANT 授权",
  1045: "用户名或密码不对，请核对 MYSQL_URL",
  1049: "库不存在，请先建库（字符集 utf8mb4），或核对 MYSQL_URL 末尾的库名",
};

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
    ];
  } catch (error) {
    return [REACH.fail(awayWords(error))];
  }
}

function awayWords(error: unknown): string {
  const errno = mysqlErrnoOf(error);
  if (error instanceof DatabaseAway) {
    return `连不上：${networkWords(error)}；请检查 MySQL 是否在运行，以及 MYSQL_URL 的主机和端口`;
  }
  const refusal = errno === undefined ? undefined : REFUSALS[errno];
  return `连不上：${refusal ?? `MySQL 报错 ${errno ?? "（无错误码）"}，请查看 MySQL 日志`}`;
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
