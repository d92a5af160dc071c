// One tick of the clock in a process of its own, at a moment that is given; it may die on the way.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { environment, type World } from "./world.ts";

const MAIN = fileURLToPath(new URL("./tick-main.js", import.meta.url));

/** Runs the tick of the world's moment on its database; returns the signal that ended the process. */
export async function tickElsewhere(
  { clock, url, simulatorUrl, database }: World,
  failpoints: string,
): Promise<NodeJS.Signals | null> {
  const { mysqlUrl } = database;
  const child = spawn(process.execPath, [MAIN, clock.now().toISOString()], {
    env: {
      PATH: process.env["PATH"],
      ...environment({ port: 0, url, simulatorUrl, mysqlUrl }),
      QIANPI_FAILPOINTS: failpoints,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return signal;
}
