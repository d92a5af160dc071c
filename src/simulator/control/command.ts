// control: the control API, for tests, demos and the page.
// Must not know how the WeCom API or the page are made.
import type { JsonObject } from "../json.ts";
import { numberOf } from "../json.ts";
import type { Stage } from "../phone/act.ts";
import type { App, World } from "../world/world.ts";

/** A command's answer; `refusal` inside makes it HTTP 409, or 400 for a wrong request. */
export type CommandResult = object;

/** What a command may touch. */
export type CommandStage = Stage & { readonly reset: () => void };

export type Command = (
  stage: CommandStage,
  body: JsonObject,
) => CommandResult | Promise<CommandResult>;

/** The app named by `agentId`; the first one when none is named. */
export function appOf(world: World, body: JsonObject): App | undefined {
  const agentId = numberOf(body, "agentId");
  return agentId === undefined ? [...world.apps.values()][0] : world.apps.get(agentId);
}
