import type { Refusal } from "../../src/domain/outcome.ts";
import { november } from "./build.ts";

type Code =
  | "question-open"
  | "phrases-full"
  | "phrase-known"
  | "cannot-copy"
  | "not-copied"
  | "already-read"
  | "not-in-batch"
  | "no-question"
  | "your-own-question"
  | "words-needed";
type Rows = { [One in Code]: [Extract<Refusal, { code: One }>, string][] };

const at = november(23, "14:03");

/** Every refusal about questions, copies, batches and phrases with the exact words that people read. */
export const TALK_REFUSALS: Rows = {
  "question-open": [
    [
      { code: "question-open", byName: "张三", at },
      "张三 已于 14:03 请提交人补充说明，尚未答复；答复后可以再问，不影响您办理。",
    ],
  ],
  "phrases-full": [[{ code: "phrases-full", max: 10 }, "常用语最多 10 条，请先删除不用的。"]],
  "phrase-known": [[{ code: "phrase-known" }, "已有相同的常用语。"]],
  "cannot-copy": [
    [
      { code: "cannot-copy", why: "nobody" },
      "请从列表中选择抄送给谁；只能抄送给本系统人员名单中的人。",
    ],
    [{ code: "cannot-copy", why: "copied" }, "已抄送过此人，无需重复抄送。"],
    [{ code: "cannot-copy", why: "approver" }, "对方是本次审批的审批人，无需抄送。"],
    [{ code: "cannot-copy", why: "submitter" }, "对方是方案提交人，无需抄送。"],
  ],
  "not-copied": [[{ code: "not-copied" }, "此项没有抄送给您。"]],
  "already-read": [[{ code: "already-read", at }, "您已于 14:03 标记已阅。"]],
  "not-in-batch": [
    [{ code: "not-in-batch", why: "not-allowed" }, "本环节不支持批量同意，请逐条办理。"],
    [
      { code: "not-in-batch", why: "other-node" },
      "与所选的其他事项不是同一流程、同一环节，请另行办理。",
    ],
    [{ code: "not-in-batch", why: "too-many" }, "一次最多批量同意 20 件，请稍后再办理这一件。"],
    [{ code: "not-in-batch", why: "escalated" }, "已超期并报告他人，请逐条办理。"],
    [{ code: "not-in-batch", why: "open-question" }, "您提出的问题尚待答复，请逐条办理。"],
    [{ code: "not-in-batch", why: "sampled" }, "典型方案抽查，请打开方案审查后逐条办理。"],
    [{ code: "not-in-batch", why: "signers-added" }, "本环节有加签或委派，请看过意见后逐条办理。"],
    [{ code: "not-in-batch", why: "warned" }, "方案有提示内容，请打开方案查看后逐条办理。"],
  ],
  "no-question": [[{ code: "no-question" }, "目前没有等待答复的问题。"]],
  "your-own-question": [[{ code: "your-own-question" }, "这是您提出的问题，请等待提交人答复。"]],
  "words-needed": [[{ code: "words-needed" }, "请写明内容后再提交。"]],
};
