import type { Ladder, Rung } from "./ladder.ts";

export interface LadderProblem {
  code:
    | "empty"
    | "duplicate-id"
    | "no-moment"
    | "two-moments"
    | "bad-moment"
    | "no-audience"
    | "unordered"
    | "unreachable";
  /** Id of the rung; undefined when the ladder as a whole is meant. */
  rungId: string | undefined;
}

/** A rung that far out is a slip of the pen: fifty times the limit, or about two years of work. */
const MAX_PERCENT = 5_000;
const MAX_AFTER_DUE_WORK_MIN = 200_000;

/** Names everything in a ladder that has no sensible meaning; an empty list means usable. */
export function checkLadder(ladder: Ladder): LadderProblem[] {
  if (ladder.rungs.length === 0) return [{ code: "empty", rungId: undefined }];
  return ladder.rungs.flatMap((rung, index) => {
    const earlier = ladder.rungs.slice(0, index);
    const codes = [...ownProblems(rung), ...problemsAfter(earlier, rung)];
    return codes.map((code) => ({ code, rungId: rung.id }));
  });
}

function ownProblems(rung: Rung): LadderProblem["code"][] {
  const codes: LadderProblem["code"][] = rung.audience.length === 0 ? ["no-audience"] : [];
  const { atPercent, afterDueWorkMin } = rung;
  if (atPercent === undefined && afterDueWorkMin === undefined) return [...codes, "no-moment"];
  if (atPercent !== undefined && afterDueWorkMin !== undefined) return [...codes, "two-moments"];
  const isSensible =
    atPercent === undefined
      ? isWhole(afterDueWorkMin, { from: 0, to: MAX_AFTER_DUE_WORK_MIN })
      : isWhole(atPercent, { from: 1, to: MAX_PERCENT });
  return isSensible ? codes : [...codes, "bad-moment"];
}

function problemsAfter(earlier: readonly Rung[], rung: Rung): LadderProblem["code"][] {
  const codes: LadderProblem["code"][] = [];
  if (earlier.some((one) => one.id === rung.id)) codes.push("duplicate-id");
  if (earlier.some((one) => order(one, rung) > 0)) codes.push("unordered");
  // Of two rungs at one moment only the later is ever sent.
  if (earlier.some((one) => order(one, rung) === 0)) codes.push("unreachable");
  return codes;
}

/** Sign of a − b in time; NaN where it depends on the limit (a share above 100 against minutes past due). */
function order(a: Rung, b: Rung): number {
  const percent = percentOf(a) - percentOf(b);
  const minutes = (a.afterDueWorkMin ?? 0) - (b.afterDueWorkMin ?? 0);
  return percent * minutes < 0 ? Number.NaN : percent + minutes;
}

/** Minutes past due start from 100 %; NaN, which compares with nothing, for a rung without a moment. */
function percentOf(rung: Rung): number {
  return rung.atPercent ?? (rung.afterDueWorkMin === undefined ? Number.NaN : 100);
}

function isWhole(value: number | undefined, range: { from: number; to: number }): boolean {
  return Number.isInteger(value) && Number(value) >= range.from && Number(value) <= range.to;
}
