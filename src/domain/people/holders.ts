import type { Holding } from "../approval/ask-seat.ts";
import { isCoOwned } from "../approval/escalation.ts";
import type { AskedSeat } from "../approval/engine-facts.ts";
import type { Flow } from "../approval/flow.ts";
import { giversOf } from "../approval/handover.ts";
import { isTaskOfSeat } from "../approval/tasks.ts";
import { ownerOfSeat, sittingsIn } from "../approval/seated.ts";
import type { Bureau } from "../bureau.ts";
import type { CaseFile } from "../case-file.ts";
import { factsOf } from "../case/document-facts.ts";
import type { CaseDocument } from "../case/document.ts";
import type { StaffId } from "../ids.ts";
import { delegatedTo } from "../leave/delegated-to.ts";
import { isCovered, isInForce, type Grant } from "../leave/grant.ts";
import { personOf } from "./organisation.ts";
import { successorOf } from "./succeed.ts";
import { AppError } from "../../lib/errors.ts";

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
    givers: giversOf(asked.approval, { ...asked.node, ...asked.seat }),
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

/** Whom the seat belongs to, in the office in which they were asked themselves. */
function ownerOf({ approval, node, seat }: AskedSeat): Holding {
  const holder = ownerOfSeat(approval, node, seat);
  const own = approval.tasks.findLast(
    (task) =>
      isTaskOfSeat(task, node, seat) &&
      !isCoOwned(approval, task) &&
      task.holder === holder &&
      task.onBehalfOf === undefined,
  );
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
 * Everybody in the other seats of the node. Another seat of the same owner is no other's: whoever stands in or succeeds
 * does so for both.
 */
function seatedBeside({ approval, node, seat }: AskedSeat, owner: StaffId): StaffId[] {
  const same = node.seats.filter(({ holder }) => holder === seat.holder);
  return sittingsIn(approval, node)
    .filter(({ seatNo }) => !same.some((one) => one.seatNo === seatNo))
    .filter((one) => one.owner !== owner)
    .map(({ userid }) => userid);
}
