// Every command of the control API by name.
import type { JsonObject } from "../json.ts";
import { asObject, numberOf, objectOf, textOf, textsOf } from "../json.ts";
import type { ActResult, Stage } from "../phone/act.ts";
import { refused } from "../phone/act.ts";
import { clickMenu, closeChat, enterApp, openChat, say } from "../phone/chat.ts";
import { press, pressMenu } from "../phone/press.ts";
import { invalidateTokens } from "../world/tokens.ts";
import { addWebhook } from "../world/webhooks.ts";
import type { Command, CommandResult } from "./command.ts";
import { DIRECTORY_COMMANDS } from "./directory-commands.ts";
import { moveClock } from "./move-clock.ts";
import { PROBE_COMMANDS } from "./probe-commands.ts";
import { readSelections } from "./read-command.ts";
import { setBehaviour } from "./set-behaviour.ts";
import { addFault, clearFaults } from "./set-faults.ts";
import { clockOf, faultsOf } from "./state.ts";

function inChat(body: JsonObject): { userid: string; agentId?: number } {
  const agentId = numberOf(body, "agentId");
  return { userid: textOf(body, "userid"), ...(agentId === undefined ? {} : { agentId }) };
}

function touchOf(body: JsonObject) {
  const card = textOf(body, "cardId") || textOf(body, "taskId");
  const selections = readSelections(objectOf(body, "selections"));
  return { userid: textOf(body, "userid"), card, key: textOf(body, "key"), selections };
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
  ...DIRECTORY_COMMANDS,
  ...PROBE_COMMANDS,
  webhooks: enterWebhook,
  press: (stage, body) => press(stage, touchOf(body)),
  "press-menu": (stage, body) => pressMenu(stage, touchOf(body)),
  say: (stage, body) => say(stage, { ...inChat(body), content: textOf(body, "content") }),
  "menu-click": (stage, body) => clickMenu(stage, { ...inChat(body), key: textOf(body, "key") }),
  open,
  back: ({ world }, body) => closeChat(world, textOf(body, "userid")),
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
