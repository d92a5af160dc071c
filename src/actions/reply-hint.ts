import { personOf } from "../domain/people/organisation.ts";
import { strangerReply, unsupportedReply, welcomeReply } from "../messages/plain-replies.ts";
import type { Deps } from "./deps.ts";
import type { Answered, ChatAct } from "./inputs.ts";
import { replyOnce } from "./reply.ts";

/** Something in the chat that is no question: a picture, a voice, a new member. */
export type Hint = { kind: "unsupported"; messageType: string } | { kind: "welcome" };

/** Tells a person what the bot can do for them instead. */
export function replyHint(deps: Deps, act: ChatAct, hint: Hint): Promise<Answered> {
  const isMember = personOf(deps.bureau.organisation, act.from) !== undefined;
  return replyOnce(deps, { act, kind: hint.kind }, async (at) => ({
    content: isMember ? hintText(hint, at) : strangerReply(at),
    answered: { result: "done", code: hint.kind },
  }));
}

function hintText(hint: Hint, at: Date): string {
  return hint.kind === "welcome" ? welcomeReply(at) : unsupportedReply(hint.messageType, at);
}
