// The control API: every command by name, for tests, demos and the page.
import { verifyUrl } from "../callback/verify-url.ts";
import { forge } from "../callback/forge.ts";
import type { JsonObject } from "../json.ts";
import { asList, asObject, numberOf, objectOf, textOf, textsOf } from "../json.ts";
import type { ActResult, Stage } from "../phone/act.ts";
import { refused } from "../phone/act.ts";
import { clickMenu, closeChat, enterApp, leave, openChat, say } from "../phone/chat.ts";
import { press, pressMenu } from "../phone/press.ts";
import { addPeople, markLeft } from "../world/members.ts";
import { invalidateTokens } from "../world/tokens.ts";
import { addWebhook } from "../world/webhooks.ts";
import type { App, World } from "../world/world.ts";
import { readForgery, readPeople, readSelections } from "./read-command.ts";
import { moveClock } from "./move-clock.ts";
import { addFault, clearFaults } from "./set-faults.ts";
import { setBehaviour } from "./set-behaviour.ts";
import { clockOf, faultsOf } from "./state.ts";

/** A command's answer; `refusal` inside makes it HTTP 409. */
export type CommandResult = object;
type Command = (
  stage: Stage & { reset: () => void },
  body: JsonObject,
) => CommandResult | Promise<CommandResult>;

function inChat(body: JsonObject): { userid: string; agentId?: number } {
  const agentId = numberOf(body, "agentId");
  return { userid: textOf(body, "userid"), ...(agentId === undefined ? {} : { agentId }) };
}

function touchOf(body: JsonObject) {
  const card = textOf(body, "cardId") || textOf(body, "taskId");
  const selections = readSelections(objectOf(body, "selections"));
  return { userid: textOf(body, "userid"), card, key: textOf(body, "key"), selections };
}

function appOf(world: World, body: JsonObject): App | undefined {
  const agentId = numberOf(body, "agentId");
  return agentId === undefined ? [...world.apps.values()][0] : world.apps.get(agentId);
}

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

function enterPeople({ world }: Stage, body: JsonObject): CommandResult {
  const people = readPeople(asList(body["people"]).length > 0 ? body["people"] : [body]);
  if (people === undefined) return refused("bad-request", "people: [{userid, name, …}]");
  addPeople(world, people);
  const gone = textsOf(body, "remove");
  for (const userid of gone) {
    const member = world.members.get(userid.toLowerCase());
    if (member !== undefined) markLeft(world, member);
  }
  return { ok: true, people: people.length };
}

function enterWebhook({ world }: Stage, body: JsonObject): CommandResult {
  const key = textOf(body, "key");
  if (key === "") return refused("bad-request", "key missing");
  const members =
    asObject(body)?.["members"] === undefined ? {} : { members: textsOf(body, "members") };
  addWebhook(world, { key, name: textOf(body, "name") || "群机器人", ...members });
  return { ok: true };
}

async function open(stage: Stage, body: JsonObject): Promise<ActResult> {
  const chatId = textOf(body, "chatId");
  return chatId === ""
    ? enterApp(stage, inChat(body))
    : openChat(stage, { userid: textOf(body, "userid"), chatId });
}

/** `POST /_control/{name}`. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  people: enterPeople,
  webhooks: enterWebhook,
  press: (stage, body) => press(stage, touchOf(body)),
  "press-menu": (stage, body) => pressMenu(stage, touchOf(body)),
  say: (stage, body) => say(stage, { ...inChat(body), content: textOf(body, "content") }),
  "menu-click": (stage, body) => clickMenu(stage, { ...inChat(body), key: textOf(body, "key") }),
  open,
  back: ({ world }, body) => closeChat(world, textOf(body, "userid")),
  leave: (stage, body) => leave(stage, textOf(body, "userid")),
  redeliver,
  forge: postForgery,
  "verify-callback": verify,
  clock: async ({ world }, body) => {
    const problem = await moveClock(world, body);
    return problem === undefined
      ? { ok: true, ...clockOf(world) }
      : refused("bad-request", problem);
  },
  faults: ({ world }, body) => {
    const problem = body["clear"] === undefined ? addFault(world, body) : clearFaults(world, body);
    return problem === undefined
      ? { ok: true, faults: faultsOf(world) }
      : refused("bad-request", problem);
  },
  behaviour: ({ world }, body) => {
    const problem = setBehaviour(world, body);
    return problem === undefined
      ? { ok: true, behaviour: world.behaviour }
      : refused("bad-request", problem);
  },
  "invalidate-tokens": ({ world }) => {
    invalidateTokens(world);
    return { ok: true };
  },
  "release-held": async ({ pusher }) => {
    await pusher.releaseHeld();
    return { ok: true };
  },
  reset: (stage) => {
    stage.reset();
    return { ok: true };
  },
};
