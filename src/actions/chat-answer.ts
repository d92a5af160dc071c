import type { Tx } from "../store/db.ts";
import { storedAnswer, remember } from "../store/inbox.ts";
import type { Answered, ChatAct } from "./inputs.ts";

/** The answer that this chat act got when it was first delivered. */
export async function answeredBefore(
  tx: Tx,
  act: Pick<ChatAct, "inboxKey">,
): Promise<Answered | undefined> {
  const stored = await storedAnswer(tx, act.inboxKey);
  return stored === undefined ? undefined : { result: "repeated", code: stored.code };
}

/** Remembers the answer with the change itself, so that the act counts once. */
export function rememberAnswer(
  tx: Tx,
  { act, kind, at }: { act: Pick<ChatAct, "inboxKey"> & { from: string }; kind: string; at: Date },
  answer: Answered,
): Answered {
  remember(tx, { eventKey: act.inboxKey, kind, from: act.from, receivedAt: at }, answer);
  return answer;
}
