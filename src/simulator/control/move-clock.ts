import type { JsonObject } from "../json.ts";
import { numberOf, textOf } from "../json.ts";
import { nextWorkday } from "../sim-clock.ts";
import { runDue } from "../world/due-work.ts";
import type { World } from "../world/world.ts";
import { sendHttp } from "../callback/post.ts";

/**
 * Sets the clock (`set`: ISO text or milliseconds), sets its distance from the real one (`offset`,
 * milliseconds), moves it (`advanceMs`, `advanceWorkDays`), stops or starts it (`frozen`).
 * When it returns, what waited for the clock has happened and the clock's followers have been told.
 * Returns what is wrong with the request, if anything.
 */
export async function moveClock(world: World, body: JsonObject): Promise<string | undefined> {
  const { clock } = world;
  const shiftMs = readShift(world, body);
  if (!Number.isFinite(shiftMs)) return "set: ISO date or milliseconds";
  if (typeof body["frozen"] === "boolean") clock.freeze(body["frozen"]);
  if (shiftMs < 0) clock.advance(shiftMs);
  else await runDue(world, clock.nowMs() + shiftMs);
  world.journal.tell("clock");
  await Promise.all((world.settings.clockFollowers ?? []).map((url) => tell(world, url)));
  return undefined;
}

/** How far the clock is to be moved, in milliseconds; NaN for a date that cannot be read. */
function readShift({ clock, settings }: World, body: JsonObject): number {
  const { set } = body;
  const nowMs = clock.nowMs();
  let atMs = nowMs + (numberOf(body, "offset") ?? clock.offsetMs()) - clock.offsetMs();
  if (set !== undefined) atMs = typeof set === "number" ? set : Date.parse(textOf(body, "set"));
  atMs += numberOf(body, "advanceMs") ?? 0;
  for (let days = numberOf(body, "advanceWorkDays") ?? 0; days >= 1; days -= 1)
    atMs = nextWorkday(atMs, settings.holidays);
  return atMs - nowMs;
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
