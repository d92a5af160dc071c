import { takeBackOf } from "./act.ts";
import type { StaffId } from "../ids.ts";
import type { FlowNode } from "./flow.ts";
import type { Approval, Decision, Seat } from "./instance.ts";

/** A seat that nobody has to be asked for, with the signature that stands for it. */
export interface KeptSeat {
  seat: Seat;
  signed: Decision;
}

/** Whether the document as it is now leaves alone what was reviewed when a signature was given. */
export type IsUntouched = (signed: Decision, reviewFields: FlowNode["reviewFields"]) => boolean;

/** The seats of a node, as it opens, for which a signature from before stands. */
export function keptSeats(
  approval: Approval,
  node: { nodeId: string; seats: readonly Seat[]; reviewFields?: FlowNode["reviewFields"] },
  isUntouched: IsUntouched,
): KeptSeat[] {
  return node.seats.flatMap((seat) => {
    const signed = keptSignature(approval, node.nodeId, seat);
    return signed !== undefined && isUntouched(signed, node.reviewFields) ? { seat, signed } : [];
  });
}

/**
 * The signature from before that may stand for a seat of a node that opens now; undefined when its holder has to be
 * asked. It is the last word of that person in that very seat, an approval, given since this flow was chosen and not
 * taken back, and nothing has come back from its node since. Whether the document still is what was signed, the caller
 * asks. What a stand-in or an administrator has said for them is the last word too, but is not kept: the owner is asked.
 */
export function keptSignature(
  approval: Approval,
  nodeId: string,
  seat: Seat,
): Decision | undefined {
  const { decisions, flowSinceVersion } = approval;
  const isTheirs = (one: Decision) =>
    one.nodeId === nodeId &&
    signedFor(one) === seat.holder &&
    groupOf(approval, one) === seat.group?.groupNo;
  const at = decisions.findLastIndex(isTheirs);
  const last = decisions[at];
  if (last?.verb !== "approve" || last.onBehalfOf !== undefined) return undefined;
  if (last.override !== undefined) return undefined;
  if (last.documentVersion < flowSinceVersion) return undefined;
  // Another office is another seat, whoever holds it.
  if (taskOf(approval, last)?.label !== seat.label) return undefined;
  if (takeBackOf(approval, last.taskId) !== undefined) return undefined;
  const hasComeBack = decisions
    .slice(at)
    .some((later) => later.verb === "return" && later.nodeId === nodeId);
  return hasComeBack ? undefined : last;
}

function signedFor({ decidedBy, onBehalfOf, override }: Decision): StaffId {
  return override?.owner ?? onBehalfOf?.principal ?? decidedBy;
}

function groupOf(approval: Approval, decision: Decision): number | undefined {
  const task = taskOf(approval, decision);
  const node = approval.nodes.find(
    ({ round, nodeId }) => round === decision.round && nodeId === decision.nodeId,
  );
  return node?.seats.find(({ seatNo }) => seatNo === task?.seatNo)?.group?.groupNo;
}

function taskOf({ tasks }: Approval, { taskId }: Decision) {
  return tasks.find(({ id }) => id === taskId);
}
