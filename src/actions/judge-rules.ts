import { judgedSamples, type SampleVerdict } from "../domain/automatic/judge-samples.ts";
import { isDistrusted } from "../domain/automatic/sampling.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import type { Tx } from "../store/db.ts";
import { lockRule, samplesSince, saveVerdict, suspendRule } from "../store/rule-rows.ts";
import type { Deps } from "./deps.ts";

interface Changed {
  next: CaseFile;
  events: readonly CaseEvent[];
  at: Date;
}

/**
 * Remembers what people have said of samples and suspends rules that they disagree with too often, in the transaction
 * in which they said it. Tells which rules have stopped by it, so that each is told of once.
 */
export async function judgeRules(
  { bureau }: Pick<Deps, "bureau">,
  tx: Tx,
  changed: Changed,
): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for (const verdict of judgedSamples(changed.next, changed.events)) {
    events.push(...(await judge({ bureau, tx }, verdict, changed)));
  }
  return events;
}

async function judge(
  { bureau, tx }: Pick<Deps, "bureau"> & { tx: Tx },
  verdict: SampleVerdict,
  { next, at }: Changed,
): Promise<CaseEvent[]> {
  const { ruleId, approvalId, agreed } = verdict;
  const caseId = next.connectionCase.id;
  // Locked after the case, and nothing after it: nobody waits in a circle.
  const { suspendedAt, resumedAt: since } = await lockRule(tx, ruleId);
  const rule = bureau.typicalPlans.find(({ id }) => id === ruleId);
  const limit = rule?.sample.window ?? 1;
  const samples = await samplesSince(tx, { ruleId, since, limit });
  saveVerdict(tx, verdict, { caseId, at });
  if (agreed || suspendedAt !== undefined || rule === undefined) return [];
  const others = samples.filter((one) => one.approvalId !== approvalId);
  const verdicts = [{ agreed }, ...others].slice(0, limit);
  if (!isDistrusted(rule.sample, verdicts)) return [];
  const counts = {
    disagreed: verdicts.filter((one) => !one.agreed).length,
    sampled: verdicts.length,
  };
  suspendRule(tx, ruleId, { ...counts, at });
  return [{ kind: "rule-suspended", ruleId, ...counts }];
}
