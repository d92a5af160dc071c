import { change, sqlFor, type Db } from "./db.ts";

/** Whether this process is the one that runs the job at this moment; the others get false. */
export async function claimTick(db: Db, name: string, at: Date): Promise<boolean> {
  await change(
    db,
    sqlFor
      .insertInto("ticks")
      .ignore()
      .values({ name, last_at: new Date(0) }),
  );
  const changed = await change(
    db,
    sqlFor
      .updateTable("ticks")
      .set({ last_at: at })
      .where("name", "=", name)
      .where("last_at", "<", at),
  );
  return changed === 1;
}
