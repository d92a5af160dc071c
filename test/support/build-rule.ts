import type { RuleMark } from "../../src/domain/approval/instance.ts";
import type { TypicalPlan } from "../../src/domain/automatic/typical-plan.ts";

/** What stands with a decision that the base entry of the catalogue has taken. */
export function buildMark(changes: Partial<RuleMark> = {}): RuleMark {
  return {
    kind: "typical-plan",
    ruleId: "box-315",
    version: 7,
    words: "按典型方案“箱变 315”（第 7 版）自动同意",
    facts: ["核定容量：315 kVA"],
    ...changes,
  };
}

/** A published entry that the base plan lies within once it names it. */
export function buildTypicalPlan(changes: Partial<TypicalPlan> = {}): TypicalPlan {
  return {
    id: "box-315",
    version: 7,
    name: "箱变 315",
    publishedBy: "生产技术部",
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
    requestKinds: ["new"],
    when: { voltageKv: { is: 10 }, capacityKva: { atMost: 315 }, sourceCount: { is: 1 } },
    fields: { "sources.lengthM": { atMost: 1_500 }, "sources.accessMode": { in: ["tee"] } },
    sample: { oneIn: 1_000, suspendAt: 2, window: 10 },
    ...changes,
  };
}
