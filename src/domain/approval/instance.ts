import type { ApprovalId, CaseId, StaffId, TaskId } from "../ids.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { CancelReason, SignedVerb } from "../outcome.ts";
import type { Act } from "./act.ts";
import type { NodeMode, OnTimeout } from "./flow.ts";
import type { Placing, SignerOrder } from "./signers.ts";

/** One right to decide in a node: who holds it and in which office. */
export interface Seat {
  seatNo: number;
  holder: StaffId;
  /** Office in words, e.g. 发展规划部 负责人. */
  label: string;
  /** Votes in a 票签; one when it is not said. */
  weight?: number;
  /** Whom the seat speaks for in a 分组会签. */
  group?: SeatGroup;
  /** How it came into the node on the way; undefined for the seats of the flow. */
  added?: AddedSeat;
}

export interface AddedSeat {
  /** Seats of whoever added it; several where one person speaks for two groups. */
  by: readonly [number, ...number[]];
  placing: Placing;
  order: SignerOrder;
  /** Number of the addition in its node: those who were added together share it. */
  additionNo: number;
}

export interface SeatGroup {
  groupNo: number;
  /** E.g. 调度中心. */
  name: string;
  /** How many of the group must approve. */
  need: number;
}

/** A node of the flow, activated in one round. */
export interface ApprovalNode {
  round: number;
  nodeId: string;
  name: string;
  mode: NodeMode;
  /** Version that this node looks at. */
  documentVersion: number;
  seats: readonly Seat[];
  status: "open" | "passed" | "failed" | "returned" | "superseded";
  openedAt: Date;
  dueAt: Date;
  /** The due time rests on a calendar that is not final. */
  dueProvisional: boolean;
  ladderId: string;
  /** What of the document its signatures answer for; undefined for all of it. */
  reviewFields: readonly string[] | undefined;
  closedAt: Date | undefined;
  /** Once it was gone back over: it counts no more, whatever it had come to. */
  recalled?: Recall;
  /** The plan is exempt by this rule, and was drawn as a sample: people decide, and the rule is judged by them. */
  sampleOf?: SampleOf;
  /** What becomes of a seat here that nobody has decided long after it was due. */
  onTimeout?: OnTimeout;
  /** For how long an approval here may be undone before others hear of it. */
  undoSeconds?: number;
}

export interface Recall {
  /** The task whose return, or whose withdrawn signature, led back. */
  by: TaskId;
  /** Whether its signatures may stand when the node opens again. */
  keeps: boolean;
}

export interface SampleOf {
  ruleId: string;
  version: number;
}

/** The live invitation to one holder. */
export interface Task {
  id: TaskId;
  round: number;
  nodeId: string;
  seatNo: number;
  holder: StaffId;
  label: string;
  /** Nobody is asked for a `kept` one: a signature from before stands for it. */
  status: "pending" | "done" | "cancelled" | "kept";
  cancelReason: CancelReason | undefined;
  /** Of a `kept` one the task with the signature that stands for it, which itself is never a kept one. */
  keptFrom: TaskId | undefined;
  openedAt: Date;
  dueAt: Date;
  closedAt: Date | undefined;
  /** When its holder had left, of a task that was handed over for that. */
  leftAt?: Date;
  /** For whom the holder decides while they are on leave. */
  onBehalfOf?: OnBehalfOf;
}

/** A seat keeps its owner; the holder of a task may stand in for them. */
export interface OnBehalfOf {
  principal: StaffId;
  grantId: number;
  /** End of the leave, without it. */
  until: Date;
}

export interface Opinion {
  code: string;
  text: string;
}

/** After a return: straight back to whoever returned it, or everybody on the way again. */
export type Resume = "direct" | "step-by-step";

/** A signature. Insert-only: a row is never changed. */
export interface Decision {
  taskId: TaskId;
  round: number;
  nodeId: string;
  verb: SignedVerb;
  opinion: Opinion;
  decidedBy: StaffId;
  /** Name, position and department as they were at that moment. */
  name: string;
  position: string;
  department: string;
  channel: "card" | "page" | "api" | "rule";
  documentVersion: number;
  /** Hash of the document version that was decided on. */
  documentHash: string;
  /** Hash of what the card showed when it was pressed. */
  shownHash: string;
  /** When the platform says that the button was pressed; a claim. */
  eventAt: Date;
  committedAt: Date;
  /** What was agreed to together has this in common. */
  batchId?: string;
  /** For whom it was decided, with the name of that moment, and by which grant. */
  onBehalfOf?: { principal: StaffId; name: string; grantId: number };
  /** Of a return to a node the node; otherwise a return goes to the submitter. */
  returnTo?: string;
  /** How it comes back, where whoever returned it has said. */
  resume?: Resume;
  /** The rule that has decided; then nobody has signed, and `decidedBy` is `SYSTEM`. */
  byRule?: RuleMark;
  /** 越权处理: an administrator decided for whoever owns the seat, and another has confirmed it. */
  override?: Override;
}

export interface Override {
  owner: StaffId;
  /** Names as they were at that moment. */
  ownerName: string;
  confirmedBy: StaffId;
  confirmedName: string;
}

/** Which rule has decided, and what it went by; part of the decision, and of its hash. */
export interface RuleMark {
  kind: "typical-plan" | "same-approver" | "timeout";
  ruleId: string;
  version: number;
  /** The whole of it in a sentence: 按典型方案“…”（第 1 版）自动同意. */
  words: string;
  facts: readonly string[];
}

export interface FiredRung {
  taskId: TaskId;
  round: number;
  ladder: string;
  rungId: string;
  firedAt: Date;
  result: "sent" | "skipped";
}

/** 抄送: somebody who is to know of an approval without a say in it; once per person and approval. */
export interface Copy {
  to: StaffId;
  /** What made it: a moment that the flow names, or an approver by hand. */
  source: "submit" | "node" | "finish" | "by-hand";
  /** Who did it by hand. */
  by: StaffId | undefined;
  at: Date;
  /** When they said 已阅. */
  readAt: Date | undefined;
}

/** One approval of one document, through all its rounds. */
export interface Approval {
  id: ApprovalId;
  caseId: CaseId;
  kind: ApprovalKind;
  flowId: string;
  flowVersion: number;
  status:
    | "running"
    | "wait_revision"
    | "approved"
    | "rejected"
    | "withdrawn"
    /** Approved, and asked to be no more: it counts until that is approved. */
    | "revoking"
    | "revoked";
  round: number;
  documentVersion: number;
  submittedBy: StaffId;
  /** The rejected or withdrawn approval that this one was begun after. */
  previousApprovalId: ApprovalId | undefined;
  /** 撤销: the approved approval that this one is to make void; what is signed here is signed about that. */
  revokes?: ApprovalId;
  /** The version that was submitted when this very flow was chosen: signatures on older ones are never kept. */
  flowSinceVersion: number;
  startedAt: Date;
  closedAt: Date | undefined;
  nodes: readonly ApprovalNode[];
  tasks: readonly Task[];
  decisions: readonly Decision[];
  firedRungs: readonly FiredRung[];
  /** What was done beside deciding, in the order of the commits. */
  acts: readonly Act[];
  /** Who is to know of it without a say. */
  copies: readonly Copy[];
}
