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
 * taken back or withdrawn, and no return has come from its node since, or has asked for it again. Whether the document still is what was signed, the caller
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
  if (isUnsaid(approval, last) || isAskedAnew(approval, last)) return undefined;
  if (hasAddedOthers(approval, last)) return undefined;
  const hasComeBack = decisions
    .slice(at)
    .some((later) => later.verb === "return" && (later.nodeId === nodeId || asksAll(later)));
  return hasComeBack ? undefined : last;
}

/** Whether its author has taken it back, or what was kept of it. */
function isUnsaid(approval: Approval, { taskId }: Decision): boolean {
  const standing = approval.tasks.filter(({ id, keptFrom }) => [id, keptFrom].includes(taskId));
  return standing.some(({ id }) => takeBackOf(approval, id) !== undefined);
}

/** Whether a return to a node has gone back over it and wants it asked anew. */
function isAskedAnew({ nodes }: Approval, { nodeId, round }: Decision): boolean {
  return nodes.some(
    (node) => node.nodeId === nodeId && node.round >= round && node.recalled?.keeps === false,
  );
}

/** 逐级重走 from the submitter on: whoever returned it wants everybody to look again. */
function asksAll({ returnTo, resume }: Decision): boolean {
  return returnTo === undefined && resume === "step-by-step";
}

/** Whoever had others sign after or beside them did not sign alone: they are asked again, and may add them again. */
export function hasAddedOthers(approval: Approval, { round, nodeId, taskId }: Decision): boolean {
  const isOfSigner = (seatNo: number): boolean =>
    approval.tasks.some((task) => task.id === taskId && task.seatNo === seatNo);
  return approval.nodes
    .filter((node) => node.round === round && node.nodeId === nodeId)
    .flatMap(({ seats }) => seats)
    .some(
      ({ added }) =>
        (added?.placing === "after" || added?.placing === "beside") && added.by.some(isOfSigner),
    );
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
