// A private Redis: memory only, on 127.0.0.1 and a free port.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort, startServer, stopServer, waitUntilReady } from "./child.mjs";
import { askRedis } from "./probes.mjs";

/** Starts Redis in `folder`; returns its address, its child process and how it was started. */
export async function startRedis({ program, folder }) {
  mkdirSync(folder, { recursive: true });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const port = await freePort();
    const logFile = join(folder, "redis.log");
    const options = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--databases", 256];
    const memoryOnly = ["--save", "", "--appendonly", "no"];
    const command = [...program.launch, ...options, ...memoryOnly].map(String);
    const child = startServer({ command, env: program.env, logFile, cwd: folder });
    if (await waitUntilReady(child, () => askRedis({ port }), { timeoutMs: 10_000 })) {
      return { url: `redis://127.0.0.1:${port}`, child, launch: { command, env: program.env } };
    }
    await stopServer(child, { atOnce: true });
  }
  throw new Error(`Redis did not start; see ${join(folder, "redis.log")}`);
}
