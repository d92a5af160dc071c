import type { Demo } from "./bureau.ts";
import { playOtherCases } from "./other-cases.ts";
import { passTime } from "./pass-time.ts";
import { afternoonBefore } from "./start-moment.ts";
import { heading } from "./tell.ts";

/** What happened before the story begins: other cases, played on the afternoon before. */
export async function setTheScene(demo: Demo, startAt: Date): Promise<void> {
  const { clock } = demo.simulator.world;
  await demo.passTo(afternoonBefore(demo.bureau.calendar, startAt));
  heading(clock, "What goes on in the bureau already 局里在办的工单");
  await playOtherCases(demo);
  await passTime(demo, startAt);
}
