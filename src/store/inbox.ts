import { compileOnce } from "./compile-once.ts";
import { sqlFor, type Tx } from "./db.ts";
import { insertRows } from "./row-statements.ts";

/** What became of a chat event when it was first handled. */
export interface StoredAnswer {
  result: string;
  code: string;
}

/** The answer that this event got before, or undefined when it is new. Ask it after the lock is held. */
export async function storedAnswer(tx: Tx, eventKey: string): Promise<StoredAnswer | undefined> {
  const [rows] = await tx.read(...answerTo(eventKey));
  return rows[0];
}

const answerTo = compileOnce(
  (eventKey: string) =>
    [
      sqlFor.selectFrom("inbox").select(["result", "code"]).where("event_key", "=", eventKey),
    ] as const,
);

/** Remembers the event in the deciding transaction; its unique key refuses the same event twice. */
export function remember(
  tx: Tx,
  event: { eventKey: string; kind: string; from: string; receivedAt: Date },
  answer: StoredAnswer,
): void {
  tx.write(
    insertRows("inbox", [
      {
        event_key: event.eventKey,
        kind: event.kind,
        from_userid: event.from,
        received_at: event.receivedAt,
        result: answer.result,
        code: answer.code,
      },
    ]),
  );
}
