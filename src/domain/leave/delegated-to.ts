import type { Holding } from "../approval/ask-seat.ts";
import type { StaffId } from "../ids.ts";
import { departmentOf, personOf, type Organisation } from "../people/organisation.ts";
import type { Grant } from "./grant.ts";
import { isCircle, takerOf } from "./taker-of.ts";

/** Who may not, or need not, stand in for the owner of a seat. */
export interface DelegationQuestion {
  /** Without those who have left. */
  organisation: Organisation;
  submittedBy: StaffId;
  /** Who sits in the node already. */
  seated: readonly StaffId[];
  /** Who gave it away by 转办: a delegate is none of them. */
  givers: readonly StaffId[];
  /** The grant of a person that is in force and covers this approval. */
  grantOf: (userid: StaffId) => Grant | undefined;
}

/**
 * Who is asked instead of the owner of a seat, or beside them: nobody but the owner without a grant; with one the
 * delegate, and where that one cannot, the deputy or the head of the owner's department. The owner keeps the seat when
 * nobody can.
 */
export function delegatedTo(owner: Holding, question: DelegationQuestion): readonly Holding[] {
  const grant = question.grantOf(owner.holder);
  if (grant === undefined) return [owner];
  const mayAct = (userid: StaffId): boolean => canStandIn(userid, owner, question);
  const taker = takerOf(grant, { ...question, mayAct });
  const { mode, id: grantId, untilAt: until } = grant;
  const onBehalfOf = { principal: owner.holder, grantId, until };
  const alone: Holding = { ...owner, untaken: isCircle(grant, question) ? "circle" : "nobody" };
  if (mode === "share") {
    return taker === undefined
      ? [alone]
      : [owner, { holder: taker, label: owner.label, onBehalfOf }];
  }
  if (taker !== undefined) return [{ holder: taker, label: owner.label, onBehalfOf }];
  const fallback = fallbackOf(owner, question);
  if (fallback === undefined) return [alone];
  const label = `${owner.label}（${whyNotTaken(grant, question)}，由${fallback.rank}代）`;
  return [{ holder: fallback.userid, label, onBehalfOf }];
}

function canStandIn(
  userid: StaffId,
  owner: Holding,
  { organisation, submittedBy, seated, givers }: DelegationQuestion,
): boolean {
  const taken = [submittedBy, owner.holder, ...seated, ...givers];
  return !taken.includes(userid) && personOf(organisation, userid) !== undefined;
}

/** Somebody there to act: those who have handed over their own tasks are not. */
function fallbackOf(owner: Holding, question: DelegationQuestion) {
  const { organisation, grantOf } = question;
  const department = departmentOf(
    organisation,
    personOf(organisation, owner.holder)?.department ?? "",
  );
  const line = [
    { userid: department?.deputy, rank: "副职" },
    { userid: department?.head, rank: "负责人" },
  ];
  return line
    .flatMap(({ userid, rank }) => (userid === undefined ? [] : { userid, rank }))
    .find(
      ({ userid }) => canStandIn(userid, owner, question) && grantOf(userid)?.mode !== "replace",
    );
}

/** Why the delegate does not take it, for everybody to read. */
function whyNotTaken(
  { delegate }: Grant,
  { organisation, submittedBy, seated, givers }: DelegationQuestion,
): string {
  const person = personOf(organisation, delegate);
  if (person === undefined) return "代理人已离岗";
  if (delegate === submittedBy) return `代理人${person.name}是提交人`;
  if (givers.includes(delegate)) return `代理人${person.name}已将此项转办`;
  return seated.includes(delegate)
    ? `代理人${person.name}已在本环节`
    : `代理人${person.name}也在休假`;
}
