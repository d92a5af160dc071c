import type { JSX } from "preact";
import { isOverdue, timeLeftText } from "../../messages/durations.ts";
import type { PageContext } from "./page-context.ts";

/** Working time until something is due, or how long it has been over. */
export function TimeLeft({ dueAt, context }: { dueAt: Date; context: PageContext }): JSX.Element {
  const { bureau, now } = context;
  const tone = isOverdue(dueAt, now) ? "over" : "left";
  return <strong class={tone}>{timeLeftText(bureau.calendar, dueAt, now)}</strong>;
}
