import type { Approval, Opinion } from "./approval/instance.ts";
import type { Bureau, OpinionChoice } from "./bureau.ts";
import { refuse, type CardVerb, type Outcome, type Verb } from "./outcome.ts";

/**
 * What may be said with a decision. The settled opinions are about documents: whether an approval is revoked is a yes or
 * a no, without them, and neither needs a reason, for a no changes nothing.
 */
export function opinionRule<Said extends Verb>(
  approval: Approval,
  { opinions }: Pick<Bureau, "opinions">,
  verb: Said,
): { choices: readonly OpinionChoice[]; verb: Said | "approve" } {
  return approval.revokes === undefined
    ? { choices: opinions, verb }
    : { choices: [], verb: "approve" };
}

const NONE: Opinion = { code: "", text: "" };

/** Tells whether a choice is offered on cards; what only goes with a rejection is chosen on a page. */
export function isOnCard({ verbs }: OpinionChoice): boolean {
  return verbs.some((verb) => verb !== "reject");
}

/**
 * The opinion that goes with a press, by the code that was chosen (常用语).
 * A return needs a choice that is a reason; a reason does not go with an approval. One opinion is asked for: which
 * of several counts must never be a guess.
 */
export function opinionFor(
  choices: readonly OpinionChoice[],
  { verb, codes }: { verb: CardVerb; codes: readonly string[] },
): Outcome<Opinion> {
  const [code, ...others] = codes;
  if (others.length > 0) return refuse({ code: "unknown-opinion" });
  if (code === undefined) {
    return verb === "return"
      ? refuse({ code: "reason-needed" })
      : { ok: true, next: NONE, events: [] };
  }
  const choice = choices.find((one) => one.code === code);
  if (choice === undefined) return refuse({ code: "unknown-opinion" });
  if (choice.verbs.includes(verb)) {
    return { ok: true, next: { code: choice.code, text: choice.text }, events: [] };
  }
  return refuse(
    verb === "return"
      ? { code: "reason-needed" }
      : { code: "opinion-contradicts", opinion: choice.text },
  );
}
