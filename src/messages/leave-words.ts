import type { Bureau } from "../domain/bureau.ts";
import type { Grant, LeaveMode, LeaveScope } from "../domain/leave/grant.ts";
import type { LeaveRefusal } from "../domain/leave/why-not-grant.ts";
import { dayOn } from "../domain/time/china-time.ts";
import { nameOf } from "./approval-words.ts";
import { kindText } from "./document-words.ts";
import { plain } from "./fit.ts";

const MODES: Readonly<Record<LeaveMode, string>> = {
  replace: "替代（由代理人审批）",
  share: "共管（本人和代理人都可审批）",
};

export function modeText(mode: LeaveMode): string {
  return MODES[mode];
}

/** Both days counted in: 2026-10-01 至 2026-10-12. */
export function periodText({ fromAt, untilAt }: Pick<Grant, "fromAt" | "untilAt">): string {
  return `${dayOn(fromAt)} 至 ${dayOn(new Date(untilAt.getTime() - 1))}`;
}

export function scopeText({ kinds, maxVoltageKv, maxCapacity }: LeaveScope): string {
  const parts = [
    kinds.length === 0 ? "全部审批" : kinds.map(kindText).join("、"),
    ...(maxVoltageKv === undefined ? [] : [`电压不超过 ${maxVoltageKv} kV`]),
    ...(maxCapacity === undefined ? [] : [`容量不超过 ${maxCapacity} kVA`]),
  ];
  return parts.join("，");
}

/** Where a grant stands: a word for lists. */
export function grantStateText(grant: Grant, at: Date): string {
  if (grant.endedAt !== undefined) return "已结束";
  if (at >= grant.untilAt) return "已到期";
  if (grant.acceptedAt === undefined) return "待接受";
  return at < grant.fromAt ? "未开始" : "生效中";
}

type Words<Code extends LeaveRefusal["code"]> = (
  refusal: Extract<LeaveRefusal, { code: Code }>,
  bureau: Bureau,
) => string;

const WORDS: { [Code in LeaveRefusal["code"]]: Words<Code> } = {
  self: () => "不能委托本人代理，请另选代理人。",
  "unknown-person": ({ userid }) => `人员名单中没有“${plain(userid)}”，或其已离岗；请重新选择。`,
  "period-reversed": () => "结束日期早于开始日期，请更正。",
  "period-over": () => "代理期间已经过去，请更正日期。",
  "period-too-long": ({ maxDays }) => `代理期间最长 ${maxDays} 天；更长的请调整岗位。`,
  overlaps: ({ grant }, { organisation }) =>
    `与已有的代理重叠（${periodText(grant)}，代理人 ${nameOf(organisation, grant.delegate)}）；请先结束那一项，或错开日期、范围。`,
  "reason-needed": () => "替他人办理休假代理须写明事由。",
  "not-yours": () => "这项代理与您无关，不能办理。",
  "not-open": () => "这项代理已经办理过，或已经结束。",
};

/** The sentence that a person reads when a grant is refused. */
export function leaveRefusalText(refusal: LeaveRefusal, bureau: Bureau): string {
  return wordsOf(refusal.code, refusal, bureau);
}

/** Keeps the code and its words together, which a plain index would lose. */
function wordsOf<Code extends LeaveRefusal["code"]>(
  code: Code,
  refusal: Extract<LeaveRefusal, { code: Code }>,
  bureau: Bureau,
): string {
  return WORDS[code](refusal, bureau);
}
