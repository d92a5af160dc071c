// What must hold in every state and at every step of many random lives of an approval.
import fc from "fast-check";
import { takeBackOf } from "../../src/domain/approval/act.ts";
import type { Approval, Decision, Task } from "../../src/domain/approval/instance.ts";
import { expectedOutcome } from "./expected-outcome.ts";
import { seatOf, type StaffedNode } from "./play-approval.ts";
import { lives, type Step } from "./random-approval.ts";
import { livesToPlay } from "./random-runs.ts";

/** Checks every state of many lives: the first, and the one after each step. */
export function inEveryState(
  check: (state: { approval: Approval; flow: readonly StaffedNode[] }) => void,
) {
  fc.assert(
    fc.property(lives, ({ flow, born, steps }) => {
      check({ approval: born, flow });
      for (const step of steps) check({ approval: step.after, flow: step.flow });
    }),
    livesToPlay(100),
  );
}

export function atEveryStep(check: (step: Step) => void) {
  fc.assert(
    fc.property(lives, ({ steps }) => steps.forEach(check)),
    livesToPlay(100),
  );
}

export const slotOf = ({ round, nodeId, seatNo }: Task) => `${round} ${nodeId} ${seatNo}`;
export const isUnique = (names: readonly string[]) => new Set(names).size === names.length;

/** Everything that was signed about the version of now. */
export function signaturesOf({ decisions, documentVersion }: Approval): Decision[] {
  return decisions.filter((decision) => decision.documentVersion === documentVersion);
}

/** The node as it counts now; undefined where it does not. */
export function countingNode({ nodes, documentVersion }: Approval, id: string) {
  return nodes.find(
    (node) =>
      node.nodeId === id && node.documentVersion === documentVersion && node.recalled === undefined,
  );
}

/** What the seats of a node have said as it counts now, and how it must stand by that. */
export function standingOf({ id, mode, holders }: StaffedNode, approval: Approval) {
  const counting = countingNode(approval, id);
  const tasks = approval.tasks.filter(
    ({ round, nodeId }) => round === counting?.round && nodeId === id,
  );
  const kept = tasks.filter(
    (task) => task.status === "kept" && takeBackOf(approval, task.id) === undefined,
  );
  const cast = signaturesOf(approval).flatMap(({ taskId, verb }) => {
    const seatNo = tasks.find((task) => task.id === taskId)?.seatNo;
    const isUncounted = verb === "return" || takeBackOf(approval, taskId) !== undefined;
    if (seatNo === undefined || isUncounted) return [];
    return { seatNo, verb: verb === "approve" ? ("approve" as const) : ("reject" as const) };
  });
  const votes = [...kept.map(({ seatNo }) => ({ seatNo, verb: "approve" as const })), ...cast];
  const planned = holders.map((text, index) => seatOf(text, { seatNo: index + 1, label: "" }));
  // Whoever was added sits there as the node says; the others as the flow does.
  const seats = (counting?.seats ?? planned).map(
    (seat) =>
      planned.find(({ seatNo }) => seatNo === seat.seatNo && seat.added === undefined) ?? seat,
  );
  return { votes, seats, ...expectedOutcome({ mode, seats }, votes) };
}
