// The whole product for journey tests: service, simulated WeCom, MySQL and Redis, on one settable clock.
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Writable } from "node:stream";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { buildApp, openApp, type App } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { createLog } from "../../src/lib/log.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import type { Behaviour } from "../../src/simulator/settings.ts";
import { freshDatabase, freshRedis, projectRoot, type FreshDatabase } from "./services.ts";
import { setClock, type SetClock } from "./set-clock.ts";

export const CORP_ID = "wwtest1234567890ab";
export const AGENT_ID = 1000002;
export const TOKEN = "journeyToken1";
export const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
export const API_KEY = "journey-api-key-0001";
export const WEBHOOK_KEY = "journey-robot";
export const MANAGERS_CHAT = "managersgroup1";

export interface World {
  clock: SetClock;
  simulator: Simulator;
  simulatorUrl: string;
  app: App;
  config: Config;
  /** Address of the service. */
  url: string;
  database: FreshDatabase;
  /** Every log line that the service wrote. */
  logLines: string[];
  close(): Promise<void>;
}

export interface WorldOptions {
  at?: string;
  behaviour?: Partial<Behaviour>;
  env?: Record<string, string>;
  withRedis?: boolean;
}

/** Starts everything but the service's own loops: tests say when the sender and the clock run. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const clock = setClock(options.at ?? "2026-11-23 09:00");
  const database = await freshDatabase("journey");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const simulator = openSimulator(clock, url, options.behaviour);
  const simulatorUrl = await simulator.listen();
  const config = loadConfig(
    {
      ...environment({ port, url, simulatorUrl, mysqlUrl: database.mysqlUrl }),
      ...(options.withRedis === false ? {} : { REDIS_URL: await freshRedis() }),
      ...options.env,
    },
    diskFiles,
  );
  const logLines: string[] = [];
  const log = createLog("debug", collector(logLines));
  const app = await buildApp(config, { clock, log, failpoint: async () => undefined });
  await openApp(app);
  return {
    clock,
    simulator,
    simulatorUrl,
    app,
    config,
    url,
    database,
    logLines,
    close: async () => {
      for (const step of app.stopSteps) await step.stop();
      await simulator.close();
      await database.drop();
    },
  };
}

function openSimulator(
  clock: SetClock,
  url: string,
  behaviour: Partial<Behaviour> = {},
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
    webhooks: [{ key: WEBHOOK_KEY, name: "超期预警群" }],
    behaviour: { retryAfterMs: [0, 0, 0], ...behaviour },
  });
}

function shippedPeople() {
  const config = loadConfig(
    environment({
      port: 0,
      url: "http://127.0.0.1",
      simulatorUrl: "http://127.0.0.1",
      mysqlUrl: "mysql://x@127.0.0.1/x",
    }),
    diskFiles,
  );
  return config.bureau.organisation.people;
}

export function environment(at: {
  port: number;
  url: string;
  simulatorUrl: string;
  mysqlUrl: string;
}): Record<string, string> {
  return {
    PORT: String(at.port),
    PUBLIC_URL: at.url,
    MYSQL_URL: at.mysqlUrl,
    API_KEYS: `journey:${API_KEY}`,
    CONFIG_DIR: join(projectRoot, "config"),
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

/** Runs the sender until nothing more is due. */
export async function settle(world: World): Promise<void> {
  while ((await world.app.sender.runOnce()) > 0);
}

/** Moves the clock and lets everything that became due happen. */
export async function passTo(world: World, text: string): Promise<void> {
  world.clock.set(text);
  await tick(world);
}

export async function tick(world: World): Promise<void> {
  await oncePerTick(world.app.deps, "clocks", runClocks);
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
