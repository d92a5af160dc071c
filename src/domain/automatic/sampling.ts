import { sha256Hex } from "../../lib/hash.ts";
import type { CaseNo } from "../ids.ts";
import type { Sampling, TypicalPlan } from "./typical-plan.ts";

/** Digits of the hash that are drawn from: more than any share needs. */
const HEX_DIGITS = 8;

/**
 * Whether an exempt case goes to people all the same. The draw is in the number of the case, so nobody can choose it,
 * it stays the same from version to version, and everybody can repeat it.
 */
export function isSampled(
  { id, sample }: Pick<TypicalPlan, "id" | "sample">,
  caseNo: CaseNo,
): boolean {
  const drawn = Number.parseInt(sha256Hex(`${id} ${caseNo}`).slice(0, HEX_DIGITS), 16);
  return drawn % sample.oneIn === 0;
}

/** Whether the people asked for samples have disagreed too often; the newest verdict first. */
export function isDistrusted(
  { suspendAt, window }: Sampling,
  verdicts: readonly { agreed: boolean }[],
): boolean {
  const disagreed = verdicts.slice(0, window).filter(({ agreed }) => !agreed);
  return disagreed.length >= suspendAt;
}
