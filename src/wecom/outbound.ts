import type { TemplateCard } from "./wire.ts";

/** Which one-use update code an update spends: the one of the send, or the one of a press. @source wecom:94888 */
export type UpdateCode = { origin: "send" } | { origin: "press"; responseCode: string };

/** A card to one person; `cardId` becomes the wire's `task_id` (the card itself carries none). */
export interface SendCard {
  kind: "send-card";
  to: string;
  cardId: string;
  card: TemplateCard;
}

/** A new face for a card already sent to one person. */
export interface UpdateCard {
  kind: "update-card";
  to: string;
  cardId: string;
  code: UpdateCode;
  card: TemplateCard;
  /** Text to send when the card cannot be changed any more; undefined when its viewer is told by another message. */
  otherwise?: string | undefined;
}

/** Plain text to one person, ≤ 2048 bytes. */
export interface SendText {
  kind: "send-text";
  to: string;
  content: string;
  /** First lines of the texts that this one stands for, when it is a digest; not sent. */
  digestOf?: readonly string[];
}

/** WeCom's markdown subset to one person, ≤ 2048 bytes. */
export interface SendMarkdown {
  kind: "send-markdown";
  to: string;
  content: string;
}

/** Markdown to the work group's robot, ≤ 4096 bytes; `mention` are userids, appended as `<@userid>`. */
export interface GroupWebhook {
  kind: "group-webhook";
  content: string;
  mention: string[];
}

/** Plain text to a group chat made by the app, ≤ 2048 bytes; `mention` are userids. */
export interface GroupChat {
  kind: "group-chat";
  chatId: string;
  content: string;
  mention: string[];
}

/** Everything that may be asked of the chat; the outbox stores exactly this. */
export type OutboundMessage =
  | SendCard
  | UpdateCard
  | SendText
  | SendMarkdown
  | GroupWebhook
  | GroupChat;
