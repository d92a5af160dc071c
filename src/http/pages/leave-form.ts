import { colleagueNamed } from "../../domain/people/colleagues.ts";
import type { Organisation } from "../../domain/people/organisation.ts";
import type { ApprovalKind } from "../../domain/approval-kind.ts";
import type { StaffId } from "../../domain/ids.ts";
import type { LeaveTerms } from "../../domain/leave/grant.ts";
import { leavePeriod } from "../../domain/leave/period.ts";

/** What somebody has typed into the form of a new grant. */
export interface LeaveDraft {
  principal: string;
  delegate: string;
  from: string;
  until: string;
  mode: string;
  kind: string;
  maxVoltageKv: string;
  maxCapacity: string;
  documentNo: string;
  reason: string;
}

export const EMPTY_DRAFT: LeaveDraft = {
  principal: "",
  delegate: "",
  from: "",
  until: "",
  mode: "replace",
  kind: "",
  maxVoltageKv: "",
  maxCapacity: "",
  documentNo: "",
  reason: "",
};

const MAX_DOCUMENT_CHARS = 60;
const MAX_REASON_CHARS = 200;

export function readLeaveDraft(values: Readonly<Record<string, string | undefined>>): LeaveDraft {
  const names = Object.keys(EMPTY_DRAFT) as (keyof LeaveDraft)[];
  const typed = names.map((name) => [name, (values[name] ?? "").trim()]);
  return { ...EMPTY_DRAFT, ...Object.fromEntries(typed) };
}

/** What a draft means, or in words why it means nothing; whether it is allowed is another question. */
export function leaveTermsOf(
  draft: LeaveDraft,
  { viewer, organisation }: { viewer: StaffId; organisation: Organisation },
): LeaveTerms | string {
  const period = leavePeriod(draft.from, draft.until);
  if (period === undefined) return "请填写开始和结束日期。";
  if (draft.delegate === "") return "请填写代理人。";
  const delegate = colleagueNamed(organisation, draft.delegate);
  if (delegate === undefined) return notFoundText(draft.delegate);
  const principal = draft.principal === "" ? viewer : colleagueNamed(organisation, draft.principal);
  if (principal === undefined) return notFoundText(draft.principal);
  const maxVoltageKv = boundOf(draft.maxVoltageKv);
  const maxCapacity = boundOf(draft.maxCapacity);
  if (maxVoltageKv === "bad" || maxCapacity === "bad") return "电压、容量上限须为大于零的数。";
  const isTooLong =
    draft.documentNo.length > MAX_DOCUMENT_CHARS || draft.reason.length > MAX_REASON_CHARS;
  if (isTooLong) return `文号不超过 ${MAX_DOCUMENT_CHARS} 字，事由不超过 ${MAX_REASON_CHARS} 字。`;
  return {
    ...period,
    principal,
    delegate,
    scope: { kinds: kindsOf(draft.kind), maxVoltageKv, maxCapacity },
    mode: draft.mode === "share" ? "share" : "replace",
    documentNo: draft.documentNo,
    reason: draft.reason,
  };
}

function notFoundText(name: string): string {
  return `人员名单中没有“${name}”，或者不止一人；请从列表中选择。`;
}

function kindsOf(kind: string): ApprovalKind[] {
  return kind === "supply_plan" || kind === "grid_investment" ? [kind] : [];
}

function boundOf(text: string): number | undefined | "bad" {
  if (text === "") return undefined;
  const bound = Number(text);
  return Number.isFinite(bound) && bound > 0 ? bound : "bad";
}
