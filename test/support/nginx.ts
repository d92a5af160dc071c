// The nginx of the distribution, run with the shipped `ops/nginx.conf`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { until } from "./process-world.ts";
import { projectRoot } from "./services.ts";

export interface Nginx {
  url: string;
  stop(): Promise<void>;
}

type Program = { path: string; env: Record<string, string> } | { missing: string };

/** Where nginx is, or why it cannot be had on this machine. */
export async function findNginx(): Promise<Program> {
  const script = pathToFileURL(join(projectRoot, "scripts/nginx.mjs")).href;
  const module = (await import(script)) as { ensureNginx(): Promise<Program> };
  return module.ensureNginx();
}

/** Starts it on `port` in front of these ports of the service. */
export async function startNginx(
  program: { path: string; env: Record<string, string> },
  { port, upstreams }: { port: number; upstreams: readonly number[] },
): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), "qianpi-nginx-"));
  const file = join(folder, "nginx.conf");
  mkdirSync(join(folder, "temp"));
  writeFileSync(file, wholeConfig(folder, shippedConfig(port, upstreams)));
  const child = spawn(program.path, ["-p", folder, "-c", file, "-e", "stderr"], {
    env: { ...process.env, ...program.env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (bytes) => (said += String(bytes)));
  const endWithUs = (): void => void child.kill("SIGTERM");
  process.once("exit", endWithUs);
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`);
    return (await fetch(`${url}/healthz`).catch(() => undefined))?.ok === true;
  });
  return {
    url,
    stop: async () => {
      process.removeListener("exit", endWithUs);
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The shipped file on other ports and without its certificate. */
function shippedConfig(port: number, upstreams: readonly number[]): string {
  const text = readFileSync(join(projectRoot, "ops/nginx.conf"), "utf8");
  const [first, second] = upstreams;
  const changes: [RegExp, string][] = [
    [/server 127\.0\.0\.1:3000 /, `server 127.0.0.1:${first} `],
    [/server 127\.0\.0\.1:3001 /, `server 127.0.0.1:${second} `],
    [/listen 443 ssl;/, `listen 127.0.0.1:${port};`],
    [/^ {2}ssl_\w+ .*\n/gm, ""],
  ];
  return changes.reduce((config, [what, by]) => {
    if (config.search(what) === -1) throw new Error(`ops/nginx.conf has no ${what}`);
    return config.replace(what, by);
  }, text);
}

const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

function wholeConfig(folder: string, inside: string): string {
  const asRoot = process.getuid?.() === 0 ? "user root root;\n" : "";
  const temporary = TEMPORARY.map((name) => `${name}_temp_path ${folder}/temp/${name};`);
  return `${asRoot}daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log stderr;
events { worker_connections 512; }
http {
${temporary.join("\n")}
${inside}
}
`;
}
