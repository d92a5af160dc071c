import { randomInt } from "node:crypto";
import type { Flow } from "../domain/approval/flow.ts";
import type { FlowChange } from "../domain/approval/migrate.ts";
import { approvalOf, type CaseFile } from "../domain/case-file.ts";
import type { StaffId } from "../domain/ids.ts";
import {
  migrateCase,
  standingIn,
  type MigrationPlan,
  type PlannedInstance,
  type Standing,
} from "../domain/verbs/migrate-case.ts";
import { personOf, type Organisation } from "../domain/people/organisation.ts";
import { refuse, type Outcome } from "../domain/outcome.ts";
import type { Surroundings } from "../domain/surroundings.ts";
import { DAY_MS } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hash.ts";
import { nameOf } from "../messages/approval-words.ts";
import { migrationNotice } from "../messages/migration-notice.ts";
import { refusalText } from "../messages/replies.ts";
import { findCases } from "../store/case-file.ts";
import { inTransaction, read } from "../store/db.ts";
import {
  approvalsPinnedTo,
  confirmPlan,
  insertPlan,
  openPlan,
  type StoredPlan,
} from "../store/flow-migrations.ts";
import { findFlow } from "../store/flow-versions.ts";
import { addToOutbox } from "../store/outbox.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";
import { presentBureau } from "./present-bureau.ts";

/** Two versions of a flow, and which node of the new one stands for which of the old. */
export type MigrationAsked = Pick<MigrationPlan, "flowId" | "from" | "to" | "map">;

export type NotPlanned = "not-published" | "unknown-node" | "not-admin" | "no-second";
export type NotApplied = "not-published" | "no-plan" | "same-person" | "wrong-code" | "too-old";

export type Planned = { ok: true; plan: MigrationPlan } | { ok: false; why: NotPlanned };

const GOOD_FOR_MS = DAY_MS;

/**
 * The dry run: what each approval would be. It is kept, and every other administrator gets a code of their own by
 * chat, without which nothing is done.
 */
export async function planMigration(
  deps: Deps,
  asked: MigrationAsked,
  by: StaffId,
): Promise<Planned> {
  const change = await changeOf(deps, asked);
  if (change === undefined) return { ok: false, why: "not-published" };
  if (!isMapOfBoth(change)) return { ok: false, why: "unknown-node" };
  const { organisation } = deps.bureau;
  if (!isAdmin(organisation, by)) return { ok: false, why: "not-admin" };
  const seconds = organisation.people.filter((one) => isAdmin(organisation, one.userid));
  const readers = seconds.map(({ userid }) => userid).filter((one) => one !== by);
  if (readers.length === 0) return { ok: false, why: "no-second" };
  const plannedAt = deps.clock.now();
  const instances = await planInstances(deps, change, plannedAt);
  const plan = { ...asked, instances };
  const codes = readers.map((reader) => ({ reader, code: String(randomInt(10 ** 7, 10 ** 8)) }));
  await keepPlan(deps, { ...plan, plannedBy: by, plannedAt }, { change, codes });
  return { ok: true, plan };
}

export interface Applied {
  plan: StoredPlan;
  migrated: readonly PlannedInstance[];
  /** Those that were not any more what the dry run saw; they stay as they are. */
  changed: readonly PlannedInstance[];
}

/** Does what the newest dry run said, and to nothing that is not what it saw. */
export async function applyMigration(
  deps: Deps,
  asked: Omit<MigrationAsked, "map">,
  { by, code }: { by: StaffId; code: string },
): Promise<{ ok: true; applied: Applied } | { ok: false; why: NotApplied }> {
  const plan = await openPlan(deps.db, asked);
  if (plan === undefined) return { ok: false, why: "no-plan" };
  if (plan.plannedBy === by) return { ok: false, why: "same-person" };
  if (plan.codes[by] !== sha256Hex(code)) return { ok: false, why: "wrong-code" };
  const at = deps.clock.now();
  if (at.getTime() - plan.plannedAt.getTime() > GOOD_FOR_MS) return { ok: false, why: "too-old" };
  const change = await changeOf(deps, plan);
  if (change === undefined) return { ok: false, why: "not-published" };
  const clean = plan.instances.filter(({ refused }) => refused === undefined);
  await confirmPlan(deps.db, plan.id, { by, at, before: await approvalsOf(deps, clean) });
  const done: PlannedInstance[] = [];
  for (const one of clean) if (await apply(deps, one, { change, plan })) done.push(one);
  const changed = clean.filter((one) => !done.includes(one));
  return { ok: true, applied: { plan, migrated: done, changed } };
}

async function changeOf(
  { db }: Deps,
  { flowId, from, to, map }: MigrationAsked,
): Promise<FlowChange | undefined> {
  const flows = await Promise.all(
    [from, to].map((version) =>
      findFlow({ read: (...asked) => read(db, ...asked) }, flowId, version),
    ),
  );
  const [before, after] = flows;
  return before && after && { from: before, to: after, map };
}

function isMapOfBoth({ from, to, map }: FlowChange): boolean {
  const has = ({ nodes }: Flow, id: string) => nodes.some((node) => node.id === id);
  const names = from.nodes.map(({ id }) => map[id] ?? id);
  // Two nodes cannot become one: whoever was asked in both would have two due times for one seat.
  const isOneToOne = new Set(names).size === names.length;
  return isOneToOne && Object.entries(map).every(([old, next]) => has(from, old) && has(to, next));
}

function isAdmin(organisation: Organisation, userid: StaffId): boolean {
  return personOf(organisation, userid)?.roles.includes("admin") === true;
}

async function planInstances(
  deps: Deps,
  change: FlowChange,
  plannedAt: Date,
): Promise<PlannedInstance[]> {
  const pinned = await approvalsPinnedTo(deps.db, change.from.id, change.from.version);
  const files = await findCases(deps.db, [...new Set(pinned.map(({ caseId }) => caseId))]);
  const { bureau, grants } = await inTransaction(deps.db, (tx) => presentBureau(deps, tx));
  const around: Surroundings = { bureau, grants, at: plannedAt, flowOf: () => change.from };
  return pinned.flatMap(({ caseId, approvalId }) => {
    const file = files.find(({ connectionCase }) => connectionCase.id === caseId);
    const before = file && standingIn(file, approvalId);
    if (file === undefined || before === undefined) return [];
    const outcome = migrateCase(file, { approvalId, change, plannedAt }, around);
    const { caseNo } = file.connectionCase;
    return {
      caseId,
      caseNo,
      approvalId,
      before,
      after: outcome.ok ? standingIn(outcome.next, approvalId) : undefined,
      refused: outcome.ok ? undefined : refusalText(outcome.refusal, { bureau, now: plannedAt }),
    };
  });
}

async function keepPlan(
  deps: Deps,
  plan: Omit<StoredPlan, "id" | "codes">,
  { change, codes }: { change: FlowChange; codes: readonly { reader: StaffId; code: string }[] },
): Promise<void> {
  const { from, to, plannedBy, plannedAt: now, instances } = plan;
  const refused = instances.filter((one) => one.refused !== undefined).length;
  const told = {
    flowName: change.to.name,
    from,
    to,
    plannedByName: nameOf(deps.bureau.organisation, plannedBy),
    clean: instances.length - refused,
    refused,
  };
  await inTransaction(deps.db, async (tx) => {
    const hashes = codes.map(({ reader, code }) => [reader, sha256Hex(code)]);
    insertPlan(tx, { ...plan, id: 0, codes: Object.fromEntries(hashes) });
    const rows = codes.map(({ reader, code }) => ({
      message: {
        kind: "send-text" as const,
        to: reader,
        content: migrationNotice({ ...told, code }, now),
      },
      orderKey: `to:${reader}`,
      lane: "normal" as const,
      availableAt: now,
    }));
    addToOutbox(tx, rows, now);
  });
  deps.nudge();
}

async function approvalsOf({ db }: Deps, clean: readonly PlannedInstance[]) {
  const files = await findCases(db, [...new Set(clean.map(({ caseId }) => caseId))]);
  return files.flatMap((file) =>
    clean.flatMap(({ approvalId }) => approvalOf(file, approvalId) ?? []),
  );
}

/** One case in its own transaction: all of it, or nothing when it is not what the dry run saw. */
function apply(
  deps: Deps,
  planned: PlannedInstance,
  { change, plan: { plannedAt } }: { change: FlowChange; plan: StoredPlan },
): Promise<boolean> {
  const { caseId, approvalId } = planned;
  return changeCase(deps, {
    caseId,
    verb: (file, around): Outcome<CaseFile> => {
      if (!isSame(standingIn(file, approvalId), planned.before)) return CHANGED;
      const outcome = migrateCase(file, { approvalId, change, plannedAt }, around);
      if (!outcome.ok) return outcome;
      return isSame(standingIn(outcome.next, approvalId), planned.after) ? outcome : CHANGED;
    },
    conclude: (_tx, outcome) => outcome.ok,
  });
}

const CHANGED = refuse({ code: "cannot-migrate", why: "changed-since", node: "" });

/** Field by field in one order, whatever order the database gives them back in. */
function isSame(one: Standing | undefined, other: Standing | undefined): boolean {
  const text = (standing: Standing | undefined) =>
    standing && [
      standing.flowVersion,
      standing.status,
      standing.waiting.map(({ node, holder, dueAt }) => [node, holder, dueAt]),
      standing.decisions.map(({ node, by, verb }) => [node, by, verb]),
    ];
  return JSON.stringify(text(one)) === JSON.stringify(text(other));
}
