import type { ApprovalKind } from "../approval-kind.ts";
import type { Facts } from "../facts.ts";
import type { StaffId } from "../ids.ts";

/** 替代: the delegate decides instead of the principal; 共管: either of them may. */
export type LeaveMode = "replace" | "share";

/** Which approvals a grant covers; a part that is not said covers everything. */
export interface LeaveScope {
  kinds: readonly ApprovalKind[];
  maxVoltageKv: number | undefined;
  /** kVA, or kW where the document is measured in kW. */
  maxCapacity: number | undefined;
}

/** What a principal hands to a delegate, and for how long: from the first moment, up to and without the last. */
export interface LeaveTerms {
  principal: StaffId;
  delegate: StaffId;
  fromAt: Date;
  untilAt: Date;
  scope: LeaveScope;
  mode: LeaveMode;
  documentNo: string;
  reason: string;
}

/** A grant (休假代理). It is made, accepted and ended, and never edited. */
export interface Grant extends LeaveTerms {
  id: number;
  /** Who made it: the principal, or an administrator. */
  madeBy: StaffId;
  madeAt: Date;
  acceptedAt: Date | undefined;
  endedAt: Date | undefined;
}

/** Tells whether a grant acts: accepted, begun, not over and not ended early. */
export function isInForce(
  {
    acceptedAt,
    endedAt,
    fromAt,
    untilAt,
  }: Pick<Grant, "acceptedAt" | "endedAt" | "fromAt" | "untilAt">,
  at: Date,
): boolean {
  return acceptedAt !== undefined && endedAt === undefined && fromAt <= at && at < untilAt;
}

/** Tells whether an approval of a document with these facts lies inside a scope. */
export function isCovered(
  { kinds, maxVoltageKv = Infinity, maxCapacity = Infinity }: LeaveScope,
  { kind, voltageKv, capacityKva, capacityKw }: Facts,
): boolean {
  const isOfKind = kinds.length === 0 || kinds.includes(kind);
  return isOfKind && voltageKv <= maxVoltageKv && Math.max(capacityKva, capacityKw) <= maxCapacity;
}

/** Scopes reach from nothing up to their bounds, so two meet wherever they share a kind. */
export function doScopesMeet(one: LeaveScope, other: LeaveScope): boolean {
  if (one.kinds.length === 0 || other.kinds.length === 0) return true;
  return one.kinds.some((kind) => other.kinds.includes(kind));
}
