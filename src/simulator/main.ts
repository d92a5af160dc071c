#!/usr/bin/env node
// The simulator as a program: `wecom-simulator`, or `npm run simulator`.
import { readFileSync } from "node:fs";
import { AppError } from "../lib/errors.ts";
import { settingsFromEnvironment } from "./environment.ts";
import { helpText } from "./help.ts";
import { createSimulator } from "./simulator.ts";

const WRONG_USE = 2;

const [argument] = process.argv.slice(2);
if (argument === undefined) {
  await start().catch(explain);
} else {
  const isHelp = argument === "--help" || argument === "-h";
  process.stdout.write(helpText());
  process.exitCode = isHelp ? 0 : WRONG_USE;
}

async function start(): Promise<void> {
  const settings = settingsFromEnvironment(process.env, (path) => readFileSync(path, "utf8"));
  const simulator = createSimulator(settings);
  const url = await simulator.listen();
  process.stdout.write(`WeCom simulator for ${settings.corpId} at ${url}/\n`);
  const stop = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

/** Wrong settings are said in words; anything else is a defect and keeps its trace. */
function explain(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = WRONG_USE;
}
