import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { answerApi } from "./api/gateway.ts";
import { createPusher } from "./callback/pusher.ts";
import { createControlRouter } from "./control/control-router.ts";
import { createPageRouter } from "./page/page-router.ts";
import type { Stage } from "./phone/act.ts";
import type { SimulatorSettings } from "./settings.ts";
import { addPeople } from "./world/members.ts";
import { setTag } from "./world/tags.ts";
import { addWebhook } from "./world/webhooks.ts";
import type { World } from "./world/world.ts";
import { clearWorld, createWorld } from "./world/world.ts";

/** A simulated enterprise; not reachable before `listen`. */
export interface Simulator {
  /** The enterprise, for tests in the same process. */
  readonly world: World;
  /** The enterprise with the way to its apps, for the functions in `phone/`. */
  readonly stage: Stage;
  /** Starts listening; returns the base address, `http://host:port`. */
  listen(): Promise<string>;
  /** Cuts every connection and stops. */
  close(): Promise<void>;
  /** Starts the enterprise afresh with its initial people. */
  reset(): void;
}

const API_PREFIX = "/cgi-bin/";

/** Makes a simulated enterprise from its settings. */
export function createSimulator(settings: SimulatorSettings): Simulator {
  const world = createWorld(settings);
  const pusher = createPusher(world);
  const stage: Stage = { world, pusher };
  const reset = () => {
    clearWorld(world);
    populate(world);
    world.journal.tell("reset");
  };
  populate(world);
  const handle = createKoa({ ...stage, reset }).callback();
  const server = createServer((request, response) => void handle(request, response));
  return {
    world,
    stage,
    reset,
    listen: () => listen(server, settings),
    async close() {
      pusher.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function populate(world: World): void {
  addPeople(world, world.settings.people ?? []);
  for (const webhook of world.settings.webhooks ?? []) addWebhook(world, webhook);
  for (const tag of world.settings.tags ?? []) setTag(world, tag);
}

function createKoa(stage: Stage & { readonly reset: () => void }): Koa {
  const app = new Koa();
  // Cut connections are part of what is simulated; they are no news.
  app.silent = true;
  const control = createControlRouter(stage);
  const page = createPageRouter(stage);
  app.use(async (ctx, next) => {
    if (!ctx.path.startsWith(API_PREFIX)) return next();
    await answerApi(stage.world, ctx, ctx.path.slice(API_PREFIX.length));
  });
  app.use(control.routes());
  app.use(page.routes());
  return app;
}

async function listen(server: Server, settings: SimulatorSettings): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port ?? 0, settings.host ?? "127.0.0.1", resolve);
  });
  const { port } = addressOf(server);
  const host =
    settings.host === undefined || settings.host === "0.0.0.0" ? "127.0.0.1" : settings.host;
  return `http://${host}:${port}`;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("server has no port");
  return address;
}
