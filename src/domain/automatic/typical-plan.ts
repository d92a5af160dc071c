// automatic: what is decided without its people, and when such a rule stops itself.
// Must not know how a decision is written down: that is the approval's.
import type { Condition, FactTest } from "../approval/flow.ts";
import type { ConnectionCase } from "../case/connection-case.ts";

/** 典型供电方案: a plan that the bureau has reviewed once for all, and within what a plan is one of its kind. */
export interface TypicalPlan {
  /** A plan names it as its `typicalPlanId`. */
  id: string;
  version: number;
  name: string;
  /** Who answers for it, e.g. 生产技术部. */
  publishedBy: string;
  /** First and last day on which it exempts. */
  validFrom: string;
  validTo: string;
  requestKinds: readonly ConnectionCase["requestKind"][];
  when: Condition;
  /** Tolerances by dotted names of fields without numbers of items; of a list every item must lie within. */
  fields: Readonly<Record<string, FactTest>>;
  sample: Sampling;
}

/** 抽查: how many exempt plans go to people all the same, and when their disagreement suspends the rule. */
export interface Sampling {
  /** One in so many. */
  oneIn: number;
  /** So many disagreements among the last `window` samples suspend the rule. */
  suspendAt: number;
  window: number;
}
