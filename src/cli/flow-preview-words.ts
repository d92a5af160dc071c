import type { PreviewedStep } from "../actions/preview-flow.ts";
import type { Flow } from "../domain/approval/flow.ts";
import type { Approval, ApprovalNode } from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import { holderName, nameOf } from "../messages/approval-words.ts";
import { kindText } from "../messages/document-words.ts";
import { messageSubject } from "../messages/message-subject.ts";
import { modeText } from "../messages/mode-words.ts";
import { dueText, momentText } from "../messages/moments.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";
import { conditionText } from "./condition-words.ts";

/** A rehearsal in words: the nodes in the order in which they open, then what would be sent, step by step. */
export function previewText(
  flow: Flow,
  steps: readonly PreviewedStep[],
  { organisation }: Bureau,
): string {
  const start = steps[0]?.at ?? new Date(0);
  const approval = steps.at(-1)?.file.approvals[0];
  const nodes = approval?.nodes ?? [];
  const passedOver = flow.nodes.filter(({ id }) => !nodes.some(({ nodeId }) => nodeId === id));
  return [
    `试走 ${flow.id} v${flow.version}  ${kindText(flow.kind)} · ${flow.name}（${momentText(start, start)} 提交，每人到期时同意）`,
    ...nodes.map(
      (node, index) =>
        `  ${index + 1}. ${node.name}（${modeText(node.mode)}）${momentText(node.openedAt, start)} 起，${dueText(node, start)} 到期：${peopleOf(node, approval, organisation)}`,
    ),
    ...passedOver.map((node) => `  不经过：${node.name}（仅当 ${conditionText(node.when)}）`),
    "将发出的消息：",
    ...steps.flatMap((step) => messageLines(step, start)),
  ].join("\n");
}

function peopleOf(
  node: ApprovalNode,
  approval: Approval | undefined,
  organisation: Bureau["organisation"],
): string {
  if (approval === undefined) return "";
  const seats = node.seats.map((seat) => {
    const asked = approval.tasks.filter(
      ({ nodeId, seatNo }) => nodeId === node.nodeId && seatNo === seat.seatNo,
    );
    const names = asked.map((task) => holderName(organisation, approval, task));
    return `${names.length === 0 ? nameOf(organisation, seat.holder) : names.join("或")}（${seat.label}）`;
  });
  return seats.join("、");
}

function messageLines({ at, notices }: PreviewedStep, start: Date): string[] {
  return notices.flatMap(({ message }) =>
    message.kind === "update-card"
      ? []
      : [`  ${momentText(at, start)}  ${receiverOf(message)}  ${messageSubject(message)}`],
  );
}

function receiverOf(message: Exclude<OutboundMessage, { kind: "update-card" }>): string {
  if (!("to" in message)) return "群";
  return `${message.kind === "send-card" ? "卡片" : "通知"} → ${message.to}`;
}
