import type { Decision } from "../domain/approval/instance.ts";
import type { OpinionChoice } from "../domain/bureau.ts";
import { isOnCard } from "../domain/opinion.ts";
import type { CardSelection } from "../wecom/wire.ts";
import { OPINION_QUESTION_KEY } from "./action-key.ts";
import type { CardState } from "./card-state.ts";
import { fitChars } from "./fit.ts";

/** @source wecom:90236 */
const MAX_OPTIONS = 10;
/** Advised. @source wecom:90236 */
const OPTION_MAX_CHARS = 16;

/**
 * The choice of opinion: open while the card asks, locked on the chosen one after the viewer's decision,
 * absent where the viewer had nothing to choose or the bureau has settled no opinions.
 */
export function opinionSelection(
  opinions: readonly OpinionChoice[],
  state: CardState,
): CardSelection | undefined {
  if (state.kind === "decided-by-you") return chosen(state.decision);
  const options = opinions.filter(isOnCard).slice(0, MAX_OPTIONS);
  if (state.kind !== "asks" || options.length === 0) return undefined;
  const neutral = options.find((choice) => choice.verbs.includes("approve"));
  return {
    question_key: OPINION_QUESTION_KEY,
    title: "意见",
    option_list: options.map(({ code, text }) => ({
      id: code,
      text: fitChars(text, OPTION_MAX_CHARS),
    })),
    ...(neutral === undefined ? {} : { selected_id: neutral.code }),
  };
}

/** Typed opinions of a page have no code among the options, so the decided card lists only what was said. */
function chosen({ opinion }: Decision): CardSelection {
  const id = opinion.code === "" ? "said" : opinion.code;
  return {
    question_key: OPINION_QUESTION_KEY,
    title: "意见",
    disable: true,
    selected_id: id,
    option_list: [{ id, text: fitChars(opinion.text, OPTION_MAX_CHARS) || "无" }],
  };
}
