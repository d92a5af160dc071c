// The whole product for journey tests: service, simulated WeCom, MySQL and Redis, on one settable clock.
import { createServer } from "node:net";
import { Writable } from "node:stream";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { handOverTasks } from "../../src/actions/hand-over-tasks.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { buildApp, type App } from "../../src/app/build-app.ts";
import { openApp } from "../../src/app/start-app.ts";
import type { Config } from "../../src/config/config.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadBureauOnly, loadConfig } from "../../src/config/load.ts";
import type { Organisation } from "../../src/domain/people/organisation.ts";
import type { Clock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import type { Behaviour } from "../../src/simulator/settings.ts";
import { bureauVariant, SHIPPED } from "./bureau-variant.ts";
import { freshRedis, type FreshDatabase } from "./services.ts";
import { migratedDatabase } from "./migrated-database.ts";
import { untilQuiet } from "./quiet.ts";
import { refuseSecrets } from "./log-secrets.ts";
import { setClock, type SetClock } from "./set-clock.ts";

export const CORP_ID = "wwtest1234567890ab";
export const AGENT_ID = 1000002;
export const TOKEN = "journeyToken1";
export const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
export const API_KEY = "journey-api-key-0001";
export const WEBHOOK_KEY = "journey-robot";
export const MANAGERS_CHAT = "managersgroup1";
export const CONTACTS = {
  token: "contactToken1",
  aesKey: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
};

export interface World {
  clock: SetClock;
  simulator: Simulator;
  simulatorUrl: string;
  app: App;
  /** Every instance of the service on the same database and Redis; the first is `app`. */
  apps: App[];
  config: Config;
  /** Where flows, people, ladders … are read from. */
  configDir: string;
  /** Address of the service: of its first instance. */
  url: string;
  urls: string[];
  database: FreshDatabase;
  /** Every log line that the service wrote. */
  logLines: string[];
  close(): Promise<void>;
}

export interface WorldOptions {
  at?: string;
  /** Files of \`config/\` that differ from the shipped ones, by their path in it. */
  bureau?: Readonly<Record<string, string>>;
  /** Keys of the contact-sync assistant, which then tells of people who come, move and leave. */
  contacts?: { token: string; aesKey: string };
  behaviour?: Partial<Behaviour>;
  env?: Record<string, string>;
  withRedis?: boolean;
  /** Default: a fresh one on the servers of this run. */
  database?: FreshDatabase;
  /** Time over which the alerts of one tick are spread; default 0, so that they leave when they are due. */
  alertSpreadMs?: number;
  /** How many processes of the service there are; default 1. */
  instances?: number;
  /** What an instance finds in its environment besides or instead of the common one. */
  envOf?: (instance: number) => Record<string, string>;
  /** Called at every named point of an instance, see `src/lib/failpoint.ts`. */
  failpoint?: (name: string, instance: number) => Promise<void>;
  /** How many connections to MySQL an instance may have; default as in production. */
  connectionLimit?: number;
}

/** Starts everything but the service's own loops: tests say when the sender and the clock run. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const clock = setClock(options.at ?? "2026-11-23 09:00");
  const bureau = options.bureau === undefined ? SHIPPED : bureauVariant(options.bureau);
  const { configDir } = bureau;
  const database = options.database ?? (await migratedDatabase("journey"));
  const ports = await freePorts(options.instances ?? 1);
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const url = urls[0] ?? "";
  const { contacts } = options;
  const simulator = openSimulator(clock, url, options);
  const simulatorUrl = await simulator.listen();
  const redis = options.withRedis === false ? {} : { REDIS_URL: await freshRedis() };
  const logLines: string[] = [];
  const log = createLog("debug", collector(logLines));
  const apps: App[] = [];
  const { failpoint = async () => undefined } = options;
  for (const [instance, port] of ports.entries()) {
    const config = loadConfig(
      {
        ...environment({ port, url, simulatorUrl, mysqlUrl: database.mysqlUrl, configDir }),
        ...redis,
        ...(contacts === undefined
          ? {}
          : { WECOM_CONTACT_TOKEN: contacts.token, WECOM_CONTACT_AES_KEY: contacts.aesKey }),
        ...options.env,
        ...options.envOf?.(instance),
      },
      diskFiles,
    );
    const { alertSpreadMs = 0, connectionLimit } = options;
    const app = await buildApp(config, {
      clock,
      log,
      failpoint: (name) => failpoint(name, instance),
      alertSpreadMs,
      ...(connectionLimit === undefined ? {} : { connectionLimit }),
    });
    await openApp(app);
    apps.push(app);
  }
  const [app] = apps;
  if (app === undefined) throw new Error("a world needs an instance of the service");
  return {
    clock,
    simulator,
    simulatorUrl,
    app,
    apps,
    config: app.config,
    configDir,
    url,
    urls,
    database,
    logLines,
    close: async () => {
      for (const step of apps.flatMap(({ stopSteps }) => stopSteps)) await step.stop();
      await simulator.close();
      await database.drop();
      bureau.remove();
      refuseSecrets(logLines, { config: app.config, chat: simulator.world });
    },
  };
}

/** Ends one instance as SIGTERM would; the others go on. */
export async function stopInstance({ apps }: World, n: number): Promise<void> {
  for (const app of apps.splice(n, 1)) {
    for (const step of app.stopSteps) await step.stop();
  }
}

/** Ends one instance, and starts another that knows of the old one only what is stored. */
export async function restartInstance(world: World, n: number): Promise<void> {
  const [old] = world.apps.slice(n, n + 1);
  if (old === undefined) throw new Error(`there is no instance ${n}`);
  const { config, deps } = old;
  await stopInstance(world, n);
  const { clock, log, failpoint, alertSpreadMs } = deps;
  const app = await buildApp(config, { clock, log, failpoint, alertSpreadMs });
  await openApp(app);
  world.apps.splice(n, 0, app);
  if (world.app === old) world.app = app;
}

/** From now on the chat server calls this instance of the service; takes effect with the next press. */
export function callInstance({ simulator, urls }: World, n: number): void {
  const { apps } = simulator.world;
  const app = apps.get(AGENT_ID);
  if (app !== undefined) apps.set(AGENT_ID, { ...app, callbackUrl: `${urls[n]}/wecom/callback` });
}

export function openSimulator(
  clock: Clock,
  url: string,
  { behaviour = {}, contacts }: Pick<WorldOptions, "behaviour" | "contacts"> = {},
): Simulator {
  return createSimulator({
    corpId: CORP_ID,
    clock,
    apps: [
      {
        agentId: AGENT_ID,
        name: "供电方案审批",
        secret: "journey-secret",
        token: TOKEN,
        aesKey: AES_KEY,
        callbackUrl: `${url}/wecom/callback`,
        trustedDomain: new URL(url).host,
      },
    ],
    people: shippedPeople(),
    ...(contacts === undefined
      ? {}
      : { contactSync: { callbackUrl: `${url}/wecom/contacts`, ...contacts } }),
    webhooks: [{ key: WEBHOOK_KEY, name: "超期预警群" }],
    behaviour: { retryAfterMs: [0, 0, 0], ...behaviour },
  });
}

/** Read once: to read all of `config/` takes longer than most of what else a world begins with. */
let people: Organisation["people"] | undefined;

function shippedPeople(): Organisation["people"] {
  people ??= loadBureauOnly({ CONFIG_DIR: SHIPPED.configDir }, diskFiles).organisation.people;
  return people;
}

export function environment(at: {
  port: number;
  url: string;
  simulatorUrl: string;
  mysqlUrl: string;
  /** Default: the shipped one. */
  configDir?: string;
}): Record<string, string> {
  return {
    PORT: String(at.port),
    PUBLIC_URL: at.url,
    MYSQL_URL: at.mysqlUrl,
    API_KEYS: `journey:${API_KEY}`,
    CONFIG_DIR: at.configDir ?? SHIPPED.configDir,
    WECOM_API_URL: at.simulatorUrl,
    WECOM_CORP_ID: CORP_ID,
    WECOM_AGENT_ID: String(AGENT_ID),
    WECOM_SECRET: "journey-secret",
    WECOM_CALLBACK_TOKEN: TOKEN,
    WECOM_CALLBACK_AES_KEY: AES_KEY,
    WECOM_WEBHOOK_URL: `${at.simulatorUrl}/cgi-bin/webhook/send?key=${WEBHOOK_KEY}`,
    SESSION_SECRET: "journey-session-secret-0123456789abcdef",
    METRICS_TOKEN: "journey-metrics-token",
    NODE_ENV: "test",
  };
}

/** Runs the senders of all instances until nothing more is due, whatever must wait for a limit. */
export async function settle({ apps }: World): Promise<void> {
  await untilQuiet(apps.map(({ sender }) => sender));
}

/** Moves the clock and lets everything that became due happen. */
export async function passTo(world: World, text: string): Promise<void> {
  world.clock.set(text);
  await tick(world);
}

export async function tick(world: World): Promise<void> {
  await oncePerTick(world.app.deps, "clocks", runClocks);
  await oncePerTick(world.app.deps, "hand-over", handOverTasks);
  await settle(world);
}

function collector(lines: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
}

/** Ports that were free together a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

/** Below those that the system takes for connections that go out: there a port that is free now may not be so a moment later. */
const LOWEST_PORT = 12_000;
const HIGHEST_PORT = 32_000;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
