// What people are refused who take something back, with the exact words that they read.
import type { Refusal } from "../../src/domain/outcome.ts";

type Row = [Extract<Refusal, { code: "cannot-take-back" }>, string];

export const TAKE_BACK_REFUSALS: { "cannot-take-back": Row[] } = {
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
    [{ code: "cannot-take-back", why: "twice" }, "本轮已重新审批过一次，不能再拿回或提出异议。"],
    [
      { code: "cannot-take-back", why: "objection-late" },
      "本环节已结束，且自动办理已超过 1 个工作日，不能再提出异议；如需更改，请联系后续审批人退回或提交人撤回。",
    ],
    [
      { code: "cannot-take-back", why: "migrated" },
      "审批流程已更新，此前的意见已按新流程沿用，不能拿回。",
    ],
    [
      { code: "cannot-take-back", why: "override" },
      "越权处理的意见不能拿回；如需更改，请由后续审批人退回，或由提交人撤回。",
    ],
    [
      { code: "cannot-take-back", why: "too-late" },
      "签署已超过 24 个工作小时，不能拿回；如需更改，请联系后续审批人退回或提交人撤回。",
    ],
  ],
};
