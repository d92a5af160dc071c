import { closeSettledNodes, closeTasks, rejectApproval, settledNodes } from "./close-nodes.ts";
import { askSeat } from "./ask-seat.ts";
import type { EngineFacts, Progress, Rules } from "./engine-facts.ts";
import type { Approval, ApprovalNode, Seat } from "./instance.ts";
import { needlessTasks } from "./needless.ts";
import { invitedSeats, isSettled } from "./node-outcome.ts";
import { openReachedNodes } from "./open-nodes.ts";
import { waiveSeat } from "./sign-by-rule.ts";
import { openNodes, passedIds, tasksOfNode } from "./tasks.ts";
import { failedNodeOf, votesOf } from "./votes.ts";

/**
 * Carries an approval as far as its signatures allow: closes nodes, opens the next, ends it. A node that is settled as
 * it opens, by what is kept or still counts, closes at once, and so on along the path.
 */
export function advance(progress: Progress, facts: EngineFacts): Progress {
  const closed = closeSettledNodes(progress, facts.at);
  const failed = failedNodeOf(closed.approval);
  if (failed !== undefined) return rejectApproval(closed, failed, facts.at);
  const opened = openReachedNodes(closed, facts);
  // A node for which enough is kept has to close before a rule looks at what is left of it.
  const hasKept = opened.approval.tasks.length > closed.approval.tasks.length;
  const signed = hasKept ? opened : applyRules(opened, facts);
  const unaskedCount = signed.approval.tasks.length - closed.approval.tasks.length;
  if (unaskedCount > 0 || settledNodes(signed.approval).length > 0) {
    return advance(signed, { ...facts, nextTaskNo: facts.nextTaskNo + unaskedCount });
  }
  return approveWhenDone(inviteSeats(closeNeedless(opened, facts), facts), facts);
}

/** Seats that a rule decides; of a node that has become certain on the way no more are looked at. */
function applyRules(progress: Progress, facts: EngineFacts): Progress {
  const { rules } = facts;
  const { approval } = progress;
  if (rules === undefined) return progress;
  return openNodes(approval)
    .flatMap((node) => uninvitedSeats(approval, node).map((seat) => ({ node, seat })))
    .reduce((sum, seat) => applyRule(sum, seat, { ...facts, rules }), progress);
}

function applyRule(
  progress: Progress,
  { node, seat }: { node: ApprovalNode; seat: Seat },
  facts: EngineFacts & { rules: Rules },
): Progress {
  const { approval } = progress;
  if (isSettled(node, votesOf(approval, node))) return progress;
  const asked = { approval, node, seat };
  const to = facts.holdersOf(asked);
  const [holding] = to;
  const mark = facts.rules.markFor({ ...asked, to });
  if (mark === undefined || holding === undefined) return progress;
  return waiveSeat(
    progress,
    { node, seat, to: holding, mark },
    { ...facts, documentHash: facts.rules.documentHash() },
  );
}

/** Whoever waits in vain since somebody was added, removed or heard is asked no more. */
function closeNeedless(progress: Progress, { at }: EngineFacts): Progress {
  return openNodes(progress.approval)
    .flatMap((node) => needlessTasks(progress.approval, node))
    .reduce((sum, { task, reason }) => closeTasks(sum, [task], { reason, at }), progress);
}

function inviteSeats(progress: Progress, facts: EngineFacts): Progress {
  const { approval } = progress;
  return openNodes(approval)
    .flatMap((node) => uninvitedSeats(approval, node).map((seat) => ({ node, seat })))
    .reduce((sum, invited) => inviteSeat(sum, invited, facts), progress);
}

function inviteSeat(
  progress: Progress,
  { node, seat }: { node: ApprovalNode; seat: Seat },
  facts: EngineFacts,
): Progress {
  const { round, nodeId, dueAt } = node;
  const { seatNo } = seat;
  return facts
    .holdersOf({ approval: progress.approval, node, seat })
    .reduce((sum, to) => askSeat(sum, { round, nodeId, seatNo, dueAt, to }, facts), progress);
}

/** Seats whose turn it is and whose holder is not asked. */
function uninvitedSeats(approval: Approval, node: ApprovalNode): Seat[] {
  const pending = tasksOfNode(approval, node).filter(({ status }) => status === "pending");
  const asked = new Set(pending.map(({ seatNo }) => seatNo));
  return invitedSeats(node, votesOf(approval, node)).filter(({ seatNo }) => !asked.has(seatNo));
}

function approveWhenDone(progress: Progress, { path, at }: EngineFacts): Progress {
  const { approval, events } = progress;
  const passed = passedIds(approval);
  if (!path.every(({ id }) => passed.has(id))) return progress;
  return {
    approval: { ...approval, status: "approved", closedAt: at },
    events: [...events, { kind: "approval-approved", approvalId: approval.id }],
  };
}
