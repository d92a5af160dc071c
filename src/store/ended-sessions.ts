import type { StaffId } from "../domain/ids.ts";
import { change, read, sqlFor, type Db } from "./db.ts";
import { departedQuery } from "./departures.ts";

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

/** Whether a session was ended before its time, or its person has left. */
export async function isSessionEnded(
  db: Db,
  { id, userid }: { id: string; userid: StaffId },
): Promise<boolean> {
  const [ended, departed] = await read(
    db,
    sqlFor.selectFrom("ended_sessions").select("until").where("session_id", "=", id),
    departedQuery().where("userid", "=", userid),
  );
  return ended.length + departed.length > 0;
}
