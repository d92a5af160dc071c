import { sha256Hex } from "../lib/hash.ts";
import { childOf, textOf } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

const EVENT_FIELDS: readonly (readonly [string, ...string[]])[] = [
  ["FromUserName"],
  ["CreateTime"],
  ["MsgType"],
  ["Event"],
  ["ChangeType"],
  ["EventKey"],
  ["AgentID", "AgentId"],
  ["TaskId"],
  ["ResponseCode"],
  ["UserID"],
  ["NewUserID"],
  ["Id"],
  ["TagId"],
];

const APPROVAL_FIELDS = ["SpNo", "SpNoStr", "ThirdNo"] as const;

/**
 * Hex sha256 by which a repeated delivery is recognised: of the message id for messages, of every identifying field
 * for events. The documented FromUserName + CreateTime is too weak: distinct presses share a second.
 * @source wecom:90240, WxJava#3311
 */
export function inboxKeyOf(message: XmlElement): string {
  const msgId = textOf(message, "MsgId");
  const fields = msgId ? messageFields(message, msgId) : eventFields(message);
  return sha256Hex(JSON.stringify(fields));
}

function messageFields(message: XmlElement, msgId: string): (string | null)[] {
  const agentId = textOf(message, "AgentID", "AgentId") ?? null;
  return ["message", agentId, textOf(message, "MsgType") ?? null, msgId];
}

function eventFields(message: XmlElement): (string | null)[] {
  const own = EVENT_FIELDS.map((names) => textOf(message, ...names) ?? null);
  const approval = childOf(message, "ApprovalInfo");
  const job = childOf(message, "BatchJob");
  const approvalIds = APPROVAL_FIELDS.map((name) => (approval && textOf(approval, name)) ?? null);
  return ["event", ...own, ...approvalIds, (job && textOf(job, "JobId")) ?? null];
}
