import type { Clock } from "../lib/clock.ts";
import type { Db } from "../store/db.ts";
import { mergeTail, type QueuedRow } from "../store/merge-outbox.ts";
import type { OutboxRow } from "../store/outbox.ts";
import type { SendMarkdown, SendText } from "../wecom/outbound.ts";
import { readMessage } from "./delivery.ts";

type PersonalText = SendText | SendMarkdown;

/** Puts several texts to one person into one; handed in, for the words are not this folder's. */
export type MakeDigest = (texts: readonly [PersonalText, ...PersonalText[]], now: Date) => SendText;

/** Fewer than these are sent one by one when the limit allows. */
const LEAST_MERGED = 3;

/**
 * Merges the texts to one person that wait from this held row on into one digest, when they are enough.
 * Cards are never merged, nor what was tried before, nor anything ahead of such a row: the order is kept.
 * Returns the ids of the rows that were merged, which may include the held one.
 */
export async function mergeHeld(
  { db, clock, digest }: { db: Db; clock: Clock; digest: MakeDigest },
  row: OutboxRow,
  until: Date,
): Promise<number[]> {
  const isMergeable = row.lane === "normal" && row.orderKey.startsWith("to:");
  if (!isMergeable || textOf(row.message) === undefined) return [];
  const at = clock.now();
  return mergeTail(db, row, {
    at,
    availableAt: until,
    merge: (queue) => {
      const [first, ...others] = textsAtEnd(queue);
      if (first === undefined || others.length + 1 < LEAST_MERGED) return undefined;
      return { count: others.length + 1, message: digest([first, ...others], at) };
    },
  });
}

/** The untried texts after which nothing else waits, oldest first. */
function textsAtEnd(queue: readonly QueuedRow[]): PersonalText[] {
  const texts = queue.map((row) => (row.isUntried ? textOf(row.message) : undefined));
  const after = texts.findLastIndex((text) => text === undefined);
  return texts.slice(after + 1).flatMap((text) => text ?? []);
}

function textOf(stored: object): PersonalText | undefined {
  const message = readMessage(stored);
  return message?.kind === "send-text" || message?.kind === "send-markdown" ? message : undefined;
}
