import { inTransaction } from "../store/db.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import type { Answered } from "./inputs.ts";

const MAX_FROM_CHARS = 64;

/** Remembers an event that asks for nothing, so that its name is on record once. */
export async function acknowledge(
  deps: Deps,
  seen: { inboxKey: string; from: string; kind: string },
): Promise<Answered> {
  return inTransaction(deps.db, async (tx) => {
    const before = await answeredBefore(tx, seen);
    const done: Answered = { result: "done", code: "acknowledged" };
    const at = deps.clock.now();
    // Whoever sent it need not have a userid that could be one.
    const act = { ...seen, from: seen.from.slice(0, MAX_FROM_CHARS) };
    return before ?? rememberAnswer(tx, { act, kind: seen.kind.slice(0, 40), at }, done);
  });
}
