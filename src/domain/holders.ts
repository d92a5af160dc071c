import type { Holding } from "./approval/ask-seat.ts";
import type { AskedSeat } from "./approval/engine.ts";
import type { Approval, ApprovalNode, Seat, Task } from "./approval/instance.ts";
import type { Bureau } from "./bureau.ts";
import type { CaseFile } from "./case-file.ts";
import type { Flow } from "./approval/flow.ts";
import type { StaffId } from "./ids.ts";
import { personOf } from "./organisation.ts";
import { successorOf } from "./succeed.ts";
import { AppError } from "../lib/errors.ts";

/** What it depends on who is asked for a seat. */
export interface SeatSituation {
  /** With the organisation as it is at this moment, see `present-organisation`. */
  bureau: Bureau;
  file: CaseFile;
  flow: Flow;
  submittedBy: StaffId;
}

/**
 * Who is to be asked for a seat at this moment: whoever it belongs to, or, when they have left, their successor.
 * The same answer whenever it is asked, so that it can be compared with who is asked.
 * @throws AppError `no-successor` when nobody at all could sign
 */
export function holdersOf(asked: AskedSeat, situation: SeatSituation): readonly Holding[] {
  return [presentOwner(asked, situation)];
}

/** The seat belongs to whoever was asked last, or to whom it was given when nobody has been asked yet. */
function ownerOf({ approval, node, seat }: AskedSeat): Holding {
  const last = approval.tasks.findLast((task) => isOfSeat(task, node, seat));
  return last === undefined
    ? { holder: seat.holder, label: seat.label }
    : { holder: last.holder, label: last.label };
}

function presentOwner(
  asked: AskedSeat,
  { bureau, file, flow, submittedBy }: SeatSituation,
): Holding {
  const owner = ownerOf(asked);
  if (personOf(bureau.organisation, owner.holder) !== undefined) return owner;
  const { node, seat } = asked;
  const successor = successorOf({
    seat,
    left: owner.holder,
    label: owner.label,
    seated: seatedBeside(asked),
    who: flow.nodes.find(({ id }) => id === node.nodeId)?.who ?? [],
    mode: node.mode,
    organisation: bureau.organisation,
    connectionCase: file.connectionCase,
    submittedBy,
  });
  if (successor !== undefined) return successor;
  throw new AppError("no-successor", `nobody can sign node ${node.nodeId} for ${owner.holder}`);
}

/** Everybody in the other seats of the node: who holds one, has decided one, or is yet to be asked for one. */
function seatedBeside({ approval, node, seat }: AskedSeat): StaffId[] {
  return node.seats
    .filter((other) => other.seatNo !== seat.seatNo)
    .flatMap((other) => {
      const asked = standing(approval, node, other);
      return asked.length === 0 ? [other.holder] : asked.map(({ holder }) => holder);
    });
}

/** Tasks of a seat that count: those that wait, and the one that was decided. */
function standing(approval: Approval, node: ApprovalNode, seat: Seat): Task[] {
  return approval.tasks.filter((task) => isOfSeat(task, node, seat) && task.status !== "cancelled");
}

function isOfSeat(task: Task, node: ApprovalNode, seat: Seat): boolean {
  return task.round === node.round && task.nodeId === node.nodeId && task.seatNo === seat.seatNo;
}
