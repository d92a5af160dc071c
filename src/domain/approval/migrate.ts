import { taskIdOf } from "../ids.ts";
import type { NoMigration, Refusal } from "../outcome.ts";
import type { Act } from "./act.ts";
import { advance } from "./engine.ts";
import { closeTasks } from "./close-nodes.ts";
import { dueStartOf } from "./due-start.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Flow, FlowNode } from "./flow.ts";
import type { Approval, ApprovalNode, Task } from "./instance.ts";
import { idsOfNode, renaming } from "./node-names.ts";
import { currentNodes, nodeOfTask, pendingTasks } from "./tasks.ts";
import { votesOf } from "./votes.ts";

/** From one version of a flow to another: which node of the new one stands for which of the old. */
export interface FlowChange {
  from: Flow;
  to: Flow;
  /** Old id to new id; what is not named keeps its id. */
  map: Readonly<Record<string, string>>;
}

export type MigrationFacts = EngineFacts & {
  /** A limit that began at some moment before. */
  dueFrom: (startedAt: Date, limit: FlowNode["limit"]) => { at: Date; provisional: boolean };
};

/** Why an approval cannot go on by the new version; undefined when it can. */
export function whyNotMigrate(
  approval: Approval,
  { from, map }: FlowChange,
  { path }: MigrationFacts,
): Refusal | undefined {
  const { status, flowId, flowVersion } = approval;
  if (flowId !== from.id || flowVersion !== from.version) return no("other-version");
  if (status === "wait_revision") return undefined;
  if (status !== "running") return no("ended");
  const standing = standingNodes(approval);
  const voted = standing.find((node) => isUnderWay(approval, node));
  if (voted !== undefined) return no("voted", voted.name);
  const lost = standing.find((node) => !path.some(({ id }) => id === counterpartOf(node, map)));
  return lost && no("no-counterpart", lost.name);
}

/**
 * The approval goes on by the new version. What has passed stays passed with its signatures; whoever waits in a node
 * that reads otherwise now is asked anew, with the limit of the new version counted from when the node began.
 */
export function migrate(approval: Approval, change: FlowChange, facts: MigrationFacts): Progress {
  const pinned = withNames(pinnedAnew(approval, change), { change, facts });
  if (approval.status !== "running") return { approval: pinned, events: [] };
  const standing = standingNodes(approval);
  const renamed = standing.filter(
    (node) => node.status === "passed" && counterpartOf(node, change.map) !== node.nodeId,
  );
  const carried = carryOver(pinned, renamed, { change, facts });
  const asked = standing.filter(
    (node) => node.status === "open" && !isUnchanged(node, standing, { change, facts }),
  );
  const waiting = pendingTasks(carried).filter((task) =>
    asked.some(({ nodeId }) => nodeId === task.nodeId),
  );
  const { approval: closed, events } = closeTasks({ approval: carried, events: [] }, waiting, {
    reason: "migrated",
    at: facts.at,
  });
  const vacated = { ...closed, nodes: closed.nodes.map((node) => superseded(node, asked, facts)) };
  const nextTaskNo = facts.nextTaskNo + carried.tasks.length - approval.tasks.length;
  const gone = advance({ approval: vacated, events }, { ...facts, nextTaskNo });
  return { ...gone, approval: withOldClock(gone.approval, asked, { change, facts }) };
}

/** Whatever was signed before its flow was written anew is not kept in a later round, but what counts now is. */
function pinnedAnew(approval: Approval, { to }: FlowChange): Approval {
  const { status, documentVersion } = approval;
  const flowSinceVersion = status === "running" ? documentVersion : documentVersion + 1;
  return { ...approval, flowVersion: to.version, flowSinceVersion };
}

interface Around {
  change: FlowChange;
  facts: MigrationFacts;
}

/** Whether somebody has signed in it, or has asked others to. */
function isUnderWay(approval: Approval, node: ApprovalNode): boolean {
  if (node.status !== "open") return false;
  return votesOf(approval, node).length > 0 || node.seats.some(({ added }) => added !== undefined);
}

/** Nodes of this version that count: what followed a decision that was taken back does not. */
function standingNodes(approval: Approval): ApprovalNode[] {
  return currentNodes(approval).filter(({ status }) => status !== "superseded");
}

function counterpartOf({ nodeId }: ApprovalNode, map: FlowChange["map"]): string {
  return map[nodeId] ?? nodeId;
}

/** What became of a node in any round, and who was asked there, is known under its new name too. */
function withNames(approval: Approval, { change, facts: { at } }: Around): Approval {
  const named = approval.acts.filter(({ kind }) => kind === "rename").map((one) => `${one.choice}`);
  const ids = new Set([...approval.nodes.map(({ nodeId }) => nodeId), ...named]);
  const renames = [...ids].flatMap((id): Act[] => {
    const to = change.map[id] ?? id;
    const known = idsOfNode(approval, id);
    const first = to === id ? undefined : approval.tasks.find(({ nodeId }) => known.has(nodeId));
    return first === undefined ? [] : [renaming(approval, { taskId: first.id, to, at })];
  });
  return { ...approval, acts: [...approval.acts, ...renames] };
}

/** What has passed under an old name passes under the new one: its signatures are kept for it. */
function carryOver(approval: Approval, renamed: readonly ApprovalNode[], around: Around): Approval {
  const { change, facts } = around;
  const nodes = renamed.map((node) => ({ ...node, nodeId: counterpartOf(node, change.map) }));
  const kept = renamed.flatMap((node) =>
    votesOf(approval, node)
      .filter(({ verb }) => verb === "approve")
      .map(({ seatNo, decision }) => ({ node, seatNo, keptFrom: decision.taskId })),
  );
  const tasks = kept.flatMap(({ node, seatNo, keptFrom }, index): Task[] =>
    node.seats
      .filter((seat) => seat.seatNo === seatNo)
      .map(({ holder, label }) => ({
        id: taskIdOf(approval.caseId, facts.nextTaskNo + index),
        round: node.round,
        nodeId: counterpartOf(node, change.map),
        seatNo,
        holder,
        label,
        status: "kept",
        cancelReason: undefined,
        keptFrom,
        openedAt: node.openedAt,
        dueAt: node.dueAt,
        closedAt: facts.at,
      })),
  );
  const old = approval.nodes.map((node) => superseded(node, renamed, facts));
  return { ...approval, nodes: [...old, ...nodes], tasks: [...approval.tasks, ...tasks] };
}

/** Reads as before, and nothing that comes before it in the new version is missing. */
function isUnchanged(
  node: ApprovalNode,
  standing: readonly ApprovalNode[],
  { change, facts }: Around,
): boolean {
  const next = facts.path.find(({ id }) => id === node.nodeId);
  const before = change.from.nodes.find(({ id }) => id === node.nodeId);
  if (next === undefined || before === undefined || change.map[node.nodeId] !== undefined) {
    return false;
  }
  const passed = standing
    .filter(({ status }) => status === "passed")
    .map((one) => counterpartOf(one, change.map));
  return textOf(next) === textOf(before) && next.after.every((id) => passed.includes(id));
}

/** All of a node that whoever signs it is told or bound by. */
function textOf(node: FlowNode): string {
  const { name, mode, who, limit, ladder, reviewFields } = node;
  const { technical, humanOnly, onTimeout, batch, undoSeconds } = node;
  const plain = [name, mode, who, limit, ladder, reviewFields];
  return JSON.stringify([...plain, technical, humanOnly, onTimeout, batch, undoSeconds]);
}

function superseded(
  node: ApprovalNode,
  which: readonly ApprovalNode[],
  { at }: { at: Date },
): ApprovalNode {
  const isMeant = which.some(({ nodeId, round }) => nodeId === node.nodeId && round === node.round);
  return isMeant ? { ...node, status: "superseded", closedAt: at } : node;
}

/** The clock of a node does not begin anew because its flow was written anew. */
function withOldClock(
  approval: Approval,
  asked: readonly ApprovalNode[],
  { change, facts }: Around,
): Approval {
  return asked.reduce((sum, old) => {
    const nodeId = counterpartOf(old, change.map);
    const limit = facts.path.find(({ id }) => id === nodeId)?.limit;
    if (limit === undefined) return sum;
    const openedAt = dueStartOf(sum, old);
    const due = facts.dueFrom(openedAt, limit);
    const again = currentNodes(sum).find((one) => one.nodeId === nodeId && one.status === "open");
    return {
      ...sum,
      nodes: sum.nodes.map((node) =>
        node === again
          ? { ...node, openedAt, dueAt: due.at, dueProvisional: due.provisional }
          : node,
      ),
      tasks: sum.tasks.map((task) =>
        task.status === "pending" && nodeOfTask(sum, task) === again
          ? { ...task, dueAt: due.at }
          : task,
      ),
    };
  }, approval);
}

function no(why: NoMigration, node = ""): Refusal {
  return { code: "cannot-migrate", why, node };
}
