// A private MySQL that a test may freeze, kill and start again.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { until } from "./process-world.ts";
import { ownServices, type FreshDatabase } from "./services.ts";

export interface OwnMysql {
  database: FreshDatabase;
  /** The server's process. */
  pid(): number;
  /** It takes connections and answers nothing, for this long in real time. */
  freezeFor(ms: number): Promise<void>;
  /** Kills it with -9 and starts it on the same data and port, this long after. */
  killFor(ms: number): Promise<void>;
  /** Waits until it has ended by itself, then starts it on the same data and port. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnMysql(): Promise<OwnMysql> {
  const services = await ownServices({ want: ["mysql"] });
  const first = services.pids.mysql ?? 0;
  const command = textsOf(first, "cmdline");
  const env = environmentOf(first);
  let pid = first;
  let second: ChildProcess | undefined;
  const endWithUs = (): void => void second?.kill("SIGKILL");
  process.once("exit", endWithUs);
  const start = async (): Promise<void> => {
    const [file = "", ...args] = command;
    second = spawn(file, args, { env, stdio: "ignore" });
    pid = second.pid ?? 0;
    await until(() => answers(services.mysqlUrl));
  };
  return {
    database: { mysqlUrl: services.mysqlUrl, drop: async () => undefined },
    pid: () => pid,
    freezeFor: async (ms) => {
      process.kill(pid, "SIGSTOP");
      await pause(ms);
      process.kill(pid, "SIGCONT");
    },
    killFor: async (ms) => {
      process.kill(pid, "SIGKILL");
      await pause(ms);
      await start();
    },
    startAgain: async () => {
      await until(() => !existsSync(`/proc/${pid}`));
      await start();
    },
    remove: async () => {
      process.removeListener("exit", endWithUs);
      endWithUs();
      await services.stop();
    },
  };
}

async function answers(mysqlUrl: string): Promise<boolean> {
  try {
    await (await createConnection(mysqlUrl)).end();
    return true;
  } catch {
    // Not yet: whoever asks asks again.
    return false;
  }
}

function environmentOf(pid: number): Record<string, string> {
  const pairs = textsOf(pid, "environ").map((text): [string, string] => {
    const at = text.indexOf("=");
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

/** What the kernel keeps of a process, split at its zero bytes. */
function textsOf(pid: number, what: "cmdline" | "environ"): string[] {
  return readFileSync(`/proc/${pid}/${what}`, "utf8").split("\0").slice(0, -1);
}
