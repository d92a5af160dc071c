import { change, sqlFor, type Db } from "./db.ts";

/** Rows deleted by one statement, so that nobody waits long for its locks. */
const BATCH = 1_000;

/** States in which a row of the outbox is history. Dead and quarantined rows wait for a person and stay. */
const ENDED = ["sent", "superseded", "merged", "dropped"] as const;
/** Of the claim index, which starts with state and lane. */
const LANES = [0, 1] as const;

/** Forgets events that were handled before this moment. Returns how many rows went. */
export function forgetEvents(db: Db, before: Date): Promise<number> {
  return untilNoneLeft(db, () =>
    sqlFor
      .deleteFrom("inbox")
      .where("received_at", "<", before)
      .orderBy("received_at")
      .limit(BATCH),
  );
}

/** Forgets messages that were done with before this moment. */
export async function forgetMessages(db: Db, before: Date): Promise<number> {
  let deleted = 0;
  for (const state of ENDED) {
    for (const lane of LANES)
      deleted += await untilNoneLeft(db, () => oldMessages(state, lane, before));
  }
  return deleted;
}

/** Nothing is done before it is available, so the claim index finds what may be old. */
function oldMessages(state: string, lane: number, before: Date) {
  return sqlFor
    .deleteFrom("outbox")
    .where("state", "=", state)
    .where("lane", "=", lane)
    .where("available_at", "<", before)
    .where("done_at", "<", before)
    .orderBy("available_at")
    .limit(BATCH);
}

/** Forgets the answers to requests that came before this moment. */
export function forgetOnceKeys(db: Db, before: Date): Promise<number> {
  return untilNoneLeft(db, () =>
    sqlFor
      .deleteFrom("once_keys")
      .where("created_at", "<", before)
      .orderBy("created_at")
      .limit(BATCH),
  );
}

/** Forgets ended sessions that would be over by now anyway. */
export function forgetSessions(db: Db, now: Date): Promise<number> {
  return untilNoneLeft(db, () =>
    sqlFor.deleteFrom("ended_sessions").where("until", "<", now).orderBy("until").limit(BATCH),
  );
}

/** Forgets files that were uploaded before this moment and that no version has. Their bytes are swept afterwards. */
export function forgetUploads(db: Db, before: Date): Promise<number> {
  return untilNoneLeft(db, () =>
    sqlFor
      .deleteFrom("attachments")
      .where("attached_at", "is", null)
      .where("uploaded_at", "<", before)
      .orderBy("uploaded_at")
      .limit(BATCH),
  );
}

async function untilNoneLeft(
  db: Db,
  statement: () => Parameters<typeof change>[1],
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const rows = await change(db, statement());
    deleted += rows;
    if (rows < BATCH) return deleted;
  }
}
