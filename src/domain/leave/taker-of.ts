import type { StaffId } from "../ids.ts";
import type { Grant } from "./grant.ts";

/** So often a task may be passed on from one person on leave to the next. */
const MAX_HOPS = 3;

/** Asks of one case: who has handed over what it is about, and who may sign in the seat. */
export interface TakerQuestion {
  /** The grant of a person that is in force and covers it. */
  grantOf: (userid: StaffId) => Grant | undefined;
  mayAct: (userid: StaffId) => boolean;
}

/**
 * Who decides instead of somebody on leave: the delegate; where that one is on leave too, theirs in turn, up to three
 * steps and never in a circle. Undefined when nobody on the way can.
 */
export function takerOf(grant: Grant, { grantOf, mayAct }: TakerQuestion): StaffId | undefined {
  const passed: StaffId[] = [grant.principal];
  let next: Grant | undefined = grant;
  while (next !== undefined && passed.length <= MAX_HOPS) {
    const { delegate }: Grant = next;
    if (passed.includes(delegate)) return undefined;
    passed.push(delegate);
    next = grantOf(delegate);
    // Who shares their tasks is still there to act.
    if (next?.mode !== "replace") return mayAct(delegate) ? delegate : undefined;
  }
  return undefined;
}

/** Tells whether everybody who was to stand in is on leave, and has handed over to one who was passed before: A to B to A. */
export function isCircle(grant: Grant, { grantOf }: Pick<TakerQuestion, "grantOf">): boolean {
  const passed: StaffId[] = [grant.principal];
  let next: Grant | undefined = grant;
  while (next !== undefined && !passed.includes(next.delegate)) {
    passed.push(next.delegate);
    const further: Grant | undefined = grantOf(next.delegate);
    next = further?.mode === "replace" ? further : undefined;
  }
  return next !== undefined;
}
