// A user of MySQL with as few rights as the service needs, and a disk that is full.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createConnection } from "mysql2/promise";
import { until } from "../support/process-world.ts";

/** Tables that the service only adds to. */
const ONLY_ADDED_TO = new Set([
  "anchor_heads",
  "anchors",
  "decisions",
  "documents",
  "flow_versions",
]);

/** Makes the user `app` as `docs/operations.md` advises. Returns its address of the database. */
export async function withOwnUser(mysqlUrl: string): Promise<string> {
  const connection = await createConnection(mysqlUrl);
  const run = (statement: string) => connection.query(statement);
  await run("CREATE USER app@'%' IDENTIFIED BY 'app-password'");
  await run("GRANT CREATE ON *.* TO app@'%'");
  const [rows] = await run("SHOW TABLES");
  for (const row of rows as object[]) {
    const table = String(Object.values(row)[0]);
    const rights = ONLY_ADDED_TO.has(table) ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE";
    await run(`GRANT ${rights} ON \`${table}\` TO app@'%'`);
  }
  await connection.end();
  const url = new URL(mysqlUrl);
  url.username = "app";
  url.password = "app-password";
  return url.href;
}

/** Waits until somebody traces the process. */
async function traced(pid: number): Promise<void> {
  await until(() => !/TracerPid:\s0\n/.test(readFileSync(`/proc/${pid}/status`, "utf8")));
}

export interface Trouble {
  end(): Promise<void>;
}

/** From now on no file of this process can grow: the kernel says that the disk is full. */
export function fullDisk(pid: number): Promise<Trouble> {
  return failing(pid, { calls: "fallocate", error: "ENOSPC" });
}

/** From now on the disk takes nothing more of this process for certain. */
export function brokenDisk(pid: number): Promise<Trouble> {
  return failing(pid, { calls: "fsync,fdatasync", error: "EIO" });
}

/** Some calls of the process to the kernel fail. Ends by itself when the process does. */
async function failing(
  pid: number,
  { calls, error }: { calls: string; error: string },
): Promise<Trouble> {
  const what = ["-f", "-q", "-e", `trace=${calls}`, "-e", `inject=${calls}:error=${error}`];
  const tracer = spawn("strace", [...what, "-o", "/dev/null", "-p", String(pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(tracer, "exit");
  await Promise.race([
    traced(pid),
    ended.then(() => {
      throw new Error("strace ended");
    }),
  ]);
  return {
    end: async () => {
      tracer.kill("SIGINT");
      await ended;
    },
  };
}
