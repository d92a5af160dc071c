import type { ApiResult } from "../actions/inputs.ts";
import type { Deps } from "../actions/deps.ts";
import { refusalText } from "../messages/replies.ts";

type Refused = Exclude<ApiResult<unknown>, { ok: true } | { why: "problems" }>;

/** Why an action was refused, in the words that the bot would use. */
export function refusedText(
  refused: Refused,
  { bureau, clock }: Pick<Deps, "bureau" | "clock">,
): string {
  return refused.why === "refused"
    ? refusalText(refused.refusal, { bureau, now: clock.now() })
    : "同一个请求编号已用于别的内容";
}
