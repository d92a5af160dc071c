import { expect } from "chai";
import { decide, type Press } from "../../src/domain/approval/decide.ts";
import type { EngineFacts } from "../../src/domain/approval/engine-facts.ts";
import type { FlowNode, NodeMode } from "../../src/domain/approval/flow.ts";
import type { Approval, Seat, Task } from "../../src/domain/approval/instance.ts";
import { pendingTasks } from "../../src/domain/approval/tasks.ts";
import { resubmit, startApproval } from "../../src/domain/approval/start.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import type { CaseEvent, Outcome, Refusal, Verb } from "../../src/domain/outcome.ts";
import { november, staff } from "./build.ts";
import { modeOf } from "./build-mode.ts";

const CASE_ID = 1 as CaseId;

/** A node of a flow together with the people who sit in it: `li`, `li/2` for the second group, `li*3` with three votes. */
export interface StaffedNode extends FlowNode {
  holders: readonly string[];
}

/** Li and Wang sign together, then Chen; due after a working day. */
export const BASE_FLOW: readonly StaffedNode[] = [
  staffed("countersign", ["li", "wang"]),
  staffed("leader", ["chen"], { after: ["countersign"] }),
];

export function staffed(
  id: string,
  holders: readonly string[],
  change: { mode?: NodeMode; after?: readonly string[]; reviewFields?: readonly string[] } = {},
): StaffedNode {
  const node = { id, name: `节点 ${id}`, who: [], limit: { workDays: 1 }, ladder: "approval-node" };
  return { ...node, mode: modeOf("all"), after: [], when: {}, ...change, holders };
}

interface Told {
  at?: Date;
  taskCount?: number;
  /** Default: a version leaves nothing as it was. */
  isUntouched?: EngineFacts["isUntouched"];
}

/** What the engine is told: everything is due on the 24th at 18:00. */
export function factsFor(flow: readonly StaffedNode[], told: Told = {}): EngineFacts {
  const { at = november(23, "14:03"), taskCount = 0, isUntouched = () => false } = told;
  return {
    path: flow,
    at,
    seatsFor: ({ id }) =>
      flow
        .filter((node) => node.id === id)
        .flatMap(({ holders }) => holders)
        .map((text, index) => seatOf(text, { seatNo: index + 1, label: `${id} 席位` })),
    holdersOf: ({ seat: { holder, label } }) => [{ holder, label }],
    dueFor: () => ({ at: november(24, "18:00"), provisional: false }),
    nextTaskNo: taskCount + 1,
    isUntouched,
  };
}

export function seatOf(text: string, seat: { seatNo: number; label: string }): Seat {
  const [, holder = "", groupNo, weight] = /^(\w+)(?:\/(\d))?(?:\*(\d))?$/.exec(text) ?? [];
  const group = { groupNo: Number(groupNo), name: `部门${groupNo}`, need: 1 };
  return {
    ...seat,
    holder: staff(holder),
    ...(groupNo === undefined ? {} : { group }),
    ...(weight === undefined ? {} : { weight: Number(weight) }),
  };
}

/** Version 1, submitted by 张伟 on the 23rd at 09:10. */
export function start(flow: readonly StaffedNode[] = BASE_FLOW): Outcome<Approval> {
  return startApproval(
    {
      id: approvalIdOf(CASE_ID, 1),
      caseId: CASE_ID,
      kind: "supply_plan",
      previousApprovalId: undefined,
    },
    { flow: { id: "sample", version: 1 }, documentVersion: 1, submittedBy: staff("zhangwei") },
    factsFor(flow, { at: november(23, "09:10") }),
  );
}

/** The next version, submitted by 马强 under version 2 of the flow unless another is said. */
export function submitAgain(
  approval: Approval,
  flow: readonly StaffedNode[] = BASE_FLOW,
  { flowVersion = 2, ...told }: Pick<Told, "isUntouched"> & { flowVersion?: number } = {},
): Outcome<Approval> {
  return resubmit(
    approval,
    {
      flow: { id: "sample", version: flowVersion },
      documentVersion: approval.documentVersion + 1,
      submittedBy: staff("maqiang"),
    },
    factsFor(flow, { at: november(23, "16:00"), taskCount: approval.tasks.length, ...told }),
  );
}

/** A press by somebody on a task; 14:03 unless said. */
export function pressOn(task: Task, by: string, verb: Verb): Press {
  return {
    task,
    verb,
    opinion: { code: "agree", text: "同意该方案" },
    by: { userid: staff(by), name: `名 ${by}`, position: "专责", department: "调度中心" },
    channel: "card",
    documentHash: "document",
    shownHash: "shown",
    eventAt: november(23, "14:02"),
  };
}

const VERBS: Readonly<Record<string, Verb>> = { approves: "approve", rejects: "reject" };

/** "li approves", "li rejects" or "wang returns" their own task; "li approves chen" presses the task of another. */
export function say(
  approval: Approval,
  sentence: string,
  { flow = BASE_FLOW, at }: { flow?: readonly StaffedNode[]; at?: Date } = {},
): Outcome<Approval> {
  const [by = "", verb = "", holder = by] = sentence.split(" ");
  const taskCount = approval.tasks.length;
  const facts = factsFor(flow, at === undefined ? { taskCount } : { at, taskCount });
  const press = pressOn(newestTaskOf(approval, holder), by, VERBS[verb] ?? "return");
  return decide(approval, press, facts);
}

/** The approval after every sentence has been done, in order. */
export function play(
  sentences: readonly string[],
  flow: readonly StaffedNode[] = BASE_FLOW,
): Approval {
  return sentences.reduce(
    (approval, sentence) =>
      nextOf(
        sentence === "submitted again"
          ? submitAgain(approval, flow)
          : say(approval, sentence, { flow }),
      ),
    nextOf(start(flow)),
  );
}

export function newestTaskOf(approval: Approval, holder: string): Task {
  const task = approval.tasks.findLast((one) => one.holder === holder);
  return task ?? expect.fail(`${holder} has never been asked`);
}

/** Who is asked at this moment, in the order of the tasks. */
export function asked(approval: Approval): string[] {
  return pendingTasks(approval).map(({ holder }) => holder);
}

/** Each node of the current round with its state. */
export function nodeStates({ nodes, round }: Approval): Record<string, string> {
  const current = nodes.filter((node) => node.round === round);
  return Object.fromEntries(current.map(({ nodeId, status }) => [nodeId, status]));
}

export function nextOf<T>(outcome: Outcome<T>): T {
  return outcome.ok ? outcome.next : expect.fail(`refused: ${outcome.refusal.code}`);
}

export function eventsOf(outcome: Outcome<unknown>): readonly CaseEvent[] {
  return outcome.ok ? outcome.events : expect.fail(`refused: ${outcome.refusal.code}`);
}

export function refusalOf(outcome: Outcome<unknown>): Refusal {
  return outcome.ok ? expect.fail("was not refused") : outcome.refusal;
}

/** As the leave of one who is asked has begun: "sun for wang" is asked in their place. */
export function standIn(approval: Approval, sentence: string): Approval {
  const [delegate = "", , principal = ""] = sentence.split(" ");
  const own = newestTaskOf(approval, principal);
  const onBehalfOf = {
    principal: staff(principal),
    grantId: 1,
    until: november(28, "00:00"),
  };
  const id = taskIdOf(approval.caseId, approval.tasks.length + 1);
  const away: Task = { ...own, status: "cancelled", cancelReason: "delegation-start" };
  const tasks = approval.tasks.map((one) => (one === own ? away : one));
  return { ...approval, tasks: [...tasks, { ...own, id, holder: staff(delegate), onBehalfOf }] };
}
