// `npm run demo`: from a fresh clone to the running story with one command. Node's own modules only.
// `npm run screenshots` is the same with --screenshots: it takes the pictures of the README.
import { join } from "node:path";
import {
  build,
  ensureDependencies,
  failWith,
  PROJECT,
  runProgram,
  say,
  StepFailed,
} from "./bootstrap.mjs";
import { startLocalServices } from "./local-services.mjs";
import { endingWithUs } from "./services/child.mjs";

/** A signal to this process ends the story; at a terminal Ctrl-C reaches the story by itself. */
function passSignalsTo(child) {
  const pass = (signal) => {
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, pass);
}

async function startServers() {
  say("starting the database and Redis (in .data/demo)");
  const dataDir = join(PROJECT, ".data", "demo");
  try {
    return await startLocalServices({ dataDir, say });
  } catch (error) {
    throw new StepFailed(error.message);
  }
}

async function tellStory(services) {
  const env = { MYSQL_URL: services.mysqlUrl, REDIS_URL: services.redisUrl };
  const program = process.argv.includes("--screenshots") ? "screenshots" : "demo-story";
  const story = ["--enable-source-maps", `dist/scripts/${program}.js`, ...process.argv.slice(2)];
  const [file, ...args] = endingWithUs([process.execPath, ...story]);
  return runProgram(file, args, { env, onStart: passSignalsTo });
}

try {
  await ensureDependencies();
  await build({ ifStale: true });
  const services = await startServers();
  try {
    process.exitCode = await tellStory(services);
  } finally {
    await services.stop();
    say("stopped; nothing is left running");
  }
} catch (error) {
  failWith(error);
}
