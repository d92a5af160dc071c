import type { StaffId } from "../domain/ids.ts";
import { personOf } from "../domain/people/organisation.ts";
import { movedText } from "../messages/people-changed.ts";
import { inTransaction } from "../store/db.ts";
import { addToOutbox } from "../store/outbox.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import type { Answered } from "./inputs.ts";

/** The directory shows somebody in another department, or under another userid. */
export interface Moved {
  inboxKey: string;
  /** Sender of the event. */
  from: string;
  userid: StaffId;
  newUserid: string | undefined;
}

/**
 * Tells the administrators, once an event. Departments of the directory are numbers that no flow knows, so who holds
 * which office is for people to say.
 */
export async function tellMoved(deps: Deps, moved: Moved): Promise<Answered> {
  const { organisation } = deps.bureau;
  const at = deps.clock.now();
  const admins =
    personOf(organisation, moved.userid) === undefined
      ? []
      : organisation.people.filter(({ roles }) => roles.includes("admin"));
  const content = movedText(moved, { organisation, now: at });
  const answer = await inTransaction(deps.db, async (tx) => {
    const before = await answeredBefore(tx, moved);
    if (before !== undefined) return before;
    const rows = admins.map(({ userid: to }) => ({
      message: { kind: "send-text", to, content },
      orderKey: `to:${to}`,
      lane: "normal" as const,
      availableAt: at,
    }));
    addToOutbox(tx, rows, at);
    const done: Answered = { result: "done", code: "told" };
    return rememberAnswer(tx, { act: moved, kind: "contact-changed", at }, done);
  });
  deps.nudge();
  return answer;
}
