import type { Approval, ApprovalNode, Task } from "../../domain/approval/instance.ts";
import type { ConnectionCase, Stage } from "../../domain/case/connection-case.ts";
import type { CancelReason, Verb } from "../../domain/outcome.ts";

/** How a state looks: its word and its colour. */
export interface Mark {
  text: string;
  tone: "good" | "busy" | "bad" | "quiet" | "odd";
}

export const REQUEST_KIND: Readonly<Record<ConnectionCase["requestKind"], string>> = {
  new: "新装",
  increase: "增容",
};

export const APPROVAL_MARK: Readonly<Record<Approval["status"], Mark>> = {
  running: { text: "审批中", tone: "busy" },
  wait_revision: { text: "已退回，待修改", tone: "bad" },
  approved: { text: "审批通过", tone: "good" },
  rejected: { text: "已否决", tone: "bad" },
  withdrawn: { text: "已撤回", tone: "quiet" },
};

export const NODE_MARK: Readonly<Record<ApprovalNode["status"], Mark>> = {
  open: { text: "审批中", tone: "busy" },
  passed: { text: "已通过", tone: "good" },
  failed: { text: "未通过", tone: "bad" },
  returned: { text: "已退回", tone: "bad" },
  superseded: { text: "已中止", tone: "quiet" },
};

export const STAGE_MARK: Readonly<Record<Stage["status"], Mark>> = {
  "not-started": { text: "未开始", tone: "quiet" },
  running: { text: "进行中", tone: "busy" },
  done: { text: "已完成", tone: "good" },
  "not-applicable": { text: "不需要", tone: "quiet" },
};

export const VERB_MARK: Readonly<Record<Verb, Mark>> = {
  approve: { text: "同意", tone: "good" },
  return: { text: "退回", tone: "bad" },
  reject: { text: "否决", tone: "bad" },
};

/** An approval of an earlier round that stands for this one. */
export const KEPT_MARK: Mark = { text: "沿用同意", tone: "good" };

/** An administrator decided for whoever owns the seat. */
export const OVERRIDE_MARK: Mark = { text: "越权处理", tone: "odd" };

export const CANCEL_WORDS: Readonly<Record<CancelReason, string>> = {
  "any-one-decided": "同一节点已由他人办理",
  "quorum-met": "本环节已达到通过条件，未经其处理",
  "quorum-impossible": "审批已被否决，未经其处理",
  veto: "审批已被否决，未经其处理",
  returned: "本轮已退回",
  superseded: "已提交新版本",
  withdrawn: "已撤回，未经其处理",
  migrated: "流程已更新，按新流程办理",
  transferred: "已转办他人",
  "taken-back": "前序意见已被拿回，未经其处理",
  left: "已离岗，改由他人审批",
  "delegation-start": "休假，由代理人审批",
  "delegation-end": "代理结束，交还本人",
  "co-holder-decided": "共管的另一人已办理",
};

/** A card that is not on its holder's phone. */
export const CARD_MARK: Readonly<Record<"under-way" | "undeliverable", Mark>> = {
  "under-way": { text: "卡片发送中", tone: "quiet" },
  undeliverable: { text: "卡片未送达", tone: "bad" },
};

/** State of a seat that has no decision: whose turn it is, or why it ended. */
export function openSeatMark(task: Task | undefined): Mark {
  if (task === undefined) return { text: "未到", tone: "quiet" };
  if (task.status === "pending") return { text: "待审批", tone: "busy" };
  return { text: "无需办理", tone: "quiet" };
}

export const CHANNEL: Readonly<Record<"card" | "page" | "api", string>> = {
  card: "企业微信卡片",
  page: "网页",
  api: "接口",
};
