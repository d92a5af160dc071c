import type { ApprovalId, CaseId, StaffId, TaskId } from "../ids.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { CancelReason, Verb } from "../outcome.ts";
import type { NodeMode } from "./flow.ts";

/** One right to decide in a node: who holds it and in which office. */
export interface Seat {
  seatNo: number;
  holder: StaffId;
  /** Office in words, e.g. 发展规划部 负责人. */
  label: string;
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
  status: "open" | "passed" | "returned" | "superseded";
  openedAt: Date;
  dueAt: Date;
  /** The due time rests on a calendar that is not final. */
  dueProvisional: boolean;
  ladderId: string;
  closedAt: Date | undefined;
}

/** The live invitation to one holder. */
export interface Task {
  id: TaskId;
  round: number;
  nodeId: string;
  seatNo: number;
  holder: StaffId;
  label: string;
  status: "pending" | "done" | "cancelled";
  cancelReason: CancelReason | undefined;
  openedAt: Date;
  dueAt: Date;
  closedAt: Date | undefined;
}

export interface Opinion {
  code: string;
  text: string;
}

/** A signature. Insert-only: a row is never changed. */
export interface Decision {
  taskId: TaskId;
  round: number;
  nodeId: string;
  verb: Verb;
  opinion: Opinion;
  decidedBy: StaffId;
  /** Name, position and department as they were at that moment. */
  name: string;
  position: string;
  department: string;
  channel: "card" | "page" | "api";
  documentVersion: number;
  /** Hash of the document version that was decided on. */
  documentHash: string;
  /** Hash of what the card showed when it was pressed. */
  shownHash: string;
  /** When the platform says that the button was pressed; a claim. */
  eventAt: Date;
  committedAt: Date;
}

export interface FiredRung {
  taskId: TaskId;
  round: number;
  ladder: string;
  rungId: string;
  firedAt: Date;
  result: "sent" | "skipped";
}

/** One approval of one document, through all its rounds. */
export interface Approval {
  id: ApprovalId;
  caseId: CaseId;
  kind: ApprovalKind;
  flowId: string;
  flowVersion: number;
  status: "running" | "wait_revision" | "approved";
  round: number;
  documentVersion: number;
  submittedBy: StaffId;
  startedAt: Date;
  closedAt: Date | undefined;
  nodes: readonly ApprovalNode[];
  tasks: readonly Task[];
  decisions: readonly Decision[];
  firedRungs: readonly FiredRung[];
}

export function pendingTasks(approval: Approval): Task[] {
  return approval.tasks.filter((task) => task.status === "pending");
}

export function nodeOfTask(approval: Approval, task: Task): ApprovalNode | undefined {
  return approval.nodes.find((node) => node.round === task.round && node.nodeId === task.nodeId);
}

export function decisionOfTask(approval: Approval, taskId: TaskId): Decision | undefined {
  return approval.decisions.find((decision) => decision.taskId === taskId);
}
