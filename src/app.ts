import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Deps } from "./actions/deps.ts";
import type { Config } from "./config/config.ts";
import { ConfigError } from "./config/config-error.ts";
import { bindVerbs } from "./http/bind-verbs.ts";
import { createHttp, stopHttp, type HttpParts } from "./http/server.ts";
import { SECOND_MS, type Clock } from "./lib/clock.ts";
import type { Logger } from "./lib/log.ts";
import { createMetrics, type Metrics } from "./lib/metrics.ts";
import type { StopStep } from "./lib/stop.ts";
import { digestOf } from "./messages/digest.ts";
import { refusalText } from "./messages/replies.ts";
import { openLimiter } from "./outbox/open-limiter.ts";
import { reportOutbox } from "./outbox/report.ts";
import { createSender, type Sender } from "./outbox/sender.ts";
import { withClaimPoint, withStopPoints } from "./outbox/stop-points.ts";
import { createNudges, startPump, type Nudges } from "./pump.ts";
import { stateReporter } from "./report-state.ts";
import { startSchedule } from "./schedule.ts";
import { closeDb, openDb, ping } from "./store/db.ts";
import { publishFlows } from "./store/flow-versions.ts";
import { migrate } from "./store/migrate.ts";
import { createRedisTokenCache, isRedisUp, openRedis, type RedisLink } from "./store/redis.ts";
import { createWecomClient, type WecomClient } from "./wecom/client.ts";
import { createMemoryTokenCache } from "./wecom/token-cache.ts";
import { DEFAULT_FRESHNESS_MS, type EnvelopeConfig } from "./wecom/envelope.ts";

export interface AppParts {
  clock: Clock;
  log: Logger;
  failpoint: (name: string) => Promise<void>;
  /** To MySQL; default 10. */
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
  metrics: Metrics;
  nudges: Nudges;
  /** What must be shut down, in this order; grows as parts are started. */
  stopSteps: StopStep[];
}

const ALERT_SPREAD_MS = 40 * SECOND_MS;

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
    alertSpreadMs,
    inboxKeepDays: config.inboxKeepDays,
    nudge: () => nudges.give(),
    countClockFault: metrics.countClockFault,
    failpoint,
  };
  const { corpId, agentId } = config.wecom;
  const limiter = openLimiter({
    redis,
    clock,
    log,
    metrics,
    scope: `${corpId}:${agentId}`,
    accounts: config.bureau.organisation.people.length,
  });
  const sender = createSender({
    db,
    clock,
    api: withStopPoints(api, failpoint),
    limiter: withClaimPoint(limiter, failpoint),
    digest: (texts, now) => digestOf(texts, { now, publicUrl: config.publicUrl }),
    log,
    metrics,
  });
  const http = createHttp(httpParts(config, { deps, api, metrics, redis }));
  const stopSteps: StopStep[] = [
    { name: "wecom", stop: () => api.close() },
    { name: "redis", stop: () => redis?.close() },
    { name: "mysql", stop: () => closeDb(db) },
  ];
  return { config, deps, api, sender, http, metrics, nudges, stopSteps };
}

/** Waits for the database, makes it ready, and only then answers requests. Returns the address. */
export async function openApp(app: App): Promise<string> {
  const { config, deps } = app;
  await whenDatabaseAnswers(deps);
  await prepareDatabase(app);
  const address = await listen(app.http, config.port);
  app.stopSteps.unshift({ name: "http", stop: () => stopHttp(app.http) });
  return address;
}

/** Brings the schema up to date and publishes the flows. @throws ConfigError when a published flow was edited */
export async function prepareDatabase({ config, deps }: App): Promise<void> {
  await migrate(config.mysqlUrl);
  await refuseEditedFlows(deps);
}

/** Starts what runs by itself: the sender and the clock. */
export function runApp(app: App): void {
  const { deps } = app;
  const pump = startPump(() => app.sender.drain(), { pollMs: POLL_MS, log: deps.log });
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

/** A flow that was published under its version must not be edited: approvals are pinned to it. */
async function refuseEditedFlows({ db, bureau, clock }: Deps): Promise<void> {
  const edited = await publishFlows(db, bureau.flows, clock.now());
  if (edited.length === 0) return;
  throw new ConfigError(
    edited.map(({ id, version }) => ({
      where: `流程 ${id}`,
      message: `第 ${version} 版已经发布，内容不能再改；请把 version 加 1 后另存为新版本`,
    })),
  );
}

/** The client of the chat server's API; without Redis the token is kept in this process alone. */
export interface ApiParts {
  clock: Clock;
  redis: RedisLink | undefined;
  onCall?: (api: string, errcode: number) => void;
}

export function createApi(
  { wecom, httpsProxy }: Config,
  { clock, redis, onCall }: ApiParts,
): WecomClient {
  return createWecomClient({
    apiUrl: wecom.apiUrl,
    corpId: wecom.corpId,
    agentId: wecom.agentId,
    secret: wecom.secret,
    ...(onCall === undefined ? {} : { onCall }),
    tokenCache: redis === undefined ? createMemoryTokenCache(clock) : createRedisTokenCache(redis),
    clock,
    ...(wecom.webhookUrl === undefined ? {} : { webhookUrl: wecom.webhookUrl }),
    ...(httpsProxy === undefined ? {} : { proxyUrl: httpsProxy }),
  });
}

/** How long a callback waits for MySQL; WeCom gives up after 5 s. @source wecom:90930 */
const HOLD_BUDGET_MS = 4_300;
const HOLD_STEP_MS = 150;

function httpParts(
  config: Config,
  {
    deps,
    api,
    metrics,
    redis,
  }: { deps: Deps; api: WecomClient; metrics: Metrics; redis: RedisLink | undefined },
): HttpParts {
  const { wecom } = config;
  const reportState = stateReporter({ ...deps, metrics, isRedisUp: () => isRedisUp(redis) });
  return {
    verbs: bindVerbs(deps),
    refusalWords: (refusal) => refusalText(refusal, { bureau: deps.bureau, now: deps.clock.now() }),
    bureau: deps.bureau,
    clock: deps.clock,
    log: deps.log,
    failpoint: deps.failpoint,
    metrics,
    metricsToken: config.metricsToken,
    isMysqlUp: () => ping(deps.db),
    isRedisUp: () => isRedisUp(redis),
    refreshMetrics: async () => {
      await reportOutbox(deps, metrics);
      await reportState();
    },
    callback: {
      tokens: wecom.callbackTokens,
      aesKeys: wecom.callbackAesKeys,
      receiveId: wecom.corpId,
      agentId: String(wecom.agentId),
      freshnessMs: DEFAULT_FRESHNESS_MS,
    },
    contacts: contactsEnvelope(config),
    hold: {
      budgetMs: HOLD_BUDGET_MS,
      stepMs: HOLD_STEP_MS,
      sleep: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
    },
    apiKeys: config.apiKeys,
    login: { corpId: wecom.corpId, agentId: wecom.agentId, wecomApiUrl: wecom.apiUrl },
    getLoginUser: (code) => api.getLoginUser(code),
    sessionSecret: config.sessionSecret,
    publicUrl: config.publicUrl,
  };
}

function contactsEnvelope({ wecom }: Config): EnvelopeConfig | undefined {
  if (wecom.contact === undefined) return undefined;
  return {
    tokens: [wecom.contact.token],
    aesKeys: [wecom.contact.aesKey],
    receiveId: wecom.corpId,
    freshnessMs: DEFAULT_FRESHNESS_MS,
  };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve());
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
