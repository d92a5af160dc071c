import { sql } from "kysely";
import type { SampleVerdict } from "../domain/automatic/judge-samples.ts";
import type { CaseId, StaffId } from "../domain/ids.ts";
import { compileOnce } from "./compile-once.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";

/** How a rule stands: whether it has suspended itself, and when it was let go on again. */
export interface RuleState {
  ruleId: string;
  suspendedAt: Date | undefined;
  /** What it was suspended for. */
  disagreed: number;
  sampled: number;
  resumedAt: Date | undefined;
  resumedBy: StaffId | undefined;
  reason: string;
}

/** A sample as people have judged it. */
export interface JudgedSample {
  ruleId: string;
  caseId: CaseId;
  agreed: boolean;
  judgedAt: Date;
}

/** Rules that decide nothing at this moment. */
export async function suspendedRules(tx: Tx): Promise<ReadonlySet<string>> {
  const [rows] = await tx.read(...suspended());
  return new Set(rows.map(({ rule_id }) => rule_id));
}

const suspended = compileOnce(
  () =>
    [
      sqlFor.selectFrom("rule_states").select("rule_id").where("suspended_at", "is not", null),
    ] as const,
);

/** The state of a rule, locked until the transaction ends: two samples are judged one after the other. */
export async function lockRule(tx: Tx, ruleId: string): Promise<RuleState> {
  const held = sqlFor
    .insertInto("rule_states")
    .values({ rule_id: ruleId, disagreed: 0, sampled: 0 })
    .onDuplicateKeyUpdate({ disagreed: sql`disagreed` });
  const [, rows] = await tx.read(held, stateQuery().where("rule_id", "=", ruleId));
  const [state = freshState(ruleId)] = rows.map(toState);
  return state;
}

/** Remembers what people said; once somebody has disagreed with a sample, no later agreement undoes it. */
export function saveVerdict(
  tx: Tx,
  { ruleId, version, approvalId, agreed }: SampleVerdict,
  { caseId, at }: { caseId: CaseId; at: Date },
): void {
  tx.write(
    sqlFor
      .insertInto("rule_samples")
      .values({
        rule_id: ruleId,
        approval_id: approvalId,
        case_id: caseId,
        rule_version: version,
        agreed: agreed ? 1 : 0,
        judged_at: at,
      })
      .onDuplicateKeyUpdate(agreed ? { agreed: sql`agreed` } : { agreed: 0, judged_at: at }),
  );
}

/** The last samples of a rule that count, the newest first. */
export async function samplesSince(
  tx: Tx,
  { ruleId, since, limit }: { ruleId: string; since: Date | undefined; limit: number },
): Promise<(JudgedSample & { approvalId: string })[]> {
  const newest = sqlFor
    .selectFrom("rule_samples")
    .selectAll()
    .where("rule_id", "=", ruleId)
    .orderBy("judged_at", "desc")
    .orderBy("approval_id", "desc")
    .limit(limit);
  const [rows] = await tx.read(
    since === undefined ? newest : newest.where("judged_at", ">", since),
  );
  return rows.map((row) => ({ ...toSample(row), approvalId: row.approval_id }));
}

export function suspendRule(
  tx: Tx,
  ruleId: string,
  { disagreed, sampled, at }: { disagreed: number; sampled: number; at: Date },
): void {
  tx.write(
    sqlFor
      .updateTable("rule_states")
      .set({ suspended_at: at, disagreed, sampled })
      .where("rule_id", "=", ruleId),
  );
}

export function resumeRule(
  tx: Tx,
  ruleId: string,
  { by, reason, at }: { by: StaffId; reason: string; at: Date },
): void {
  tx.write(
    sqlFor
      .updateTable("rule_states")
      .set({ suspended_at: null, resumed_at: at, resumed_by: by, resume_reason: reason })
      .where("rule_id", "=", ruleId),
  );
}

/** Every rule that anything is known of, and how often people were asked and disagreed. */
export async function ruleHistory(db: Db): Promise<{
  states: RuleState[];
  counts: { ruleId: string; sampled: number; disagreed: number }[];
  unjudged: { ruleId: string; count: number }[];
}> {
  const counted = sqlFor
    .selectFrom("rule_samples")
    .groupBy("rule_id")
    .select(({ fn }) => [
      "rule_id",
      fn.countAll<number>().as("sampled"),
      fn.sum<number>("agreed").as("agreed"),
    ]);
  const [states, counts, unjudged] = await read(db, stateQuery(), counted, unjudgedQuery());
  return {
    states: states.map(toState),
    counts: counts.map(({ rule_id: ruleId, sampled, agreed }) => ({
      ruleId,
      sampled: Number(sampled),
      disagreed: Number(sampled) - Number(agreed),
    })),
    unjudged: unjudged.map(({ ruleId, count }) => ({ ruleId, count: Number(count) })),
  };
}

/** Approvals that have ended, were drawn as samples and say nothing of the rule. */
function unjudgedQuery() {
  const ruleId = sql<string>`json_value(drawn.sample_of, '$.ruleId')`;
  return sqlFor
    .selectFrom("approval_nodes as drawn")
    .innerJoin("approvals", "approvals.id", "drawn.approval_id")
    .where("drawn.sample_of", "is not", null)
    .where("approvals.status", "not in", ["running", "wait_revision"])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("rule_samples as judged")
            .select("judged.approval_id")
            .whereRef("judged.approval_id", "=", "drawn.approval_id")
            .where("judged.rule_id", "=", ruleId),
        ),
      ),
    )
    .groupBy(ruleId)
    .select(({ fn }) => [
      ruleId.as("ruleId"),
      fn.count<number>("drawn.approval_id").distinct().as("count"),
    ]);
}

function stateQuery() {
  return sqlFor.selectFrom("rule_states").selectAll();
}

function freshState(ruleId: string): RuleState {
  return {
    ruleId,
    suspendedAt: undefined,
    disagreed: 0,
    sampled: 0,
    resumedAt: undefined,
    resumedBy: undefined,
    reason: "",
  };
}

function toState(row: {
  rule_id: string;
  suspended_at: Date | null;
  disagreed: number;
  sampled: number;
  resumed_at: Date | null;
  resumed_by: string | null;
  resume_reason: string | null;
}): RuleState {
  return {
    ruleId: row.rule_id,
    suspendedAt: row.suspended_at ?? undefined,
    disagreed: row.disagreed,
    sampled: row.sampled,
    resumedAt: row.resumed_at ?? undefined,
    resumedBy: (row.resumed_by ?? undefined) as StaffId | undefined,
    reason: row.resume_reason ?? "",
  };
}

function toSample(row: { rule_id: string; case_id: number; agreed: number; judged_at: Date }) {
  return {
    ruleId: row.rule_id,
    caseId: row.case_id as CaseId,
    agreed: row.agreed === 1,
    judgedAt: row.judged_at,
  };
}
