import { DAY_MS } from "../../lib/clock.ts";
import type { StaffId } from "../ids.ts";
import { personOf, type Organisation } from "../people/organisation.ts";
import { doScopesMeet, type Grant, type LeaveTerms } from "./grant.ts";

/** Why a grant is not made, accepted or ended; words live in `messages/leave-words`. */
export type LeaveRefusal =
  | { code: "self" }
  | { code: "unknown-person"; userid: string }
  | { code: "period-reversed" }
  | { code: "period-over" }
  | { code: "period-too-long"; maxDays: number }
  | { code: "overlaps"; grant: Grant }
  | { code: "reason-needed" }
  | { code: "not-yours" }
  | { code: "not-open" };

/** Longer absences are no leave: somebody else should hold the office. */
const MAX_DAYS = 370;

export interface GrantQuestion {
  terms: LeaveTerms;
  /** Who makes it. */
  by: StaffId;
  /** Those of the principal that are not ended. */
  others: readonly Grant[];
  /** Without those who have left. */
  organisation: Organisation;
  at: Date;
}

/** Why a grant may not be made; undefined when it may. */
export function whyNotGrant(question: GrantQuestion): LeaveRefusal | undefined {
  const { terms, by, others } = question;
  const overlapping = others.find((grant) => doMeet(grant, terms));
  return (
    whyNotBetween(question) ??
    whyNotThen(question) ??
    (by !== terms.principal && terms.reason.trim() === ""
      ? { code: "reason-needed" }
      : undefined) ??
    (overlapping === undefined ? undefined : { code: "overlaps", grant: overlapping })
  );
}

/** Only an administrator may make a grant for somebody else. */
function whyNotBetween({ terms, by, organisation }: GrantQuestion): LeaveRefusal | undefined {
  const { principal, delegate } = terms;
  const unknown = [principal, delegate].find((one) => personOf(organisation, one) === undefined);
  if (unknown !== undefined) return { code: "unknown-person", userid: unknown };
  if (principal === delegate) return { code: "self" };
  const isAdmin = personOf(organisation, by)?.roles.includes("admin") === true;
  return by === principal || isAdmin ? undefined : { code: "not-yours" };
}

function whyNotThen({ terms: { fromAt, untilAt }, at }: GrantQuestion): LeaveRefusal | undefined {
  if (untilAt <= fromAt) return { code: "period-reversed" };
  if (untilAt <= at) return { code: "period-over" };
  const isTooLong = untilAt.getTime() - fromAt.getTime() > MAX_DAYS * DAY_MS;
  return isTooLong ? { code: "period-too-long", maxDays: MAX_DAYS } : undefined;
}

function doMeet(grant: Grant, terms: LeaveTerms): boolean {
  const isSameTime = grant.fromAt < terms.untilAt && terms.fromAt < grant.untilAt;
  return isSameTime && doScopesMeet(grant.scope, terms.scope);
}

/** Why somebody may not accept a grant; undefined when they may. */
export function whyNotAccept(grant: Grant, by: StaffId, at: Date): LeaveRefusal | undefined {
  if (grant.delegate !== by) return { code: "not-yours" };
  const isOpen = grant.acceptedAt === undefined && isUnended(grant, at);
  return isOpen ? undefined : { code: "not-open" };
}

/** Why somebody may not end a grant: both sides may, before it begins and while it lasts, and an administrator. */
export function whyNotEnd(
  grant: Grant,
  { by, organisation }: { by: StaffId; organisation: Organisation },
  at: Date,
): LeaveRefusal | undefined {
  const isAdmin = personOf(organisation, by)?.roles.includes("admin") === true;
  if (![grant.principal, grant.delegate].includes(by) && !isAdmin) return { code: "not-yours" };
  return isUnended(grant, at) ? undefined : { code: "not-open" };
}

function isUnended({ endedAt, untilAt }: Grant, at: Date): boolean {
  return endedAt === undefined && at < untilAt;
}
