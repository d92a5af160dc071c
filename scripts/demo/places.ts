import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createConnection, type RowDataPacket } from "mysql2/promise";

/** Root of the project, whatever folder the compiled scripts stand in. */
export const PROJECT_FOLDER: string = rootAbove(dirname(fileURLToPath(import.meta.url)));

const DATABASE = "qianpi_demo";
const MAX_PORTS_TRIED = 50;
const MAX_OPENINGS = 5;

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

/** Between the look for a free port and its use somebody else may take it, another demo for one: then it looks again. */
export async function onFreePorts<T>(open: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      if (!isPortTaken(error) || tries === MAX_OPENINGS) throw error;
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
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

/** The demo's own database on the given server. */
export function demoDatabase(mysqlUrl: string): string {
  const url = new URL(mysqlUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

/**
 * Makes that database anew; one of an earlier demo is removed. Returns how to let go of it, or undefined when a demo that
 * runs has it.
 */
export async function takeDatabase(mysqlUrl: string): Promise<(() => Promise<void>) | undefined> {
  const connection = await createConnection(mysqlUrl);
  try {
    const asked = "SELECT GET_LOCK(?, 0) AS isOurs";
    const [[answer]] = await connection.query<RowDataPacket[]>(asked, [DATABASE]);
    if (answer?.["isOurs"] !== 1) {
      await connection.end();
      return undefined;
    }
    await connection.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await connection.query(
      `CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
    return () => connection.end();
  } catch (error) {
    connection.destroy();
    throw error;
  }
}
