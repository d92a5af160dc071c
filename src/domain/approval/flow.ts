import type { FactName } from "../facts.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { Limit } from "../time/due.ts";

/** 会签 (everybody), 或签 (the first decides), 依次 (in turn). */
export type NodeMode = "all" | "any" | "sequential";

/** One test of one fact; every part that is given must hold. */
export interface FactTest {
  is?: string | number | boolean;
  in?: readonly (string | number)[];
  atLeast?: number;
  above?: number;
  atMost?: number;
  below?: number;
}
export type Condition = Readonly<Partial<Record<FactName, FactTest>>>;

/** Who signs: an office, a department's head, named people, or a role of the case. */
export type Who =
  | { position: string; department?: string }
  | { department: string }
  | { userids: readonly string[] }
  | { caseRole: "gridManager" | "worksManager" | "branchHead" };

export interface FlowNode {
  id: string;
  name: string;
  mode: NodeMode;
  who: readonly Who[];
  limit: Limit;
  ladder: string;
  /** Nodes that must have passed; empty for a first node. */
  after: readonly string[];
  /** The node is part of the path only where this holds. */
  when: Condition;
}

/** A published flow. Its version never changes; a change is a new version. */
export interface Flow {
  id: string;
  version: number;
  name: string;
  kind: ApprovalKind;
  /** Flows of a kind are tried in this order; the first whose condition holds is taken. */
  order: number;
  when: Condition;
  nodes: readonly FlowNode[];
}
