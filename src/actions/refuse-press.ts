import type { Refusal } from "../domain/outcome.ts";
import { replyText } from "../messages/case-reply.ts";
import { refusalText } from "../messages/replies.ts";
import type { Deps } from "./deps.ts";
import type { Answered, CardPress } from "./inputs.ts";
import { replyOnce } from "./reply.ts";

/** Answers a press that names no case of ours: a sentence, and nothing else changes. */
export function refusePress(deps: Deps, press: CardPress, refusal: Refusal): Promise<Answered> {
  return replyOnce(deps, { act: press, kind: "card-pressed" }, async (at) => ({
    content: replyText([refusalText(refusal, { bureau: deps.bureau, now: at })], { now: at }),
    answered: { result: "refused", code: refusal.code },
  }));
}
