import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Deps } from "../actions/deps.ts";
import { ConfigError } from "../config/config-error.ts";
import { editedFindings, publicationFindings } from "../config/lint.ts";
import type { Flow } from "../domain/approval/flow.ts";
import { stopHttp } from "../http/server.ts";
import { SECOND_MS } from "../lib/clock.ts";
import { startPump } from "../pump.ts";
import { startSchedule } from "../schedule.ts";
import { ping } from "../store/db.ts";
import { publishFlows, unpublishedFlows } from "../store/flow-versions.ts";
import { migrate } from "../store/migrate.ts";
import type { App } from "./build-app.ts";

/** Waits for the database, makes it ready, and only then answers requests. Returns the address. */
export async function openApp(app: App): Promise<string> {
  const { config, deps } = app;
  await whenDatabaseAnswers(deps);
  await prepareDatabase(app);
  const address = await listen(app.http, config.port);
  app.stopSteps.unshift({ name: "http", stop: () => stopHttp(app.http) });
  return address;
}

/**
 * Brings the schema up to date and publishes the flows. Returns those that were not published before.
 * @throws ConfigError when a published flow was edited, or a new one is not fit to be published
 */
export async function prepareDatabase({ config, deps }: App): Promise<readonly Flow[]> {
  await migrate(config.mysqlUrl);
  const { fresh, isFirst } = await unpublishedFlows(deps.db, deps.bureau.flows);
  refuseUnfitFlows(deps, { fresh, isFirst });
  await refuseEditedFlows(deps);
  return fresh;
}

/** Starts what runs by itself: the sender and the clock. */
export function runApp(app: App): void {
  const { deps } = app;
  const { log } = deps;
  const pump = startPump(() => app.sender.sweep(), {
    pollMs: POLL_MS,
    gatherMs: GATHER_MS,
    log,
  });
  app.nudges.to(pump.nudge);
  const stopSchedule = startSchedule(deps);
  const loops = [
    { name: "schedule", stop: stopSchedule },
    {
      name: "sender",
      stop: () => Promise.all([app.sender.stop(), pump.stop()]).then(() => undefined),
    },
  ];
  // After the requests, which may still queue messages, and before the connections they use.
  app.stopSteps.splice(1, 0, ...loops);
}

const POLL_MS = SECOND_MS;
/** Nobody sees these on a phone; a busy second costs a tenth of the claims and commits for them. */
const GATHER_MS = 40;
const MYSQL_WAIT_MS = 30 * SECOND_MS;

/** A database that starts together with us may need a moment. */
async function whenDatabaseAnswers(deps: Deps): Promise<void> {
  const tries = MYSQL_WAIT_MS / SECOND_MS;
  for (let attempt = 1; attempt < tries; attempt += 1) {
    if (await ping(deps.db)) return;
    if (attempt === 1) deps.log.warn("mysql.waiting");
    await pause(SECOND_MS);
  }
}

/**
 * Only what is new is judged: a version that runs stays when somebody leaves. The first start of all publishes without
 * next year's holidays, which people can still bring.
 */
function refuseUnfitFlows(
  { bureau, clock }: Deps,
  { fresh, isFirst }: { fresh: readonly Flow[]; isFirst: boolean },
): void {
  if (fresh.length === 0) return;
  const at = isFirst ? undefined : clock.now();
  const problems = publicationFindings({ ...bureau, flows: fresh }, at);
  if (problems.length > 0) throw new ConfigError(problems);
}

/** A flow that was published under its version must not be edited: approvals are pinned to it. */
async function refuseEditedFlows({ db, bureau, clock }: Deps): Promise<void> {
  const edited = await publishFlows(db, bureau.flows, clock.now());
  if (edited.length > 0) throw new ConfigError(editedFindings(edited));
}

/** Callers that the kernel keeps until we turn to them; those beyond are not refused but try again seconds later. */
const WAITING_CALLERS = 4_096;

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, backlog: WAITING_CALLERS }, () => resolve());
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
