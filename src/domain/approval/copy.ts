import type { StaffId } from "../ids.ts";
import { refuse, type NoCopy, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Deed } from "./act.ts";
import { whyNotDecide } from "./why-not-decide.ts";
import type { Approval, Copy, Task } from "./instance.ts";

/** The copy of somebody; undefined for everybody else. */
export function copyOf({ copies }: Approval, person: StaffId): Copy | undefined {
  return copies.find(({ to }) => to === person);
}

/** Whoever becomes an approver is asked by a card, and told of nothing twice. */
export function isUpgraded({ tasks }: Approval, { to }: Pick<Copy, "to">): boolean {
  return tasks.some(({ holder }) => holder === to);
}

/** Everybody who is told as copied. */
export function activeCopies(approval: Approval): Copy[] {
  return approval.copies.filter((copy) => !isUpgraded(approval, copy));
}

/** Why somebody cannot be copied; undefined when they can. */
export function whyNoCopy(approval: Approval, to: StaffId): NoCopy | undefined {
  if (copyOf(approval, to) !== undefined) return "copied";
  if (isUpgraded(approval, { to })) return "approver";
  return approval.submittedBy === to ? "submitter" : undefined;
}

/** Only whoever is asked may copy, as long as the task waits. */
export function whyNotCopy(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Refusal | undefined {
  return whyNotDecide(approval, { task, verb: "approve", by: { userid: by } });
}

/** 抄送 by hand. */
export function copy(
  approval: Approval,
  { task, to, deed }: { task: Task; to: StaffId; deed: Deed },
): Outcome<Approval> {
  const refusal = whyNotCopy(approval, { task, by: deed.by.userid });
  if (refusal !== undefined) return refuse(refusal);
  const why = whyNoCopy(approval, to);
  if (why !== undefined) return refuse({ code: "cannot-copy", why });
  const made: Copy = {
    to,
    source: "by-hand",
    by: deed.by.userid,
    at: deed.at,
    readAt: undefined,
  };
  const act = actOf(approval, deed, { kind: "copy", taskId: task.id, to });
  const acts = [...approval.acts, act];
  return { ok: true, next: { ...approval, acts, copies: [...approval.copies, made] }, events: [] };
}

/** Why there is nothing that somebody could say 已阅 to; undefined when there is. */
export function whyNotMarkRead(approval: Approval, by: StaffId): Refusal | undefined {
  const own = copyOf(approval, by);
  if (own === undefined) return { code: "not-copied" };
  return own.readAt === undefined ? undefined : { code: "already-read", at: own.readAt };
}

/** 已阅. */
export function markRead(
  approval: Approval,
  { by, at }: { by: StaffId; at: Date },
): Outcome<Approval> {
  const refusal = whyNotMarkRead(approval, by);
  if (refusal !== undefined) return refuse(refusal);
  const copies = approval.copies.map((one) => (one.to === by ? { ...one, readAt: at } : one));
  return { ok: true, next: { ...approval, copies }, events: [] };
}

/** 评论 of somebody copied: words beside the approval, no vote. */
export function comment(approval: Approval, deed: Deed): Outcome<Approval> {
  if (copyOf(approval, deed.by.userid) === undefined) return refuse({ code: "not-copied" });
  const act = actOf(approval, deed, { kind: "comment", taskId: undefined });
  return { ok: true, next: { ...approval, acts: [...approval.acts, act] }, events: [] };
}
