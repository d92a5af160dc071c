import { join } from "node:path";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { buildApp, type App } from "../../src/app/build-app.ts";
import { openApp, runApp } from "../../src/app/start-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import type { Config } from "../../src/config/config.ts";
import { loadConfig } from "../../src/config/load.ts";
import type { Bureau } from "../../src/domain/bureau.ts";
import { departmentOf } from "../../src/domain/people/organisation.ts";
import { SECOND_MS, systemClock } from "../../src/lib/clock.ts";
import { AppError } from "../../src/lib/errors.ts";
import { stopInOrder, type StopStep } from "../../src/lib/stop.ts";
import { moveClock } from "../../src/simulator/control/move-clock.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import { outboxState } from "../../src/store/outbox.ts";
import {
  appSettings,
  newCorpId,
  ROBOT_GROUP,
  serviceEnvironment,
  type Addresses,
} from "./identity.ts";
import { openLogFile, type LogFile } from "./log-file.ts";
import { demoDatabase, nextFreePort, onFreePorts, PROJECT_FOLDER, takeDatabase } from "./places.ts";
import { makeMenuAndGroup, GROUP_MEMBERS } from "./menu-and-group.ts";
import { untilQuiet } from "./quiet.ts";

/** The story cannot go on; the message says why. */
export class DemoFailed extends AppError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("demo-failed", message, options);
  }
}

/** Simulator and service, running on one clock that can be moved. */
export interface Demo {
  simulator: Simulator;
  simulatorUrl: string;
  app: App;
  serviceUrl: string;
  bureau: Bureau;
  logFile: LogFile;
  /** Sets the shared clock; returns when everything that became due has happened and was sent. */
  passTo(at: Date): Promise<void>;
  /** Returns when nothing waits to be sent any more. */
  quiet(): Promise<void>;
  /** Stops everything within ten seconds; returns what did not stop in time. */
  close(): Promise<string[]>;
}

const QUIET_WITHIN_MS = 20 * SECOND_MS;
const DATABASE_TAKEN =
  "another demo runs on this database server; end that one first, or name another server in MYSQL_URL";
const STOP_WITHIN_MS = 9 * SECOND_MS;
const CONFIG_DIR = join(PROJECT_FOLDER, "config");

interface Servers {
  mysqlUrl: string;
  redisUrl: string | undefined;
}

/** Starts both programs on free ports and a fresh database, with the clock at the moment that is chosen. */
export function openDemo(servers: Servers, chooseStart: (bureau: Bureau) => Date): Promise<Demo> {
  return onFreePorts(async () => {
    const addresses = {
      corpId: newCorpId(),
      serviceUrl: `http://127.0.0.1:${await nextFreePort(3_000)}`,
      simulatorUrl: `http://127.0.0.1:${await nextFreePort(4_000)}`,
    };
    const mysqlUrl = demoDatabase(servers.mysqlUrl);
    const environment = serviceEnvironment(addresses, {
      mysqlUrl,
      redisUrl: servers.redisUrl,
      configDir: CONFIG_DIR,
    });
    const config = loadConfig(environment, diskFiles);
    const release = await takeDatabase(servers.mysqlUrl);
    if (release === undefined) throw new DemoFailed(DATABASE_TAKEN);
    return start({ addresses, config, startAt: chooseStart(config.bureau), release });
  });
}

interface Starting {
  addresses: Addresses;
  config: Config;
  startAt: Date;
  /** Lets go of the database. */
  release: () => Promise<void>;
}

/** What does not start leaves nothing open. */
async function start({ addresses, config, startAt, release }: Starting): Promise<Demo> {
  const { serviceUrl, simulatorUrl } = addresses;
  const logFile = openLogFile(join(PROJECT_FOLDER, ".data", "demo", "service.log"));
  const simulator = simulatedBureau(config, { addresses, startAt });
  const { world } = simulator;
  const { clock } = world;
  const parts = { clock, log: logFile.log, failpoint: async () => undefined, alertSpreadMs: 0 };
  const app = await buildApp(config, parts);
  const steps: StopStep[] = [
    { name: "simulator", stop: () => simulator.close() },
    { name: "service", stop: () => stopService(app) },
    { name: "database", stop: release },
    { name: "log", stop: () => logFile.close() },
  ];
  const close = () =>
    stopInOrder(steps, { deadline: stopDeadline(), onFault: reportFault(logFile) });
  try {
    await simulator.listen();
    await openApp(app);
    runApp(app);
    await makeMenuAndGroup(app.api);
  } catch (error) {
    await close();
    throw error;
  }
  const clockRuns = followClock(simulator, app);
  const move = async (at: Date): Promise<void> => {
    await moveClock(world, { set: at.getTime() });
    await clockRuns();
  };
  const quiet = () => allSent(app, { move, clockRuns });
  return {
    simulator,
    simulatorUrl,
    app,
    serviceUrl,
    bureau: config.bureau,
    logFile,
    passTo: (at) => move(at).then(quiet),
    quiet,
    close,
  };
}

function simulatedBureau(
  { bureau, wecom }: Config,
  { addresses, startAt }: Pick<Starting, "addresses" | "startAt">,
): Simulator {
  const { serviceUrl, simulatorUrl } = addresses;
  const shiftMs = startAt.getTime() - Date.now();
  return createSimulator({
    corpId: wecom.corpId,
    corpName: "示范供电局",
    apps: [appSettings({ serviceUrl })],
    people: peopleOf(bureau),
    webhooks: [{ ...ROBOT_GROUP, members: GROUP_MEMBERS }],
    port: Number(new URL(simulatorUrl).port),
    clock: { now: () => new Date(systemClock.now().getTime() + shiftMs) },
    sessionEndUrl: `${serviceUrl}/logout?next={url}`,
  });
}

function peopleOf({ organisation }: Bureau) {
  return organisation.people.map(({ userid, name, department, position }) => ({
    userid,
    name,
    department: departmentOf(organisation, department)?.name ?? department,
    position,
  }));
}

/** Whenever the clock is moved, by the story or on the page, what became due happens at once. Returns the last run. */
function followClock({ world }: Simulator, app: App): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await runClocks(app.deps);
    } catch (error) {
      app.deps.log.error({ err: error }, "demo.clocks-failed");
    }
    app.deps.nudge();
  };
  world.journal.listen(({ kind }) => {
    if (kind === "clock") last = last.then(run);
    if (kind === "reset") last = last.then(() => makeMenuAndGroup(app.api));
  });
  return () => last;
}

async function allSent(
  { deps: { db, clock } }: App,
  { move, clockRuns }: { move: (at: Date) => Promise<void>; clockRuns: () => Promise<void> },
): Promise<void> {
  await clockRuns();
  const isQuiet = await untilQuiet({
    outbox: () => outboxState(db),
    now: () => clock.now(),
    passTo: move,
    withinMs: QUIET_WITHIN_MS,
  });
  if (isQuiet) return;
  throw new DemoFailed("messages still wait to be sent; see .data/demo/service.log");
}

async function stopService({ stopSteps }: App): Promise<void> {
  for (const { stop } of stopSteps) await stop();
}

function stopDeadline(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
}

function reportFault({ log }: LogFile) {
  return (name: string, err: unknown) => log.error({ err, step: name }, "demo.stop-failed");
}
