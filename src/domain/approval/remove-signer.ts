import { isOfOlderVersion } from "./why-not-decide.ts";
import type { StaffId } from "../ids.ts";
import { refuse, type NoRemoving, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Deed } from "./act.ts";
import { addedBy, subtreeOf } from "./added-seats.ts";
import { seatsOfNode } from "./added-tasks.ts";
import { advance } from "./engine.ts";
import type { EngineFacts } from "./engine-facts.ts";
import type { Approval, Seat, Task } from "./instance.ts";
import { nodeOfTask, principalOf, tasksOfSeat } from "./tasks.ts";
import { votesOf } from "./votes.ts";
import { whyNotWithdraw } from "./withdraw.ts";

/** Whom this task has added and who can still be removed: neither they nor anybody added by them has said anything. */
export function removableSeats(approval: Approval, task: Task): Seat[] {
  const node = nodeOfTask(approval, task);
  if (node?.status !== "open") return [];
  const said = votesOf(approval, node);
  const hasSpoken = ({ seatNo }: Seat) => said.some((vote) => vote.seatNo === seatNo);
  return addedBy(node.seats, task.seatNo).filter(
    (seat) => !subtreeOf(node.seats, seat).some(hasSpoken),
  );
}

/** Why this person may remove nobody whom this task has added; undefined when they may. */
export function whyNotRemove(
  approval: Approval,
  { task, by, isAdmin }: { task: Task; by: StaffId; isAdmin: boolean },
): Refusal | undefined {
  if (!isAdmin && !isHolderOfSeat(approval, { task, by })) return no("not-adder");
  if (isOfOlderVersion(approval, task)) {
    return { code: "older-round", latestVersion: approval.documentVersion };
  }
  if (approval.status !== "running") return whyNotWithdraw(approval) ?? no("nobody");
  if (removableSeats(approval, task).length > 0) return undefined;
  return no(addedBy(seatsOfNode(approval, task), task.seatNo).length > 0 ? "heard" : "nobody");
}

/** Whoever was asked last for the seat of a task: they who added others, or to whom it was given since. */
export function isHolderOfSeat(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): boolean {
  const last = tasksOfSeat(approval, task).at(-1);
  return last !== undefined && [last.holder, principalOf(last)].includes(by);
}

function no(why: NoRemoving): Refusal {
  return { code: "cannot-remove", why };
}

/** 减签: somebody who was added is asked no more, nor is anybody whom they had added; the node goes on without them. */
export function removeSigner(
  approval: Approval,
  { task, seatNo, deed }: { task: Task; seatNo: number; deed: Deed },
  facts: EngineFacts,
): Outcome<Approval> {
  const seat = removableSeats(approval, task).find((one) => one.seatNo === seatNo);
  const { added } = seat ?? {};
  if (seat === undefined || added === undefined) return refuse(no("heard"));
  const seats = seatsOfNode(approval, task);
  const gone = subtreeOf(seats, seat);
  const node = nodeOfTask(approval, task);
  const nodes = approval.nodes.map((one) =>
    one === node ? { ...one, seats: seats.filter((kept) => !gone.includes(kept)) } : one,
  );
  const signers = {
    seatNos: gone.map((one) => one.seatNo),
    people: gone.map(({ holder }) => holder),
    placing: added.placing,
    order: added.order,
  };
  const act = actOf(approval, deed, { kind: "remove-signer", taskId: task.id, signers });
  const next = { ...approval, nodes, acts: [...approval.acts, act] };
  const advanced = advance({ approval: next, events: [] }, facts);
  return {
    ok: true,
    next: advanced.approval,
    events: [...advanced.events, { kind: "signer-removed", taskId: task.id }],
  };
}
