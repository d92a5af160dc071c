import type { JsonObject } from "../json.ts";
import { numberOf, textOf } from "../json.ts";
import { nextWorkday } from "../sim-clock.ts";
import { runDue } from "../world/due-work.ts";
import type { World } from "../world/world.ts";
import { sendHttp } from "../callback/post.ts";

/**
 * Sets the clock (`set`: ISO text or milliseconds), moves it (`advanceMs`, `advanceWorkDays`), sets its
 * distance from the real one (`offset`, milliseconds), stops or starts it (`frozen`).
 * What waited for the clock has happened, and the clock's followers are told, when it returns. Returns what is wrong with the request, if anything.
 */
export async function moveClock(world: World, body: JsonObject): Promise<string | undefined> {
  const targetMs = readTarget(world, body);
  if (targetMs === undefined) return "set: ISO date or milliseconds";
  if (typeof body["frozen"] === "boolean") world.clock.freeze(body["frozen"]);
  if (targetMs < world.clock.nowMs()) world.clock.set(targetMs);
  await runDue(world, targetMs);
  world.journal.tell("clock");
  await Promise.all((world.settings.clockFollowers ?? []).map((url) => tell(world, url)));
  return undefined;
}

function readTarget(world: World, body: JsonObject): number | undefined {
  const { clock, settings } = world;
  const { set } = body;
  let atMs = clock.nowMs();
  if (set !== undefined) atMs = typeof set === "number" ? set : Date.parse(textOf(body, "set"));
  if (!Number.isFinite(atMs)) return undefined;
  const offset = numberOf(body, "offset");
  if (offset !== undefined) atMs = clock.nowMs() - clock.offsetMs() + offset;
  atMs += numberOf(body, "advanceMs") ?? 0;
  for (let days = numberOf(body, "advanceWorkDays") ?? 0; days >= 1; days -= 1)
    atMs = nextWorkday(atMs, settings.holidays);
  return atMs;
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
