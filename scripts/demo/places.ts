import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createConnection } from "mysql2/promise";

/** Root of the project, whatever folder the compiled scripts stand in. */
export const PROJECT_FOLDER: string = rootAbove(dirname(fileURLToPath(import.meta.url)));

const DATABASE = "qianpi_demo";
const MAX_PORTS_TRIED = 50;

function rootAbove(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, "package.json")) || parent === folder ? folder : rootAbove(parent);
}

/** The wanted port, or the next one that nobody listens on. */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + MAX_PORTS_TRIED; port += 1) {
    if (await isFree(port)) return port;
  }
  return 0;
}

/** Asked for every address and for 127.0.0.1: a listener on either would get in the way. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, undefined)) && (await canListen(port, "127.0.0.1"));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

/** An empty database of the demo's own name on the given server; one of an earlier demo is removed. */
export async function emptyDatabase(mysqlUrl: string): Promise<string> {
  const url = new URL(mysqlUrl);
  const connection = await createConnection(mysqlUrl);
  try {
    await connection.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await connection.query(
      `CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
  } finally {
    await connection.end();
  }
  url.pathname = `/${DATABASE}`;
  return url.href;
}
