import type { Holding } from "./approval/ask-seat.ts";
import { isCoOwned } from "./approval/escalation.ts";
import type { AskedSeat } from "./approval/engine.ts";
import type { Flow } from "./approval/flow.ts";
import {
  isTaskOfSeat,
  principalOf,
  type Approval,
  type ApprovalNode,
  type Seat,
  type Task,
} from "./approval/instance.ts";
import type { Bureau } from "./bureau.ts";
import type { CaseFile } from "./case-file.ts";
import { factsOf } from "./case/document-facts.ts";
import type { CaseDocument } from "./case/document.ts";
import type { StaffId } from "./ids.ts";
import { delegatedTo } from "./leave/delegated-to.ts";
import { isCovered, isInForce, type Grant } from "./leave/grant.ts";
import { personOf } from "./organisation.ts";
import { successorOf } from "./succeed.ts";
import { AppError } from "../lib/errors.ts";

/** What it depends on who is asked for a seat. */
export interface SeatSituation {
  /** With the organisation as it is at this moment, see `present-organisation`. */
  bureau: Bureau;
  file: CaseFile;
  flow: Flow;
  document: Pick<CaseDocument, "kind" | "content">;
  submittedBy: StaffId;
  at: Date;
  grants?: readonly Grant[];
}

/**
 * Who is to be asked for a seat at this moment: whoever it belongs to, their successor when they have left, and their
 * delegate while they are on leave. The same answer whenever it is asked, so that it can be compared with who is asked.
 * @throws AppError `no-successor` when nobody at all could sign
 */
export function holdersOf(asked: AskedSeat, situation: SeatSituation): readonly Holding[] {
  const owner = presentOwner(asked, situation);
  const { organisation } = situation.bureau;
  const { submittedBy } = situation;
  const seated = seatedBeside(asked, owner.holder);
  return delegatedTo(owner, {
    organisation,
    submittedBy,
    seated,
    grantOf: (userid) => grantOf(userid, situation),
  });
}

function grantOf(userid: StaffId, situation: SeatSituation): Grant | undefined {
  const { grants = [], at, document, file } = situation;
  const own = grants.filter((grant) => grant.principal === userid && isInForce(grant, at));
  if (own.length === 0) return undefined;
  const facts = factsOf({ ...document, connectionCase: file.connectionCase });
  return own.find(({ scope }) => isCovered(scope, facts));
}

/** The seat belongs to whoever was asked last, or to whom it was given when nobody has been asked yet. */
function ownerOf({ approval, node, seat }: AskedSeat): Holding {
  const tasks = approval.tasks.filter(
    (task) => isTaskOfSeat(task, node, seat) && !isCoOwned(approval, task),
  );
  const last = tasks.at(-1);
  const holder = last === undefined ? seat.holder : principalOf(last);
  const own = tasks.findLast((task) => task.holder === holder && task.onBehalfOf === undefined);
  return { holder, label: own?.label ?? seat.label };
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
    seated: seatedBeside(asked, owner.holder),
    who: flow.nodes.find(({ id }) => id === node.nodeId)?.who ?? [],
    mode: node.mode,
    organisation: bureau.organisation,
    connectionCase: file.connectionCase,
    submittedBy,
  });
  if (successor !== undefined) return successor;
  throw new AppError("no-successor", `nobody can sign node ${node.nodeId} for ${owner.holder}`);
}

/**
 * Everybody in the other seats of the node: who holds one, has decided one, or is yet to be asked for one. Another
 * seat of the same owner is no other's: whoever stands in does so for both.
 */
function seatedBeside({ approval, node, seat }: AskedSeat, owner: StaffId): StaffId[] {
  return node.seats
    .filter((other) => other.seatNo !== seat.seatNo)
    .flatMap((other) => {
      const asked = standing(approval, node, other);
      if (asked.length === 0) return other.holder === owner ? [] : [other.holder];
      return asked.filter((task) => principalOf(task) !== owner).map(({ holder }) => holder);
    });
}

/** Tasks of a seat that count: those that wait, and the one that was decided. */
function standing(approval: Approval, node: ApprovalNode, seat: Seat): Task[] {
  return approval.tasks.filter(
    (task) => isTaskOfSeat(task, node, seat) && task.status !== "cancelled",
  );
}
