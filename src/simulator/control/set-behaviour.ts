import type { JsonObject } from "../json.ts";
import { DEFAULT_BEHAVIOUR, RETRY_CLOCKS } from "../settings.ts";
import type { World } from "../world/world.ts";

/** Changes switches of the server; names and kinds are those of `Behaviour`. Returns what is wrong. */
export function setBehaviour(world: World, body: JsonObject): string | undefined {
  const known = Object.entries(DEFAULT_BEHAVIOUR);
  const changes = Object.entries(body);
  const wrong = changes.find(([name, value]) => !known.some((each) => fits(each, name, value)));
  if (wrong !== undefined) return `${wrong[0]}: unknown or of another kind`;
  world.behaviour = { ...world.behaviour, ...Object.fromEntries(changes) };
  return undefined;
}

function fits([name, example]: [string, unknown], wanted: string, value: unknown): boolean {
  if (name !== wanted) return false;
  if (name === "retryClock") return RETRY_CLOCKS.some((clock) => clock === value);
  if (Array.isArray(example))
    return Array.isArray(value) && value.every((each) => typeof each === "number" && each >= 0);
  return typeof value === typeof example;
}
