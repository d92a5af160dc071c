// app: joins the parts into one service and starts it.
// Must not know a rule, a word or a statement of its own.
import type { Server } from "node:http";
import type { Deps } from "../actions/deps.ts";
import type { Config } from "../config/config.ts";
import { createHttp } from "../http/server.ts";
import { createTurnstile } from "../http/turnstile.ts";
import { SECOND_MS, type Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import { createMetrics, type Metrics } from "../lib/metrics.ts";
import { createSigner } from "../lib/signing.ts";
import type { StopStep } from "../lib/stop.ts";
import { createPrinter, type Printer } from "../printing/printer.ts";
import { createNudges, type Nudges } from "../pump.ts";
import { closeDb, CONNECTIONS, openDb } from "../store/db.ts";
import { openRedis } from "../store/redis.ts";
import type { Sender } from "../outbox/sender.ts";
import type { WecomClient } from "../wecom/client.ts";
import { httpParts } from "./http-parts.ts";
import { memberLookUp } from "./look-up-member.ts";
import { openSender } from "./open-sender.ts";
import { createApi } from "./wecom-api.ts";

export interface AppParts {
  clock: Clock;
  log: Logger;
  failpoint: (name: string) => Promise<void>;
  /** To MySQL; default `CONNECTIONS`. */
  connectionLimit?: number;
  /** Default 40 s; 0 where time is moved by hand and nobody wants to wait. */
  alertSpreadMs?: number;
}

/** The whole service, connected but not started. */
export interface App {
  config: Config;
  deps: Deps;
  api: WecomClient;
  sender: Sender;
  http: Server;
  /** Undefined where no Chromium is configured. */
  printer: Printer | undefined;
  metrics: Metrics;
  nudges: Nudges;
  /** What must be shut down, in this order; grows as parts are started. */
  stopSteps: StopStep[];
}

const ALERT_SPREAD_MS = 40 * SECOND_MS;

/** Two for each connection to MySQL: one asks while the other computes. Whoever would wait longer than 2 s may, in a rush, have waited as long to be heard. */
const TURNSTILE = { width: 2 * CONNECTIONS, patienceMs: 2_000 };

/** Connects every part; nothing runs and nothing is sent until `runApp`. */
export async function buildApp(
  config: Config,
  { clock, log, failpoint, connectionLimit, alertSpreadMs = ALERT_SPREAD_MS }: AppParts,
): Promise<App> {
  const db = openDb(config.mysqlUrl, connectionLimit);
  const redis = config.redisUrl === undefined ? undefined : await openRedis(config.redisUrl, log);
  const metrics = createMetrics();
  const api = createApi(config, { clock, redis, onCall: metrics.countWecomCall });
  const nudges = createNudges();
  const deps: Deps = {
    db,
    clock,
    log,
    bureau: config.bureau,
    publicUrl: config.publicUrl,
    hasGroupRobot: config.wecom.webhookUrl !== undefined,
    signer: config.sheetSigningKey === undefined ? undefined : createSigner(config.sheetSigningKey),
    alertSpreadMs,
    inboxKeepDays: config.inboxKeepDays,
    attachmentLimits: config.attachmentLimits,
    lookUpMember: memberLookUp(config, api),
    nudge: () => nudges.give(),
    countClockFault: metrics.countClockFault,
    failpoint,
  };
  const turnstile = createTurnstile(TURNSTILE);
  const parts = { deps, api, redis, metrics, turnstile };
  const sender = openSender(config, parts);
  const { chromiumPath } = config;
  const printer = chromiumPath === undefined ? undefined : createPrinter(chromiumPath);
  const http = createHttp({ ...httpParts(config, parts), printPdf: printer?.print });
  const stopSteps: StopStep[] = [
    { name: "printer", stop: () => printer?.stop() },
    { name: "wecom", stop: () => api.close() },
    { name: "redis", stop: () => redis?.close() },
    { name: "mysql", stop: () => closeDb(db) },
  ];
  return { config, deps, api, sender, http, printer, metrics, nudges, stopSteps };
}
