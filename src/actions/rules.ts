import type { TypicalPlan } from "../domain/automatic/typical-plan.ts";
import type { StaffId } from "../domain/ids.ts";
import { personOf } from "../domain/people/organisation.ts";
import { isReason } from "../domain/written-opinion.ts";
import { inTransaction } from "../store/db.ts";
import { lockRule, resumeRule, ruleHistory, type RuleState } from "../store/rule-rows.ts";
import type { Deps } from "./deps.ts";
import { presentBureau } from "./present-bureau.ts";

/** A rule with what is known of it; the state is undefined as long as nothing has happened. */
export interface RuleLine {
  rule: TypicalPlan;
  state: RuleState | undefined;
  sampled: number;
  disagreed: number;
  /** Drawn, and ended without a word of those who were to judge it. */
  unjudged: number;
}

export async function listRules({ db, bureau }: Deps): Promise<RuleLine[]> {
  const { states, counts, unjudged: left } = await ruleHistory(db);
  return bureau.typicalPlans.map((rule) => {
    const isOf = ({ ruleId }: { ruleId: string }): boolean => ruleId === rule.id;
    const { sampled = 0, disagreed = 0 } = counts.find(isOf) ?? {};
    const { count: unjudged = 0 } = left.find(isOf) ?? {};
    return { rule, state: states.find(isOf), sampled, disagreed, unjudged };
  });
}

export type ResumeRefusal = "not-admin" | "reason-needed" | "unknown-rule" | "not-suspended";

/** Lets a suspended rule decide again; what people said before then counts no more. Undefined: done. */
export async function resumeSuspended(
  deps: Deps,
  { ruleId, by, reason }: { ruleId: string; by: StaffId; reason: string },
): Promise<ResumeRefusal | undefined> {
  return inTransaction(deps.db, async (tx) => {
    const { organisation } = (await presentBureau(deps, tx)).bureau;
    if (personOf(organisation, by)?.roles.includes("admin") !== true) return "not-admin";
    if (!isReason(reason)) return "reason-needed";
    if (!deps.bureau.typicalPlans.some(({ id }) => id === ruleId)) return "unknown-rule";
    const { suspendedAt } = await lockRule(tx, ruleId);
    if (suspendedAt === undefined) return "not-suspended";
    resumeRule(tx, ruleId, { by, reason: reason.trim(), at: deps.clock.now() });
    return undefined;
  });
}
