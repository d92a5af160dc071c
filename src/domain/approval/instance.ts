import type { ApprovalId, CaseId, StaffId, TaskId } from "../ids.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { CancelReason, SignedVerb } from "../outcome.ts";
import { takeBackOf, type Act } from "./act.ts";
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

/** The nodes that count: of the version that is asked about, and not gone back over since. One of a kind at most. */
export function currentNodes({ nodes, documentVersion }: Approval): ApprovalNode[] {
  return nodes.filter(
    (node) => node.documentVersion === documentVersion && node.recalled === undefined,
  );
}

/** Tells whether a task belongs to a node that counts now. */
export function isOfCurrentNode(approval: Approval, task: Task): boolean {
  const node = nodeOfTask(approval, task);
  return node !== undefined && currentNodes(approval).includes(node);
}

export function pendingTasks(approval: Approval): Task[] {
  return approval.tasks.filter((task) => task.status === "pending");
}

/**
 * The tasks of one person in one node that share their fate: whoever sits for two groups is asked by one card and
 * decides for both by one press. The first of them has the card. What they are asked at another moment is another matter.
 */
export function tasksTogether({ tasks }: Approval, task: Task): Task[] {
  const turn = turnOf(tasks, task);
  return tasks.filter(
    (one) =>
      one.round === task.round &&
      one.nodeId === task.nodeId &&
      one.holder === task.holder &&
      principalOf(one) === principalOf(task) &&
      one.status === task.status &&
      one.openedAt.getTime() === task.openedAt.getTime() &&
      turnOf(tasks, one) === turn,
  );
}

/** How often the seat of a task had been asked before, at that very moment: a clock may be slower than people. */
function turnOf(tasks: readonly Task[], task: Task): number {
  const ofMoment = tasks.filter(
    (one) => isTaskOfSeat(one, task, task) && one.openedAt.getTime() === task.openedAt.getTime(),
  );
  return ofMoment.findIndex(({ id }) => id === task.id);
}

/** Tells whether a task has the card of its person in its node. */
export function isLeading(approval: Approval, task: Task): boolean {
  return tasksTogether(approval, task)[0] === task;
}

/** Pending tasks, of those that share one card only the first. */
export function askingTasks(approval: Approval): Task[] {
  return pendingTasks(approval).filter((task) => isLeading(approval, task));
}

/** The groups that a person speaks for with one task; empty where that is one seat only. */
export function groupsOfTask(approval: Approval, task: Task): string[] {
  const together = tasksTogether(approval, task);
  if (together.length < 2) return [];
  const seatNos = new Set(together.map(({ seatNo }) => seatNo));
  const seats = nodeOfTask(approval, task)?.seats ?? [];
  return seats.flatMap(({ seatNo, group }) => (group && seatNos.has(seatNo) ? [group.name] : []));
}

/** Everybody who was ever asked for the seat of a task in its round: whoever takes a seat over goes on with its ladder. */
export function tasksOfSeat({ tasks }: Approval, task: Task): Task[] {
  return tasks.filter((one) => isTaskOfSeat(one, task, task));
}

/**
 * The tasks of a seat that are one wait with this one, the first first: handed over, but neither decided nor taken
 * from everybody. What is asked anew after an approval was taken back has its whole time again; what was undone was
 * never said.
 */
export function waitOfSeat(approval: Approval, task: Task): Task[] {
  const tasks = tasksOfSeat(approval, task);
  const before = tasks.slice(0, tasks.indexOf(task));
  return tasks.slice(before.findLastIndex((one) => !isSameWait(approval, one)) + 1);
}

function isSameWait(approval: Approval, { id, status, cancelReason }: Task): boolean {
  if (status === "pending") return true;
  const isHandedOn = cancelReason !== undefined && HANDED_ON.has(cancelReason);
  return isHandedOn || takeBackOf(approval, id)?.kind === "undo";
}

/** A task that ended so is waited for no less: somebody else is asked for its seat, or will be. */
export const HANDED_ON: ReadonlySet<CancelReason> = new Set([
  "transferred",
  "left",
  "delegation-start",
  "delegation-end",
  "stand-in-changed",
  "taken-over",
  "signers-added",
]);

/** Whom the seat of a task belongs to: its holder, or the one whom they stand in for. */
export function principalOf({ holder, onBehalfOf }: Task): StaffId {
  return onBehalfOf?.principal ?? holder;
}

export function isTaskOfSeat(
  task: Task,
  { round, nodeId }: Pick<ApprovalNode, "round" | "nodeId">,
  { seatNo }: Pick<Seat, "seatNo">,
): boolean {
  return task.round === round && task.nodeId === nodeId && task.seatNo === seatNo;
}

export function nodeOfTask(approval: Approval, task: Task): ApprovalNode | undefined {
  return approval.nodes.find((node) => node.round === task.round && node.nodeId === task.nodeId);
}

/** The signature that counts for a task: its own, or the one that was kept for it. */
export function signatureOf(approval: Approval, task: Task): Decision | undefined {
  return decisionOfTask(approval, task.keptFrom ?? task.id);
}

export function decisionOfTask(approval: Approval, taskId: TaskId): Decision | undefined {
  return approval.decisions.find((decision) => decision.taskId === taskId);
}
