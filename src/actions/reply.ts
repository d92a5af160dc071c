import type { StaffId } from "../domain/ids.ts";
import { inTransaction, type Tx } from "../store/db.ts";
import { addToOutbox } from "../store/outbox.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import type { Answered, ChatAct } from "./inputs.ts";

/** What a chat act is answered by: a text to the person who did it. */
export interface Reply {
  content: string;
  answered: Answered;
}

/**
 * Answers a chat act that changes no case, once: the text goes to the outbox with the memory of the act.
 * What it says is looked up before the transaction: one that waited for a second connection could wait for others
 * that do the same.
 */
export async function replyOnce(
  deps: Deps,
  { act, kind }: { act: ChatAct; kind: string },
  reply: (at: Date) => Promise<Reply>,
): Promise<Answered> {
  const at = deps.clock.now();
  const { content, answered } = await reply(at);
  const answer = await inTransaction(deps.db, async (tx) => {
    const before = await answeredBefore(tx, act);
    if (before !== undefined) return before;
    queueText(tx, { to: act.from, content, at });
    return rememberAnswer(tx, { act, kind, at }, answered);
  });
  deps.nudge();
  return answer;
}

/** Answers go before reminders and never wait behind them: somebody is looking at the chat. */
function queueText(tx: Tx, { to, content, at }: { to: StaffId; content: string; at: Date }): void {
  const message = { kind: "send-text", to, content };
  addToOutbox(tx, [{ message, orderKey: `answer:${to}`, lane: "decision", availableAt: at }], at);
}
