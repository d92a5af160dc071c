import { refuse, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, withdrawalOf, type Deed } from "./act.ts";
import { closeTasks } from "./close-nodes.ts";
import type { Approval, ApprovalNode } from "./instance.ts";
import { pendingTasks } from "./tasks.ts";

/** Why an approval can be withdrawn no more; undefined while it runs or waits for a new version. */
export function whyNotWithdraw(approval: Approval): Refusal | undefined {
  const { status, revokes } = approval;
  const withdrawn = withdrawalOf(approval);
  if (withdrawn !== undefined) {
    return { code: "withdrawn", byName: withdrawn.name, at: withdrawn.at };
  }
  if (status === "running" || status === "wait_revision") return undefined;
  if (revokes !== undefined) {
    return { code: "closed", reason: status === "approved" ? "revoked" : "not-revoked" };
  }
  return status === "approved" ? { code: "approval-complete" } : { code: "closed", reason: status };
}

/** 撤回: the approval ends for everybody, without an outcome. */
export function withdraw(approval: Approval, deed: Deed): Outcome<Approval> {
  const refusal = whyNotWithdraw(approval);
  if (refusal !== undefined) return refuse(refusal);
  const { at } = deed;
  const left = pendingTasks(approval);
  const { approval: closed, events } = closeTasks({ approval, events: [] }, left, {
    reason: "withdrawn",
    at,
  });
  const supersede = (node: ApprovalNode): ApprovalNode =>
    node.status === "open" ? { ...node, status: "superseded", closedAt: at } : node;
  return {
    ok: true,
    next: {
      ...closed,
      status: "withdrawn",
      closedAt: at,
      nodes: closed.nodes.map(supersede),
      acts: [...closed.acts, actOf(approval, deed, { kind: "withdraw", taskId: undefined })],
    },
    events: [...events, { kind: "approval-withdrawn", approvalId: approval.id }],
  };
}
