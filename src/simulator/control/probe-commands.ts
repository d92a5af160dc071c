// Commands that try the app under test, or check what it made, beyond what members do.
import { forge } from "../callback/forge.ts";
import { verifyUrl } from "../callback/verify-url.ts";
import type { JsonObject } from "../json.ts";
import { numberOf, textOf } from "../json.ts";
import type { ActResult, Stage } from "../phone/act.ts";
import { activeMember, isRefused, refused } from "../phone/act.ts";
import { findSignatureProblem } from "../rules/js-signature.ts";
import type { Command, CommandResult } from "./command.ts";
import { appOf } from "./command.ts";
import { testPadding } from "./pad-test.ts";
import { readForgery } from "./read-command.ts";

async function redeliver({ world, pusher }: Stage, body: JsonObject): Promise<ActResult> {
  const push = world.pushes.find((each) => each.id === textOf(body, "eventId"));
  if (push === undefined) return refused("bad-request", "no event has this eventId");
  return { ok: true, push: await pusher.redeliver(push) };
}

async function postForgery(stage: Stage, body: JsonObject): Promise<CommandResult> {
  const app = appOf(stage.world, body);
  if (app === undefined) return refused("unknown-app", "agentId");
  const outcome = await forge(stage.world, app, {
    forgery: readForgery(body),
    signal: stage.pusher.signal,
  });
  return { ok: true, ...outcome };
}

async function verify(stage: Stage, body: JsonObject): Promise<CommandResult> {
  const app = appOf(stage.world, body);
  if (app === undefined) return refused("unknown-app", "agentId");
  return verifyUrl(stage.world, app, stage.pusher.signal);
}

async function padTest(stage: Stage, body: JsonObject): Promise<CommandResult> {
  const app = appOf(stage.world, body);
  if (app === undefined) return refused("unknown-app", "agentId");
  const member = activeMember(stage.world, textOf(body, "userid"));
  if (isRefused(member)) return member;
  const outcomes = await testPadding(stage, app, member.userid);
  const failed = outcomes.filter(({ status }) => status !== "delivered").map(({ pad }) => pad);
  return { ok: failed.length === 0, pads: outcomes.map(({ pad }) => pad), failed };
}

function checkJsSignature({ world }: Stage, body: JsonObject): CommandResult {
  const app = appOf(world, body);
  if (app === undefined) return refused("unknown-app", "agentId");
  const kind = (["corp", "agent"] as const).find((each) => each === body["kind"]);
  if (kind === undefined) return refused("bad-request", "kind: corp or agent");
  const problem = findSignatureProblem({
    kind,
    app,
    noncestr: textOf(body, "noncestr"),
    timestamp: textOf(body, "timestamp") || String(numberOf(body, "timestamp") ?? ""),
    url: textOf(body, "url"),
    signature: textOf(body, "signature"),
  });
  return problem === undefined ? { ok: true } : { ok: false, errcode: 40093, detail: problem };
}

export const PROBE_COMMANDS: Readonly<Record<string, Command>> = {
  redeliver,
  forge: postForgery,
  "verify-callback": verify,
  "pad-test": padTest,
  "check-js-signature": checkJsSignature,
};
