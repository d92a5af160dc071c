// A MySQL and a Redis for demo, tests and measurements, when none is given. Never used in production.
// Node's own modules only: it runs before `npm ci`. Run directly, it starts both and prints their addresses.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isRunning, stopServer } from "./services/child.mjs";
import { findMysql, findMysql9, findRedis } from "./services/find-servers.mjs";
import { isHeld, lockFolder } from "./services/folder-lock.mjs";
import { startMysql } from "./services/mysql-server.mjs";
import { askMysqlVersion, askRedis, hostAndPort } from "./services/probes.mjs";
import { startRedis } from "./services/redis-server.mjs";

export const PROJECT_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));
export const DATA_FOLDER = join(PROJECT_FOLDER, ".data");

const toStderr = (line) => process.stderr.write(`  ${line}\n`);

async function givenMysql(url) {
  try {
    return { url, version: await askMysqlVersion(hostAndPort(url, 3306)) };
  } catch (cause) {
    throw new Error(`MYSQL_URL is set, but its server does not answer: ${cause.message}`, {
      cause,
    });
  }
}

async function givenRedis(url) {
  try {
    await askRedis(hostAndPort(url, 6379));
    return { url };
  } catch (cause) {
    throw new Error(`REDIS_URL is set, but its server does not answer: ${cause.message}`, {
      cause,
    });
  }
}

async function provideMysql({ dataDir, programs, flavour, durable, env, say }) {
  if (env.MYSQL_URL) return givenMysql(env.MYSQL_URL);
  const find = flavour === "mysql9" ? findMysql9 : findMysql;
  const program = await find({ folder: programs, say });
  return startMysql({ program, folder: join(dataDir, program.kind), durable, say });
}

async function provideRedis({ dataDir, programs, env, say }) {
  if (env.REDIS_URL) return givenRedis(env.REDIS_URL);
  const program = await findRedis({ folder: programs, say });
  return startRedis({ program, folder: join(dataDir, "redis") });
}

/** Removes run folders (`test-123`) whose process is gone. */
function sweepOldRuns(parent) {
  if (!existsSync(parent)) return;
  const runs = readdirSync(parent).filter((name) => /^(test|bench)-\d+/.test(name));
  for (const name of runs.filter((run) => !isHeld(join(parent, run)))) {
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** When this process ends without `stop()`, its servers end too and a throw-away folder goes. */
function endWithProcess({ children, dataDir, discard, release }) {
  const atExit = () => {
    for (const child of children.filter(isRunning)) child.kill(discard ? "SIGKILL" : "SIGTERM");
    if (discard) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    release();
  };
  process.once("exit", atExit);
  return () => process.removeListener("exit", atExit);
}

/**
 * Gives a MySQL and a Redis: the ones named by `MYSQL_URL`/`REDIS_URL`, else private ones on `dataDir`.
 *
 * A folder is used by one process at a time. With `discard` it is made new and removed by `stop()`.
 * `flavour` "mysql9" is a genuine MySQL 9 (fetched once); the default is MariaDB.
 */
export async function startLocalServices({
  want = ["mysql", "redis"],
  discard = false,
  env = process.env,
  ...options
}) {
  const dataDir = resolve(options.dataDir);
  const say = options.say ?? toStderr;
  const programs = options.programsDir ?? join(DATA_FOLDER, "programs");
  sweepOldRuns(dirname(dataDir));
  mkdirSync(dataDir, { recursive: true });
  const release = lockFolder(dataDir);
  const { flavour = "mariadb", durable = false } = options;
  const parts = { dataDir, programs, flavour, durable, env, say };
  const starting = await Promise.allSettled([
    want.includes("mysql") ? provideMysql(parts) : undefined,
    want.includes("redis") ? provideRedis(parts) : undefined,
  ]);
  const [mysql, redis] = starting.map((part) => part.value);
  const children = [mysql?.child, redis?.child].filter(Boolean);
  const forget = endWithProcess({ children, dataDir, discard, release });
  const stop = async () => {
    await Promise.all(children.map((child) => stopServer(child, { atOnce: discard })));
    forget();
    if (discard) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    else release();
  };
  const failure = starting.find((part) => part.status === "rejected");
  if (failure) {
    await stop();
    throw failure.reason;
  }
  return {
    mysqlUrl: mysql?.url,
    redisUrl: redis?.url,
    version: mysql?.version,
    flavour: mysql && /mariadb/i.test(mysql.version) ? "mariadb" : "mysql",
    pids: { mysql: mysql?.child?.pid, redis: redis?.child?.pid },
    redisLaunch: redis?.launch,
    stop,
  };
}

async function main() {
  const flavour = process.argv.includes("--mysql9") ? "mysql9" : "mariadb";
  const services = await startLocalServices({ dataDir: join(DATA_FOLDER, "local"), flavour });
  process.stdout.write(`MYSQL_URL=${services.mysqlUrl}\nREDIS_URL=${services.redisUrl}\n`);
  toStderr(`${services.version}; Ctrl-C stops both`);
  const keepAlive = setInterval(() => undefined, 60_000);
  const end = async () => {
    clearInterval(keepAlive);
    await services.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
