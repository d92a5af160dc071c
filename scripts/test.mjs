// `npm test`, the one gate: dependencies, types, lint, then every test on real servers, then coverage of the rules.
// Node's own modules only: it runs before `npm ci`.
import { join } from "node:path";
import { build, ensureDependencies, failWith, PROJECT, say, StepFailed } from "./bootstrap.mjs";
import { ensureBrowser } from "./browser.mjs";
import { ensureFaultTools } from "./fault-tools.mjs";
import { lint } from "./lint.mjs";
import { startLocalServices } from "./local-services.mjs";
import { checkEveryBranch, recordCoverage, reportAll } from "./testing/coverage.mjs";
import { openFaultTable, printFaultTable } from "./testing/fault-table.mjs";
import { HELP, readOptions } from "./testing/options.mjs";
import { runMocha } from "./testing/run-mocha.mjs";
import { groupStages, mochaArguments, planStages } from "./testing/stages.mjs";

const total = { passed: 0, failed: 0, pending: 0 };
const cleanUps = [];
const running = new Set();
let isInterrupted = false;

const sinceStart = () => `${(performance.now() / 1000).toFixed(0)} s`;

function countGate(name, isGood) {
  if (isGood) return;
  say(`${name} FAILED`);
  total.failed += 1;
}

async function startServers({ mysql9 }) {
  const { TEST_MYSQL_URL, TEST_REDIS_URL, MYSQL_URL } = process.env;
  const env = { MYSQL_URL: TEST_MYSQL_URL ?? MYSQL_URL, REDIS_URL: TEST_REDIS_URL };
  const dataDir = join(PROJECT, ".data", `test-${process.pid}`);
  try {
    const flavour = mysql9 ? "mysql9" : "mariadb";
    const services = await startLocalServices({ dataDir, discard: true, env, flavour, say });
    cleanUps.push(() => services.stop());
    say(`servers ready: ${services.flavour} ${services.version}, redis (${sinceStart()})`);
    return { TEST_MYSQL_URL: services.mysqlUrl, TEST_REDIS_URL: services.redisUrl };
  } catch (error) {
    throw new StepFailed(error.message);
  }
}

async function provideBrowser() {
  const { path, missing } = await ensureBrowser({ say });
  if (path) return { CHROMIUM_PATH: path };
  say(`browser tests are left out: ${missing}`);
  if (process.env.CI) countGate("browser", false);
  return undefined;
}

async function provideFaultTools() {
  const missing = await ensureFaultTools({ say });
  if (missing.length === 0) return;
  say(`tests of faults that need ${missing.join(", ")} are left out`);
  if (process.env.CI) countGate("fault tools", false);
}

/** The seed is said, so that what a night has found can be played again. */
function randomLives() {
  const { SEED = `${Math.floor(Math.random() * 2 ** 31)}` } = process.env;
  say(`random lives: 10 000 of each kind, 400 schedules; SEED=${SEED}`);
  return { SEED, RANDOM_LIVES: "10000", NIGHTLY: "400" };
}

async function runStage(stage, { options, env, isHeld }) {
  say(`${stage.name}: ${stage.files.length} files`);
  const onStart = (child) => {
    running.add(child);
    child.once("close", () => running.delete(child));
  };
  const result = await runMocha(mochaArguments(stage, options), { env, isHeld, onStart });
  say(`${stage.name} ended (${sinceStart()})`);
  for (const key of Object.keys(total)) total[key] += result[key];
}

async function runStages(options) {
  const stages = planStages({ stages: options.stage, paths: options.paths });
  if (stages.length === 0) throw new StepFailed("no test file matches");
  const servers = stages.some(({ needsServers }) => needsServers)
    ? await startServers(options)
    : {};
  const browser = stages.some(({ needsBrowser }) => needsBrowser)
    ? await provideBrowser()
    : undefined;
  if (stages.some(({ needsFaultTools }) => needsFaultTools)) await provideFaultTools();
  const table = options.faults ? { FAULTS: "all", FAULTS_TABLE: openFaultTable() } : {};
  const lives = options.nightly ? randomLives() : {};
  const records = options.coverage || options.isWhole ? recordCoverage() : {};
  const run = (stage, place) => {
    const isRecorded = options.coverage || stage.name === "unit";
    const env = { ...servers, ...browser, ...table, ...lives, ...(isRecorded ? records : {}) };
    return runStage(stage, { options, env, isHeld: place > 0 });
  };
  for (const group of groupStages(stages.filter((one) => browser || !one.needsBrowser))) {
    await Promise.all(group.map(run));
  }
  if (table.FAULTS_TABLE) printFaultTable(table.FAULTS_TABLE);
}

async function runGate(options) {
  await ensureDependencies();
  await build({ ifStale: !options.isWhole });
  if (options.isWhole) {
    say("lint, format, layers");
    const failed = await lint();
    countGate(`lint (${failed.join(", ")})`, failed.length === 0);
  }
  await runStages(options);
  if (options.coverage) await reportAll();
  if (options.isWhole) {
    say("coverage: every branch of the rules (src/domain, the callback's checks)");
    countGate("coverage", await checkEveryBranch());
  }
}

function printTotal() {
  const leftOut = total.pending > 0 ? `, ${total.pending} tests left out` : "";
  say(`finished in ${sinceStart()}${leftOut}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function cleanUp() {
  for (const action of cleanUps.splice(0)) await action();
}

/** npm passes on a signal that the terminal has sent already, so it may come twice. */
async function interrupt(signal) {
  if (isInterrupted) return;
  isInterrupted = true;
  for (const child of running) child.kill("SIGKILL");
  await cleanUp();
  process.stderr.write(`\nstopped by ${signal}\n`);
  process.exit(signal === "SIGINT" ? 130 : 143);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => interrupt(signal).catch(failWith));
}
const options = readOptions(process.argv.slice(2));
if (options.help) {
  process.stdout.write(`${HELP}\n`);
} else {
  await runGate(options).catch((error) => {
    failWith(error);
    total.failed += 1;
  });
  if (!isInterrupted) {
    await cleanUp();
    printTotal();
  }
}
