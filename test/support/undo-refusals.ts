// Why a decision cannot be taken back or undone, and why nobody is urged while it may be, with the exact words that people read.
import type { Refusal } from "../../src/domain/outcome.ts";
import { november } from "./build.ts";

type Row<Code extends Refusal["code"]> = [Extract<Refusal, { code: Code }>, string][];

export const UNDO_REFUSALS: {
  [Code in "cannot-take-back" | "cannot-undo" | "not-told-yet"]: Row<Code>;
} = {
  "cannot-take-back": [
    [{ code: "cannot-take-back", why: "not-decided" }, "此项尚未签署意见，无需拿回。"],
    [
      { code: "cannot-take-back", why: "sent-back" },
      "此项所在环节已被退回，原意见不再单独拿回；需要您审批时会另发新卡。",
    ],
    [{ code: "cannot-take-back", why: "not-approved" }, "只能拿回“同意”的意见。"],
    [
      { code: "cannot-take-back", why: "returned" },
      "本轮已退回，不能拿回；新版本提交后会重新请您审批。",
    ],
    [
      { code: "cannot-take-back", why: "signed-after" },
      "在您之后已有人签署意见，不能拿回；如需更改，请联系后续审批人退回或提交人撤回。",
    ],
    [
      { code: "cannot-take-back", why: "undo-first" },
      "后续审批人还没有收到通知，请用“撤回这次决定”，无需拿回。",
    ],
    [{ code: "cannot-take-back", why: "twice" }, "本轮已重新审批过一次，不能再拿回或提出异议。"],
    [
      { code: "cannot-take-back", why: "objection-late" },
      "本环节已结束，且自动办理已超过 1 个工作日，不能再提出异议；如需更改，请联系后续审批人退回或提交人撤回。",
    ],
    [
      { code: "cannot-take-back", why: "too-late" },
      "签署已超过 24 个工作小时，不能拿回；如需更改，请联系后续审批人退回或提交人撤回。",
    ],
  ],
  "cannot-undo": [
    [
      { code: "cannot-undo", why: "not-offered" },
      "此项决定不能直接撤回；如需更改，请用“拿回意见”。",
    ],
    [
      { code: "cannot-undo", why: "over", until: november(23, "14:04:20") },
      "可撤回的时间（14:04:20 前）已过，后续审批人已收到通知；如需更改，请用“拿回意见”。",
    ],
    [
      { code: "cannot-undo", why: "left" },
      "后续审批人已收到通知，不能直接撤回；如需更改，请用“拿回意见”。",
    ],
  ],
  "not-told-yet": [
    [
      { code: "not-told-yet", until: november(23, "14:04:20") },
      "上一环节的决定在 14:04:20 前还可以撤回，此前不通知后续审批人；请稍后再催办。",
    ],
  ],
};
