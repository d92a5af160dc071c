import type { FactName } from "../facts.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { Limit } from "../time/due.ts";

/**
 * How many of a node's seats must approve: 会签 (everybody), 或签 (one), 依次 (everybody in turn), a number or a share of
 * them, 票签 (more votes than `above`, by the weights of the seats), 分组会签 (of each group as many as it says).
 */
export type VotingRule =
  | { rule: "all" }
  | { rule: "any" }
  | { rule: "sequential" }
  | { rule: "quorum"; need: { count: number } | { percent: number } }
  | { rule: "weighted"; above: number }
  | { rule: "groups" };

export type NodeMode = VotingRule & {
  /** 一票否决: the first rejection fails the node; without it rejections are only counted. */
  veto: boolean;
  /** Everybody is heard: the outcome is fixed when it is certain, the node closes with the last opinion. */
  collectAll: boolean;
};

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
export type Who = (
  | { position: string; department?: string }
  | { department: string }
  | { userids: readonly string[] }
  | { caseRole: "gridManager" | "worksManager" | "branchHead" }
) & {
  /** 票签: votes of each of these people; one when it is not said. */
  weight?: number;
  /** 分组会签: how many of this group must approve; one when it is not said. */
  need?: number;
};

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
  /** What of the document its signatures answer for, by the names of the field table; all of it when nothing is said. */
  reviewFields?: readonly string[];
  /** Whoever decides here must have opened every attachment of the version. */
  mustRead?: boolean;
  /** 技术审查: a plan inside a published typical plan passes without its people. */
  technical?: boolean;
  /** 人工必审: no rule ever decides in place of its people. */
  humanOnly?: boolean;
  onTimeout?: OnTimeout;
  /** 批量同意: several tasks of it may be agreed to together. */
  batch?: boolean;
  /** For how long whoever has agreed may undo it before others hear of it; not at all when it is not said. */
  undoSeconds?: number;
}

/** When somebody is copied: as the approval begins, as a node has passed, or as it ends in whatever way. */
export type CopyMoment = "submit" | "finish" | { node: string };

/** 抄送: who is to know without a say. */
export interface CopyTo {
  on: CopyMoment;
  who: readonly Who[];
}

/** What the clock does about a seat that is still undecided at this share of its working time. */
export interface OnTimeout {
  atPercent: number;
  /** 提级 (somebody above may decide too), 超时接办 (they decide instead), 退回, 视为同意. */
  act: "escalate" | "take-over" | "return" | "deemed-approved";
  /** The document that allows it. */
  basis?: string;
}

/** Whoever has agreed in the node before, or in any before, is not asked the same again. */
export type SameApprover = "none" | "adjacent" | "any-before";

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
  sameApprover?: SameApprover;
  copyTo?: readonly CopyTo[];
  /** 撤销: ids of the nodes that sign it, in the order of the flow; all of them when nothing is said. */
  revoke?: readonly string[];
}
