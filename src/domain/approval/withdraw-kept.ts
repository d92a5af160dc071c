import type { StaffId } from "../ids.ts";
import { refuse, type NoWithdrawKept, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, takeBackOf, type Deed } from "./act.ts";
import { resumedWaits } from "./added-tasks.ts";
import { isOfOlderVersion } from "./why-not-decide.ts";
import { advance } from "./engine.ts";
import { closeTasks } from "./close-nodes.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Approval, ApprovalNode, Task } from "./instance.ts";
import { nodeOfTask, tasksTogether } from "./tasks.ts";
import { isSettled } from "./node-outcome.ts";
import { recall } from "./send-back.ts";
import {
  askedInVain,
  followingNodes,
  isOfPerson,
  lapsed,
  openAgain,
  restingOn,
} from "./take-back.ts";
import { castIn, votesOf } from "./votes.ts";
import { whyNotWithdraw } from "./withdraw.ts";

type Path = Pick<EngineFacts, "path">;

/** Why this person may not withdraw the signature that was kept for this task; undefined when they may. */
export function whyNotWithdrawKept(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
  { path }: Path,
): Refusal | undefined {
  if (task.status !== "kept") return no("not-kept");
  if (task.holder !== by) return { code: "not-your-task", holder: task.holder };
  const before = takeBackOf(approval, task.id);
  if (before !== undefined) return { code: "taken-back", byName: before.name, at: before.at };
  if (isOfOlderVersion(approval, task)) {
    return { code: "older-round", latestVersion: approval.documentVersion };
  }
  if (approval.status !== "running") return whyNotWithdraw(approval) ?? no("returned");
  const node = nodeOfTask(approval, task);
  if (node?.recalled !== undefined) return no("sent-back");
  if (node === undefined) return undefined;
  if (hasGoneOn(approval, { node, by, path })) return no("signed-after");
  return isEnoughWithout(approval, { node, task }) ? no("enough-without") : undefined;
}

/** Whether the others pass the node all the same: then nobody would be asked. */
function isEnoughWithout(
  approval: Approval,
  { node, task }: { node: ApprovalNode; task: Task },
): boolean {
  const own = new Set(tasksTogether(approval, task).map(({ seatNo }) => seatNo));
  return isSettled(
    node,
    votesOf(approval, node).filter(({ seatNo }) => !own.has(seatNo)),
  );
}

function no(why: NoWithdrawKept): Refusal {
  return { code: "cannot-withdraw-kept", why };
}

/** Whether somebody has signed on the strength of it: in what follows or, once the node is closed or in turn, beside it. */
function hasGoneOn(
  approval: Approval,
  { node, by, path }: { node: ApprovalNode; by: StaffId } & Path,
): boolean {
  const isOver = node.status !== "open" || node.mode.rule === "sequential";
  const after = followingNodes(approval, node, { path }).flatMap((one) => castIn(approval, one));
  const beside = isOver
    ? castIn(approval, node).filter(({ decision }) => decision.decidedBy !== by)
    : [];
  return [...after, ...beside].some(isOfPerson);
}

/** 撤回沿用: what was kept counts no more, its seat is asked anew, and what had followed from it comes again after that. */
export function withdrawKept(
  approval: Approval,
  { task, deed }: { task: Task; deed: Deed },
  facts: EngineFacts,
): Outcome<Approval> {
  const node = nodeOfTask(approval, task);
  const refusal = whyNotWithdrawKept(approval, { task, by: deed.by.userid }, facts);
  if (refusal !== undefined || node === undefined) return refuse(refusal ?? { code: "not-found" });
  const acts = tasksTogether(approval, task).map(({ id }) =>
    actOf(approval, deed, { kind: "withdraw-kept", taskId: id }),
  );
  const lapsing = lapsed(approval, restingOn(approval, { node, task }, facts), deed);
  const uncounted: Progress = {
    approval: openAgain(
      { ...approval, acts: [...approval.acts, ...acts, ...lapsing] },
      node,
      facts,
    ),
    events: [{ kind: "kept-withdrawn", taskId: task.id }],
  };
  const followers = followingNodes(approval, node, facts);
  const how = { reason: "taken-back", at: deed.at } as const;
  const back =
    followers.length === 0
      ? uncounted
      : recall(uncounted, { nodes: followers, by: task.id, keeps: () => true }, how);
  const { approval: next, events } = advance(
    closeTasks(back, askedInVain(back.approval), how),
    facts,
  );
  return { ok: true, next, events: [...events, ...resumedWaits(next, node)] };
}
