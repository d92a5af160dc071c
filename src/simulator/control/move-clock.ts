import type { JsonObject } from "../json.ts";
import { numberOf, textOf } from "../json.ts";
import { nextWeekday } from "../sim-clock.ts";
import type { World } from "../world/world.ts";
import { sendHttp } from "../callback/post.ts";

/**
 * Sets the clock (`set`: ISO text or milliseconds), moves it (`advanceMs`, `advanceWorkDays`), sets its
 * distance from the real one (`offset`, milliseconds), stops or starts it (`frozen`).
 * Tells the clock's followers. Returns what is wrong with the request, if anything.
 */
export async function moveClock(world: World, body: JsonObject): Promise<string | undefined> {
  const problem = apply(world, body);
  if (problem !== undefined) return problem;
  world.journal.tell("clock");
  await Promise.all((world.settings.clockFollowers ?? []).map((url) => tell(world, url)));
  return undefined;
}

function apply(world: World, body: JsonObject): string | undefined {
  const { clock } = world;
  const { set } = body;
  if (set !== undefined) {
    const atMs = typeof set === "number" ? set : Date.parse(textOf(body, "set"));
    if (!Number.isFinite(atMs)) return "set: ISO date or milliseconds";
    clock.set(atMs);
  }
  if (typeof body["frozen"] === "boolean") clock.freeze(body["frozen"]);
  const offset = numberOf(body, "offset");
  if (offset !== undefined) clock.setOffset(offset);
  clock.advance(numberOf(body, "advanceMs") ?? 0);
  for (let days = numberOf(body, "advanceWorkDays") ?? 0; days >= 1; days -= 1)
    clock.set(nextWeekday(clock.nowMs()));
  return undefined;
}

/** A follower that does not answer is not waited for longer than two seconds. */
async function tell(world: World, url: string): Promise<void> {
  const { clock } = world;
  const body = JSON.stringify({
    nowMs: clock.nowMs(),
    offsetMs: clock.offsetMs(),
    frozen: clock.isFrozen(),
  });
  const signal = AbortSignal.timeout(2_000);
  await sendHttp({
    method: "POST",
    url,
    body,
    contentType: "application/json",
    deadlineMs: 2_000,
    signal,
  });
}
