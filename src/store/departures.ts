import { sql } from "kysely";
import type { StaffId } from "../domain/ids.ts";
import { compileOnce } from "./compile-once.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";

/** Where it is known from that somebody left: an event of the app, one of the directory, or the nightly look at it. */
export type DepartureSource = "unsubscribe" | "delete_user" | "update_user" | "directory";

export interface Departure {
  userid: StaffId;
  leftAt: Date;
  source: DepartureSource;
}

/** Everybody who has left and has not come back since. */
export async function findDepartures(db: Db): Promise<Departure[]> {
  const [rows] = await read(db, departedQuery());
  return rows.flatMap(({ userid, left_at: leftAt, source }) =>
    leftAt === null
      ? []
      : [{ userid: userid as StaffId, leftAt, source: source as DepartureSource }],
  );
}

/** Since when, inside a transaction: by what is committed when its case is locked. */
export async function departedNow(tx: Tx): Promise<ReadonlyMap<StaffId, Date>> {
  const [rows] = await tx.read(...departed());
  return new Map(rows.flatMap(({ userid, left_at: at }) => (at ? [[userid as StaffId, at]] : [])));
}

const departed = compileOnce(() => [departedQuery()] as const);

/** Whether one person has left. */
export async function hasLeft(db: Db, userid: StaffId): Promise<boolean> {
  const [rows] = await read(db, departedQuery().where("userid", "=", userid));
  return rows.length > 0;
}

/** Notes that somebody left; of several moments the latest counts, so events may come in any order. */
export function noteLeft(tx: Tx, { userid, leftAt, source }: Departure): void {
  tx.write(
    sqlFor
      .insertInto("departures")
      .values({ userid, left_at: leftAt, source, returned_at: null })
      .onDuplicateKeyUpdate({
        source: sql<string>`IF(left_at IS NULL OR left_at < ${leftAt}, ${source}, source)`,
        left_at: sql<Date>`GREATEST(COALESCE(left_at, ${leftAt}), ${leftAt})`,
      }),
  );
}

/** Notes that somebody is there again. */
export function noteReturned(tx: Tx, userid: StaffId, returnedAt: Date): void {
  tx.write(
    sqlFor
      .insertInto("departures")
      .values({ userid, left_at: null, source: null, returned_at: returnedAt })
      .onDuplicateKeyUpdate({
        returned_at: sql<Date>`GREATEST(COALESCE(returned_at, ${returnedAt}), ${returnedAt})`,
      }),
  );
}

/** Everybody who has left, to be narrowed down and read with other queries. */
export function departedQuery() {
  return sqlFor
    .selectFrom("departures")
    .select(["userid", "left_at", "source"])
    .where("left_at", "is not", null)
    .where((eb) =>
      eb.or([eb("returned_at", "is", null), eb("returned_at", "<", eb.ref("left_at"))]),
    );
}
