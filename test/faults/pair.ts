// Two processes of the service behind a door, with a simulated chat server whose clock repeats its calls.
import { setTimeout as pause } from "node:timers/promises";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { systemClock } from "../../src/lib/clock.ts";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { moveClock } from "../../src/simulator/control/move-clock.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import { closeDb, openDb, type Db } from "../../src/store/db.ts";
import { refuseSecrets } from "../support/log-secrets.ts";
import { bring, example, isPressable, pressOnly, type Button } from "../support/people.ts";
import { cardsAbout, decisionsIn } from "../support/presses.ts";
import { endLeases, until, untilAllSent } from "../support/process-world.ts";
import { startService, type LogTarget, type ServiceProcess } from "../support/service-process.ts";
import { migratedDatabase } from "../support/migrated-database.ts";
import { freshRedis } from "../support/services.ts";
import { environment, freePorts, openSimulator, type World } from "../support/world.ts";
import { IS_WHOLE, type Round } from "./cell.ts";
import { openDoor, type Door } from "./door.ts";
import { checkInvariants, type Allowed } from "./invariants.ts";

export interface Pair {
  simulator: Simulator;
  db: Db;
  mysqlUrl: string;
  door: Door;
  ports: readonly number[];
  /** Processes that were started last, by their number. */
  services: ServiceProcess[];
  /** What was logged in rounds that are over. */
  oldLines: string[];
  /** Starts process n, in place of the one that ran as n before; it answers when this returns. */
  start(n: number, env?: Record<string, string>, logTarget?: LogTarget): Promise<ServiceProcess>;
  /** The phones, for the words of `people` and `presses`. */
  people: World;
  close(): Promise<void>;
}

/** Opens everything; no process runs yet. */
export async function openPair(processes = 2): Promise<Pair> {
  const database = await migratedDatabase("pair");
  const db = openDb(database.mysqlUrl, 2);
  const ports = await freePorts(processes);
  const door = await openDoor();
  door.order(ports);
  const simulator = openSimulator(systemClock, door.url, {
    behaviour: { retryClock: "simulated" },
  });
  const simulatorUrl = await simulator.listen();
  const redisUrl = await freshRedis();
  const envOf = (n: number): Record<string, string> => ({
    ...environment({
      port: ports[n] ?? 0,
      url: door.url,
      simulatorUrl,
      mysqlUrl: database.mysqlUrl,
    }),
    REDIS_URL: redisUrl,
  });
  const all: ServiceProcess[] = [];
  const oldLines: string[] = [];
  const services: ServiceProcess[] = [];
  return {
    simulator,
    db,
    mysqlUrl: database.mysqlUrl,
    door,
    ports,
    services,
    oldLines,
    start: async (n, env = {}, logTarget = "read") => {
      await end(services[n]);
      const service = startService({ ...envOf(n), ...env }, logTarget);
      services[n] = service;
      all.push(service);
      await service.started;
      // The door leads to it or to another one that lives, so what it finds wrong around it counts.
      if (logTarget === "read") await until(() => hasExaminedItself(service));
      return service;
    },
    people: { simulator } as World,
    close: async () => {
      await Promise.all(services.map(end));
      await simulator.close();
      await door.close();
      await closeDb(db);
      await database.drop();
      const lines = [...oldLines, ...all.flatMap((service) => service.lines)];
      const config = loadConfig(envOf(0), diskFiles);
      refuseSecrets(lines, { config, chat: simulator.world });
    },
  };
}

const hasExaminedItself = ({ lines }: ServiceProcess): boolean =>
  lines.some((line) => line.includes("selfcheck.done"));

async function end(service: ServiceProcess | undefined): Promise<void> {
  service?.kill("SIGKILL");
  await service?.ended;
}

/** The chat server repeats its calls as the round says. */
export function repeatAs({ simulator }: Pick<Pair, "simulator">, round: Round): void {
  const { retryAfterMs, reencrypts } = round;
  simulator.world.behaviour = {
    ...simulator.world.behaviour,
    retryClock: "simulated",
    retryReencrypts: reencrypts,
    retryAfterMs: [retryAfterMs, retryAfterMs, retryAfterMs],
  };
}

/** Moves the chat server's clock over its waits until the event was accepted or given up. */
export async function passRetries(
  { simulator }: Pick<Pair, "simulator">,
  push: Push,
): Promise<void> {
  const [waitMs = 0] = simulator.world.behaviour.retryAfterMs;
  while (push.status === "waiting") await moveClock(simulator.world, { advanceMs: waitMs });
}

let casesMade = 0;
const BETWEEN_CASES_MS = 2_500;

/** A case that process n has opened, its first plan submitted and asked for on Li's phone. */
export async function pairCase(pair: Pair, n: number): Promise<string> {
  casesMade += 1;
  // Nobody may be sent more than so many messages a minute, and these processes live in real time.
  if (IS_WHOLE) await pause(BETWEEN_CASES_MS);
  const caseNo = `BZ-2026-${700_000 + casesMade}`;
  const url = `http://127.0.0.1:${pair.ports[n]}`;
  await bring(url, "/api/cases", { ...example("case"), caseNo });
  const body = { submittedBy: "zhangwei", plan: example("hv-plan") };
  await bring(url, `/api/cases/${caseNo}/plans`, body);
  const asks = (): boolean =>
    cardsAbout(pair.people, "liting", caseNo).some((card) => isPressable(pair.people, card));
  await until(asks);
  return caseNo;
}

/** Li presses; returns when her press was answered or waits to be repeated. */
export function liPresses(pair: Pair, caseNo: string, button: Button = "同意"): Promise<Push> {
  const card = cardsAbout(pair.people, "liting", caseNo).at(-1);
  if (card === undefined) throw new Error(`Li has no card of ${caseNo}`);
  const opinion = button === "退回" ? { opinion: "source-unfit" } : {};
  return pressOnly(pair.people, "liting", { button, card, ...opinion });
}

/** Waits until all has left, then checks the invariants; the chat server's clock is put right again. */
export async function checkPair(pair: Pair, allowed: Allowed = {}): Promise<void> {
  await endLeases(pair.db);
  await untilAllSent(pair);
  const lines = pair.services.flatMap((service) => service.lines.splice(0));
  pair.oldLines.push(...lines);
  await checkInvariants({ db: pair.db, chat: pair.simulator.world, lines }, allowed);
  await moveClock(pair.simulator.world, { offset: 0 });
}

/** Who decided what in a case, e.g. `liting approve`. */
export const pairDecisions = ({ db }: Pair, caseNo: string): Promise<string[]> =>
  decisionsIn(db, caseNo);

/** How many cards of a case there are on the phones of Li and of those who come after her. */
export function phonesOf({ people }: Pair, caseNo: string): Record<string, number> {
  return Object.fromEntries(
    ["chenming", "wuhao", "liuyang", "liting"].map((userid) => [
      userid,
      cardsAbout(people, userid, caseNo).length,
    ]),
  );
}
