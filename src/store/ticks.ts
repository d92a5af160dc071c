import { change, read, sqlFor, type Db } from "./db.ts";

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

/** When this job last began in any process; undefined before the first time. */
export async function tickOf(db: Db, name: string): Promise<Date | undefined> {
  const [rows] = await read(
    db,
    sqlFor.selectFrom("ticks").select("last_at").where("name", "=", name),
  );
  return rows[0]?.last_at;
}

/** When a job of the clock last began in any process; undefined before the first time. */
export async function lastTickAt(db: Db): Promise<Date | undefined> {
  const [rows] = await read(
    db,
    sqlFor.selectFrom("ticks").select(({ fn }) => fn.max("last_at").as("at")),
  );
  return rows[0]?.at ?? undefined;
}
