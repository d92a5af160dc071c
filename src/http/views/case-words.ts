import type { Approval, ApprovalNode, Decision, Task } from "../../domain/approval/instance.ts";
import { nodeOfTask } from "../../domain/approval/tasks.ts";
import type { ConnectionCase, Stage } from "../../domain/case/connection-case.ts";
import { approvalStateText, askedText } from "../../messages/approval-words.ts";
import type { CancelReason, SignedVerb } from "../../domain/outcome.ts";

/** How a state looks: its word and its colour. */
export interface Mark {
  text: string;
  tone: "good" | "busy" | "bad" | "quiet" | "odd";
}

export const REQUEST_KIND: Readonly<Record<ConnectionCase["requestKind"], string>> = {
  new: "新装",
  increase: "增容",
};

/** How an approval stands. */
export function approvalMark(approval: Pick<Approval, "status" | "revokes">): Mark {
  return { text: approvalStateText(approval), tone: APPROVAL_TONE[approval.status] };
}

const APPROVAL_TONE: Readonly<Record<Approval["status"], Mark["tone"]>> = {
  running: "busy",
  wait_revision: "bad",
  approved: "good",
  rejected: "bad",
  withdrawn: "quiet",
  revoking: "busy",
  revoked: "bad",
};

const NODE_MARK: Readonly<Record<ApprovalNode["status"], Mark>> = {
  open: { text: "审批中", tone: "busy" },
  passed: { text: "已通过", tone: "good" },
  failed: { text: "未通过", tone: "bad" },
  returned: { text: "已退回", tone: "bad" },
  superseded: { text: "已中止", tone: "quiet" },
};

/** A node that has passed, and that a return has gone back over since. */
const RECALLED_MARK: Mark = { text: "已通过，后被退回", tone: "quiet" };

export function nodeMark({ status, recalled }: ApprovalNode): Mark {
  return status === "passed" && recalled !== undefined ? RECALLED_MARK : NODE_MARK[status];
}

export const STAGE_MARK: Readonly<Record<Stage["status"], Mark>> = {
  "not-started": { text: "未开始", tone: "quiet" },
  running: { text: "进行中", tone: "busy" },
  done: { text: "已完成", tone: "good" },
  "not-applicable": { text: "不需要", tone: "quiet" },
};

export const VERB_MARK: Readonly<Record<SignedVerb, Mark>> = {
  approve: { text: "同意", tone: "good" },
  return: { text: "退回", tone: "bad" },
  reject: { text: "否决", tone: "bad" },
  disagree: { text: "不同意", tone: "bad" },
};

/** What somebody has signed; 同意 to a revocation is none to a document. */
export function verbMark({ revokes }: Pick<Approval, "revokes">, verb: SignedVerb): Mark {
  const mark = VERB_MARK[verb];
  return revokes !== undefined && verb === "approve" ? { ...mark, text: "同意撤销" } : mark;
}

/** What a rule has decided and nobody has signed; never looks like a signature. */
export const RULE_MARK: Readonly<Record<SignedVerb, Mark>> = {
  ...VERB_MARK,
  approve: { text: "自动同意", tone: "quiet" },
  return: { text: "自动退回", tone: "bad" },
  reject: { text: "自动否决", tone: "bad" },
};

/** An approval of an earlier round that stands for this one. */
export const KEPT_MARK: Mark = { text: "沿用同意", tone: "good" };

/** An administrator decided for whoever owns the seat. */
export const OVERRIDE_MARK: Mark = { text: "越权处理", tone: "odd" };

/** Why a seat was not needed. */
export function cancelText({ revokes }: Pick<Approval, "revokes">, reason: CancelReason): string {
  const ofRevocation = revokes === undefined ? undefined : REVOCATION_CANCEL_WORDS[reason];
  return ofRevocation ?? CANCEL_WORDS[reason];
}

const REVOCATION_CANCEL_WORDS: Readonly<Partial<Record<CancelReason, string>>> = {
  veto: "撤销未获同意，未经其处理",
  "quorum-impossible": "撤销未获同意，未经其处理",
};

const CANCEL_WORDS: Readonly<Record<CancelReason, string>> = {
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
  "delegation-circle": "代理人相互代理，交还本人",
  "delegation-untaken": "无人能代办，交还本人",
  "stand-in-changed": "代理已变更，改由他人审批",
  "co-holder-decided": "共管的另一人已办理",
  "by-rule": "已按规则自动办理，未经其处理",
  "taken-over": "超时未办，已提级由上级审批",
  "signers-added": "已请他人先提意见，意见齐后另行办理",
  "signer-removed": "已减签，未经其处理",
  "signers-heard": "加签意见已齐，未经其处理",
};

/** A card that is not on its holder's phone. */
export const CARD_MARK: Readonly<Record<"under-way" | "undeliverable", Mark>> = {
  "under-way": { text: "卡片发送中", tone: "quiet" },
  undeliverable: { text: "卡片未送达", tone: "bad" },
};

/** A holder has asked something and waits for the answer. */
export const ANSWER_MARK: Mark = { text: "待提交人答复", tone: "busy" };

/** State of a seat that has no decision: whose turn it is, or why it ended. */
export function openSeatMark(approval: Approval, task: Task | undefined): Mark {
  if (task === undefined) return { text: "未到", tone: "quiet" };
  if (task.status === "pending") return { text: `待${askedText(approval, task)}`, tone: "busy" };
  // Others are heard first, at the wish of the holder.
  const isOpen = nodeOfTask(approval, task)?.status === "open";
  if (isOpen && task.cancelReason === "signers-added") return { text: "等待意见", tone: "busy" };
  return { text: "无需办理", tone: "quiet" };
}

const CHANNEL: Readonly<Record<Decision["channel"], string>> = {
  card: "企业微信卡片",
  page: "网页",
  api: "接口",
  rule: "系统规则",
};

/** How it was signed; what was agreed to together with others says so. */
export function channelText({ channel, batchId }: Pick<Decision, "channel" | "batchId">): string {
  return batchId === undefined ? CHANNEL[channel] : `${CHANNEL[channel]}，批量`;
}
