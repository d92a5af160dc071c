import type { CaseEvent } from "../outcome.ts";
import type { Limit } from "../time/due.ts";
import type { Holding } from "./ask-seat.ts";
import type { FlowNode } from "./flow.ts";
import type { Approval, ApprovalNode, RuleMark, SampleOf, Seat } from "./instance.ts";
import type { IsUntouched } from "./keep.ts";

/** What the engine must be told: it looks nothing up and knows no clock. */
export interface EngineFacts {
  /** The nodes of the pinned flow that apply to this document, linked by `after`. */
  path: readonly FlowNode[];
  at: Date;
  /** Who signs a node: never empty, numbered from 1. */
  seatsFor: (node: FlowNode) => readonly Seat[];
  /** Who is asked for a seat now: its owner, or whoever takes their place. Never empty. */
  holdersOf: (asked: AskedSeat) => readonly Holding[];
  dueFor: (limit: Limit) => { at: Date; provisional: boolean };
  /** Number that the next task of the case gets. */
  nextTaskNo: number;
  isUntouched: IsUntouched;
  /** Undefined where no rule decides in place of people. */
  rules?: Rules;
}

/** Rules that decide in place of people, for one document. */
export interface Rules {
  documentHash: () => string;
  /** The rule that decides a seat as it is about to be asked for; undefined when its people are to be asked. */
  markFor: (asked: AskedSeat & { to: readonly Holding[] }) => RuleMark | undefined;
  /** The rule that passes a whole node, whoever sits in it. */
  exemptionOf: (node: FlowNode, approval: Approval) => RuleMark | undefined;
  /** The nodes in which whoever has agreed is not asked again in this one (同一审批人). */
  sayingBefore: (node: FlowNode, approval: Approval) => ReadonlySet<string>;
  /** The rule whose sample a node is. */
  sampleOf: (node: FlowNode) => SampleOf | undefined;
}

/** A seat that somebody is to be asked for. */
export interface AskedSeat {
  approval: Approval;
  node: ApprovalNode;
  seat: Seat;
}

/** An approval on its way through one verb, with what has happened so far. */
export interface Progress {
  approval: Approval;
  events: readonly CaseEvent[];
}
