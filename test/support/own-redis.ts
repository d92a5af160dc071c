// A private Redis that a test may kill and start again.
import { spawn, type ChildProcess } from "node:child_process";
import { Redis } from "ioredis";
import { until } from "./process-world.ts";
import { ownServices } from "./services.ts";

export interface OwnRedis {
  redisUrl: string;
  /** Kills it with -9; what it held is gone. */
  kill(): Promise<void>;
  /** Starts it on the same port, with nothing in it. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnRedis(): Promise<OwnRedis> {
  const services = await ownServices({ want: ["redis"] });
  const { redisUrl } = services;
  const [file = "", ...args] = services.redisLaunch?.command ?? [];
  let pid = services.pids.redis ?? 0;
  let second: ChildProcess | undefined;
  const endWithUs = (): void => void second?.kill("SIGKILL");
  process.once("exit", endWithUs);
  return {
    redisUrl,
    kill: async () => {
      process.kill(pid, "SIGKILL");
      await until(async () => !(await answers(redisUrl)));
    },
    start: async () => {
      const env = { ...process.env, ...services.redisLaunch?.env };
      second = spawn(file, args, { env, stdio: "ignore" });
      pid = second.pid ?? 0;
      await until(() => answers(redisUrl));
    },
    remove: async () => {
      process.removeListener("exit", endWithUs);
      endWithUs();
      await services.stop();
    },
  };
}

async function answers(redisUrl: string): Promise<boolean> {
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } catch {
    // Not yet, or not any more: whoever asks asks again.
    return false;
  } finally {
    client.disconnect();
  }
}
