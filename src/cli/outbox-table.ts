import { padTo, widthOf } from "../doctor/text-width.ts";
import { messageSubject } from "../messages/message-subject.ts";
import { momentText } from "../messages/moments.ts";
import { readMessage } from "../outbox/delivery.ts";
import { OUTBOX_STATES, type ListedRow, type OutboxStateName } from "../store/dead-letters.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";
import { UsageError } from "./usage-error.ts";

const STATE: Readonly<Record<OutboxStateName, string>> = {
  waiting: "等待发送",
  sent: "已发出",
  superseded: "已被更新的内容取代",
  merged: "已合并到一条",
  dead: "未能发出",
  quarantined: "恢复后隔离",
  dropped: "已放弃",
};

const KIND: Readonly<Record<OutboundMessage["kind"], string>> = {
  "send-card": "卡片",
  "update-card": "卡片更新",
  "send-text": "文本",
  "send-markdown": "文本",
  "group-webhook": "群机器人",
  "group-chat": "群聊",
};

/** @throws UsageError for a state that there is not */
export function stateFrom(typed: string): OutboxStateName {
  const found = OUTBOX_STATES.find((state) => state === typed.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(`没有状态“${typed}”；应为以下之一：${OUTBOX_STATES.join("、")}`);
}

/** Rows of the outbox, of each only the first line of what it says: customers stand below it. */
export function outboxTable(
  { rows, total }: { rows: readonly ListedRow[]; total: number },
  { state, now, columns }: { state: OutboxStateName; now: Date; columns: number },
): string {
  if (total === 0) return `没有“${STATE[state]}”（${state}）的消息`;
  const more = total > rows.length ? `，以下是最新的 ${rows.length} 条` : "";
  return [
    `“${STATE[state]}”（${state}）的消息共 ${total} 条${more}：`,
    ...rows.flatMap((row) => rowLines(row, now).map((line) => shortened(line, columns))),
  ].join("\n");
}

const INDENT = " ".repeat(10);

function rowLines({ id, message, attempts, note, createdAt }: ListedRow, now: Date): string[] {
  const known = readMessage(message);
  const kind = known === undefined ? "未知" : KIND[known.kind];
  const subject = known === undefined ? "" : messageSubject(known);
  const head = [`写于 ${momentText(createdAt, now)}`, receiverOf(known), `试过 ${attempts} 次`];
  return [
    `${padTo(`  ${id}`, INDENT.length)}${kind}  ${head.filter((part) => part !== "").join("，")}`,
    ...(subject === "" ? [] : [`${INDENT}${subject}`]),
    ...(note === undefined ? [] : [`${INDENT}原因：${note}`]),
  ];
}

function receiverOf(message: OutboundMessage | undefined): string {
  return message !== undefined && "to" in message ? `给 ${message.to}` : "";
}

function shortened(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  let kept = "";
  for (const character of line) {
    if (widthOf(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
