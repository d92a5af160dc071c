// Faults in the words of people who test: what to choose from, and what is active.
import type { ApiFaultKind, CallbackFaultKind, Fault } from "../world/fault.ts";

type Choice = readonly [value: string, text: string];

/** Error codes worth trying; any other can be typed. @source wecom:90313 */
export const ERRCODE_CHOICES: readonly Choice[] = [
  ["-1", "系统繁忙（-1）"],
  ["6000", "数据冲突（6000）"],
  ["45009", "频率超限（45009）"],
  ["45033", "并发超限（45033）"],
  ["40014", "令牌无效（40014）"],
  ["42001", "令牌过期（42001）"],
  ["60020", "IP 不可信（60020）"],
  ["48002", "接口无权限（48002）"],
  ["81013", "接收人全部无效（81013）"],
  ["60140", "卡片更新码失效（60140）"],
  ["42014", "任务号重复（42014）"],
];

/** What happens to a call besides error codes. */
export const API_KIND_WORDS: Readonly<Record<Exclude<ApiFaultKind, "errcode">, string>> = {
  http: "HTTP 502",
  "timeout-before": "无应答（未执行）",
  "timeout-after": "无应答（已执行）",
  "reset-before": "连接中断（未执行）",
  "reset-after": "连接中断（已执行）",
  malformed: "应答残缺（已执行）",
  slow: "应答很慢",
  drop: "静默丢弃消息",
};

/** What happens to a callback on its way. */
export const CALLBACK_KIND_WORDS: Readonly<Record<CallbackFaultKind, string>> = {
  "lose-callback": "丢失",
  "duplicate-callback": "先后投递两次",
  "concurrent-callback": "同时投递两次",
  "delay-callback": "推迟投递",
  "reorder-callback": "扣留，被后一个超过",
  "unreachable-callback": "应用连不上",
  "lost-answer-callback": "应答丢失，再次投递",
};

/** The APIs a fault can be set for, in words; others can be typed. */
export const API_CHOICES: readonly Choice[] = [
  ["message/send", "发消息"],
  ["message/update_template_card", "更新卡片"],
  ["*", "所有接口"],
  ["gettoken", "取令牌"],
  ["webhook/send", "群机器人"],
  ["appchat/send", "群聊消息"],
  ["appchat/create", "建群"],
  ["message/recall", "撤回消息"],
  ["media/upload", "上传素材"],
  ["user/get", "读成员"],
  ["user/simplelist", "成员列表"],
  ["auth/getuserinfo", "网页登录"],
];

/** Where a fault strikes. */
export function placeOf({ api }: Fault): string {
  if (api === "callback") return "回调";
  return API_CHOICES.find(([value]) => value === api)?.[1] ?? api;
}

/** What a fault does. */
export function deedOf(fault: Fault): string {
  const deed = bareDeedOf(fault);
  const delay = fault.delayMs === undefined ? "" : ` ${fault.delayMs / 1_000} 秒`;
  return `${deed}${delay}${fault.afterProcessing === true ? "（已执行）" : ""}`;
}

function bareDeedOf({ kind, errcode, status }: Fault): string {
  if (kind === "errcode") {
    const known = ERRCODE_CHOICES.find(([value]) => value === String(errcode));
    return known?.[1] ?? `错误码 ${errcode ?? -1}`;
  }
  if (kind === "http") return `HTTP ${status ?? 502}`;
  return { ...API_KIND_WORDS, ...CALLBACK_KIND_WORDS }[kind];
}

/** How often it still strikes, and whom. */
export function scopeOf(fault: Fault, nameOf: (userid: string) => string): string {
  const parts = [Number.isFinite(fault.timesLeft) ? `还有 ${fault.timesLeft} 次` : "一直"];
  if (fault.skipLeft > 0) parts.push(`先放过 ${fault.skipLeft} 次`);
  if (fault.userid !== undefined) parts.push(`只对${nameOf(fault.userid)}`);
  if (fault.hits > 0) parts.push(`已发生 ${fault.hits} 次`);
  return parts.join("，");
}
