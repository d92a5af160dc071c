// `npm run bench`: measures, prints a table (or with --json one object) and always ends with 0 when it could measure.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LocalServices, startLocalServices } from "../scripts/local-services.mjs";
import { projectRoot } from "../test/support/services.ts";
import type { Bar, Bars } from "./bar.ts";
import { BENCHMARKS, type Benchmark } from "./benchmarks.ts";
import { readOptions, type Options } from "./options.ts";
import type { Place } from "./support/place.ts";

const say = (line: string): void => void process.stderr.write(`· ${line}\n`);

async function startServices(): Promise<LocalServices> {
  const script = pathToFileURL(join(projectRoot, "scripts/local-services.mjs")).href;
  const module = (await import(script)) as { startLocalServices: typeof startLocalServices };
  const dataDir = join(projectRoot, ".data", `bench-${process.pid}`);
  const services = await module.startLocalServices({ dataDir, discard: true, durable: true, say });
  // Where `freshDatabase` and `freshRedis` of the tests look.
  process.env["TEST_MYSQL_URL"] = services.mysqlUrl;
  process.env["TEST_REDIS_URL"] = services.redisUrl;
  return services;
}

function chosen({ only }: Options): Benchmark[] {
  const known = BENCHMARKS.flatMap(({ name, bars }) => [name, ...bars]);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`no such benchmark: ${unknown.join(", ")}; there are ${known.join(", ")}`);
  return BENCHMARKS.filter(
    ({ name, bars }) => only.length === 0 || [name, ...bars].some((each) => only.includes(each)),
  );
}

async function runOne(
  benchmark: Benchmark,
  { isQuick, folder }: { isQuick: boolean; folder: string },
): Promise<Bars> {
  const undo: (() => unknown)[] = [];
  const place: Place = { isQuick, folder, say, atEnd: (step) => void undo.unshift(step) };
  say(`${benchmark.name} …`);
  const startedMs = performance.now();
  try {
    return await benchmark.run(place);
  } finally {
    for (const step of undo) await step();
    say(`${benchmark.name}: ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
  }
}

function line(name: string, { ratio, bar, better, ok, unit, note }: Bar): string {
  const sign = better === "higher" ? "≥" : "≤";
  return `${ok ? "ok    " : "MISSED"} ${name.padEnd(26)} ${`${ratio} ${unit}`.padStart(14)}  ${sign} ${`${bar} ${unit}`.padEnd(10)} ${note}`;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const benchmarks = chosen(options);
  const folder = mkdtempSync(join(tmpdir(), "qianpi-bench-"));
  const services = await startServices();
  const [cpu] = cpus();
  say(
    `${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${services.version}`,
  );
  const bars: Bars = {};
  try {
    for (const benchmark of benchmarks) {
      try {
        Object.assign(bars, await runOne(benchmark, { isQuick: options.isQuick, folder }));
      } catch (error) {
        process.exitCode = 1;
        say(
          `${benchmark.name} could not be measured: ${error instanceof Error ? error.stack : String(error)}`,
        );
      }
    }
  } finally {
    await services.stop();
    if (process.exitCode === undefined) rmSync(folder, { recursive: true, force: true });
    else say(`logs are in ${folder}`);
  }
  if (options.isJson) process.stdout.write(`${JSON.stringify(bars)}\n`);
  else for (const [name, bar] of Object.entries(bars)) process.stdout.write(`${line(name, bar)}\n`);
}

await main();
