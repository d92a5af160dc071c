import { sql } from "kysely";
import type { StaffId } from "../domain/ids.ts";
import type { Grant, LeaveMode } from "../domain/leave/grant.ts";
import type { Row } from "./case-rows.ts";
import { compileOnce } from "./compile-once.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";

/** Grants that are not over at this moment; whether they act already is a rule. */
export async function acceptedGrants(db: Db, at: Date): Promise<Grant[]> {
  const [rows] = await read(db, acceptedQuery(at));
  return rows.map(toGrant);
}

/** The same inside a transaction: by what is committed when its case is locked. */
export async function grantsNow(tx: Tx, at: Date): Promise<Grant[]> {
  const [rows] = await tx.read(...accepted(at));
  return rows.map(toGrant);
}

const accepted = compileOnce((at: Date) => [acceptedQuery(at)] as const);

/** What somebody has handed over or been handed, the newest first; with undefined everybody's. */
export async function grantsOf(
  db: Db,
  userid: StaffId | undefined,
  limit: number,
): Promise<Grant[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("leave_grants")
      .selectAll()
      .where((eb) =>
        userid === undefined
          ? eb.lit(true)
          : eb.or([eb("principal_userid", "=", userid), eb("delegate_userid", "=", userid)]),
      )
      .orderBy("id", "desc")
      .limit(limit),
  );
  return rows.map(toGrant);
}

/**
 * The number of the next grant. It also makes those who write grants wait for each other, so that no two of them can
 * overlap without having seen each other.
 */
export async function nextGrantId(tx: Tx): Promise<number> {
  const next = sqlFor
    .insertInto("sequences")
    .values({ name: "leave-grant", value: sql<number>`LAST_INSERT_ID(1)` })
    .onDuplicateKeyUpdate({ value: sql<number>`LAST_INSERT_ID(value + 1)` });
  const [, rows] = await tx.read(next, sqlFor.selectNoFrom(sql<number>`LAST_INSERT_ID()`.as("id")));
  return Number(rows[0]?.id);
}

/** What a principal has handed over and nobody has ended. */
export async function unendedOf(tx: Tx, principal: StaffId): Promise<Grant[]> {
  const [rows] = await tx.read(
    sqlFor
      .selectFrom("leave_grants")
      .selectAll()
      .where("principal_userid", "=", principal)
      .where("ended_at", "is", null),
  );
  return rows.map(toGrant);
}

/** One grant, locked until the transaction ends. */
export async function lockGrant(tx: Tx, id: number): Promise<Grant | undefined> {
  const [rows] = await tx.read(
    sqlFor.selectFrom("leave_grants").selectAll().where("id", "=", id).forUpdate(),
  );
  return rows.map(toGrant)[0];
}

export function insertGrant(tx: Tx, grant: Grant): void {
  tx.write(
    sqlFor.insertInto("leave_grants").values({
      id: grant.id,
      principal_userid: grant.principal,
      delegate_userid: grant.delegate,
      from_at: grant.fromAt,
      until_at: grant.untilAt,
      scope: JSON.stringify(grant.scope),
      mode: grant.mode,
      document_ref: grant.documentNo,
      reason: grant.reason,
      made_by: grant.madeBy,
      made_at: grant.madeAt,
      accepted_at: grant.acceptedAt ?? null,
      ended_at: grant.endedAt ?? null,
      ended_by: null,
    }),
  );
}

export function acceptGrant(tx: Tx, id: number, at: Date): void {
  tx.write(sqlFor.updateTable("leave_grants").set({ accepted_at: at }).where("id", "=", id));
}

export function endGrant(tx: Tx, id: number, { by, at }: { by: StaffId; at: Date }): void {
  tx.write(
    sqlFor.updateTable("leave_grants").set({ ended_at: at, ended_by: by }).where("id", "=", id),
  );
}

/** Ends whatever somebody has handed over or been handed: they have left. */
export function endGrantsOf(tx: Tx, userid: StaffId, at: Date): void {
  tx.write(
    sqlFor
      .updateTable("leave_grants")
      .set({ ended_at: at, ended_by: userid })
      .where("ended_at", "is", null)
      .where("until_at", ">", at)
      .where((eb) =>
        eb.or([eb("principal_userid", "=", userid), eb("delegate_userid", "=", userid)]),
      ),
  );
}

/** Read with every press, so the leaves of years past must not come along. */
function acceptedQuery(at: Date) {
  return sqlFor
    .selectFrom("leave_grants")
    .selectAll()
    .where("ended_at", "is", null)
    .where("until_at", ">", at)
    .where("accepted_at", "is not", null)
    .orderBy("id");
}

function toGrant(row: Row<"leave_grants">): Grant {
  // JSON has no undefined: a bound that was not said is missing.
  const { kinds, maxVoltageKv, maxCapacity } = row.scope;
  return {
    id: row.id,
    principal: row.principal_userid as StaffId,
    delegate: row.delegate_userid as StaffId,
    fromAt: row.from_at,
    untilAt: row.until_at,
    scope: { kinds, maxVoltageKv, maxCapacity },
    mode: row.mode as LeaveMode,
    documentNo: row.document_ref,
    reason: row.reason,
    madeBy: row.made_by as StaffId,
    madeAt: row.made_at,
    acceptedAt: row.accepted_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  };
}
