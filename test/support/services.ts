// Real servers for tests: one MySQL and one Redis per run, a fresh database per test file.
// Must not know any table; migrations are the caller's.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Redis } from "ioredis";
import { createConnection } from "mysql2/promise";
import type { LocalServices, startLocalServices } from "../../scripts/local-services.mjs";

export interface FreshDatabase {
  /** Address of an empty database that nobody else uses. */
  readonly mysqlUrl: string;
  /** Removes the database; call it in `after`. */
  drop(): Promise<void>;
}

interface Addresses {
  readonly mysqlUrl: string;
  readonly redisUrl: string;
}

/** Root of the project, whatever folder the compiled tests stand in. */
export const projectRoot: string = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

function findProjectRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("no package.json above the tests");
  return findProjectRoot(parent);
}

/**
 * Private servers of this process alone, which a test may kill or freeze by `pids`; `stop()` removes them.
 * They end with the process at the latest.
 */
export async function ownServices(
  options: { readonly want?: readonly ("mysql" | "redis")[] } = {},
): Promise<LocalServices> {
  const script = pathToFileURL(join(projectRoot, "scripts/local-services.mjs")).href;
  const module = (await import(script)) as { startLocalServices: typeof startLocalServices };
  ownRuns += 1;
  const dataDir = join(projectRoot, ".data", `test-${process.pid}-${ownRuns}`);
  return module.startLocalServices({ dataDir, discard: true, env: {}, ...options });
}

let ownRuns = 0;
let shared: Promise<Addresses> | undefined;

/** Addresses given by `npm test`; without them (one file run by hand) servers are started for this process. */
function sharedServices(): Promise<Addresses> {
  shared ??= given() ?? ownServices();
  return shared;
}

function given(): Promise<Addresses> | undefined {
  const { TEST_MYSQL_URL: mysqlUrl, TEST_REDIS_URL: redisUrl } = process.env;
  return mysqlUrl && redisUrl ? Promise.resolve({ mysqlUrl, redisUrl }) : undefined;
}

/** Creates an empty database; `name` (letters, digits, `_`, `-`) only helps to recognise it. */
export async function freshDatabase(name: string): Promise<FreshDatabase> {
  const { mysqlUrl } = await sharedServices();
  const unique = `${process.pid.toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const database =
    `qt_${name.replaceAll(/[^a-z0-9]+/gi, "_").slice(0, 30)}_${unique}`.toLowerCase();
  await execute(
    mysqlUrl,
    `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  );
  const url = new URL(mysqlUrl);
  url.pathname = `/${database}`;
  return {
    mysqlUrl: url.href,
    drop: () => execute(mysqlUrl, `DROP DATABASE IF EXISTS ${database}`),
  };
}

async function execute(mysqlUrl: string, statement: string): Promise<void> {
  const connection = await createConnection(mysqlUrl);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** Address of an emptied Redis database; each call takes the next of the server's databases. */
export async function freshRedis(): Promise<string> {
  const { redisUrl } = await sharedServices();
  const redis = new Redis(redisUrl);
  try {
    const [, databases] = (await redis.config("GET", "databases")) as [string, string];
    const turn = await redis.incr("qianpi-test:turn");
    const url = new URL(redisUrl);
    url.pathname = `/${1 + (turn % (Number(databases) - 1))}`;
    await redis.select(Number(url.pathname.slice(1)));
    await redis.flushdb();
    return url.href;
  } finally {
    await redis.quit();
  }
}
