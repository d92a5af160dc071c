import { instantOf, parseDay } from "../time/china-time.ts";
import type { LeaveTerms } from "./grant.ts";

/** A leave from one day to another, both counted in whole; undefined when one of them is no day. */
export function leavePeriod(
  fromOn: string,
  untilOn: string,
): Pick<LeaveTerms, "fromAt" | "untilAt"> | undefined {
  const from = parseDay(fromOn);
  const until = parseDay(untilOn);
  if (from === undefined || until === undefined) return undefined;
  const midnight = (day: number): Date => instantOf({ day, minute: 0 });
  return { fromAt: midnight(from), untilAt: midnight(until + 1) };
}
