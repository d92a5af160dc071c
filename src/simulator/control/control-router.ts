import { PassThrough } from "node:stream";
import Router from "@koa/router";
import type { Context } from "koa";
import { parseObject } from "../json.ts";
import type { Stage } from "../phone/act.ts";
import { readBody } from "../read-body.ts";
import type { World } from "../world/world.ts";
import { COMMANDS } from "./commands.ts";
import { clockOf, faultsOf, stateOf } from "./state.ts";

/** Routes below `/_control/`. */
export function createControlRouter(stage: Stage & { reset: () => void }): Router {
  const { world } = stage;
  const router = new Router({ prefix: "/_control" });
  router.get("/state", (ctx) => {
    const { userid } = ctx.query;
    ctx.body = stateOf(world, typeof userid === "string" ? userid : undefined);
  });
  router.get("/people", (ctx) => {
    ctx.body = [...world.members.values()].map(({ seen: _seen, ...person }) => person);
  });
  router.get("/faults", (ctx) => {
    ctx.body = faultsOf(world);
  });
  router.get("/clock", (ctx) => {
    ctx.body = clockOf(world);
  });
  router.get("/events", (ctx) => streamChanges(ctx, world));
  router.post("/:name", (ctx) => runCommand(ctx, stage));
  router.delete("/faults", (ctx) => {
    world.faults = [];
    world.journal.tell("faults");
    ctx.body = { ok: true };
  });
  return router;
}

async function runCommand(ctx: Context, stage: Stage & { reset: () => void }): Promise<void> {
  const name: unknown = ctx["params"].name;
  const command =
    typeof name === "string" && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const text = (await readBody(ctx.req)) ?? "";
  const body = text.trim() === "" ? {} : parseObject(text);
  if (command === undefined || body === undefined) {
    ctx.status = command === undefined ? 404 : 400;
    ctx.body = { ok: false, refusal: "bad-request", detail: "unknown command or no JSON object" };
    return;
  }
  const result = await command(stage, body);
  if ("refusal" in result) ctx.status = result.refusal === "bad-request" ? 400 : 409;
  ctx.body = result;
}

/** Server-sent events, one per change; the page and watching tests live on it. */
function streamChanges(ctx: Context, world: World): void {
  const stream = new PassThrough();
  ctx.type = "text/event-stream";
  ctx.set("cache-control", "no-store");
  stream.write("retry: 1000\n\n");
  const stop = world.journal.listen((change) => {
    stream.write(`id: ${change.seq}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
  });
  stream.on("close", stop);
  ctx.req.on("close", () => stream.destroy());
  ctx.body = stream;
}
