import type { ApprovalKind } from "../outcome.ts";

/** 会签 (everybody), 或签 (the first decides), 依次 (in turn). */
export type NodeMode = "all" | "any" | "sequential";

/** Facts that choose a flow and its nodes. kVA and kW are kept apart: HV is measured in one, LV in the other. */
export interface Facts {
  kind: ApprovalKind;
  customerClass: string;
  voltageKv: number;
  capacityKva: number;
  capacityKw: number;
  sourceCount: number;
  typicalPlan: boolean;
  important: boolean;
  specialLoad: boolean;
  externalWorks: boolean;
  amountFen: number;
}
export type FactName = keyof Facts;

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

export type Limit = { workMin: number } | { workDays: number };

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
