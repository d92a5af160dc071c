import { change, read, sqlFor, type Db } from "./db.ts";

/** Remembers that a session was ended by its person; twice is as good as once. */
export async function endSession(db: Db, session: { id: string; until: Date }): Promise<void> {
  await change(
    db,
    sqlFor
      .insertInto("ended_sessions")
      .ignore()
      .values({ session_id: session.id, until: session.until }),
  );
}

/** Whether a session was ended before its time. */
export async function isSessionEnded(db: Db, id: string): Promise<boolean> {
  const [rows] = await read(
    db,
    sqlFor.selectFrom("ended_sessions").select("until").where("session_id", "=", id),
  );
  return rows.length > 0;
}
