import { CallbackRejected } from "./callback-rejected.ts";
import type { CardPressed, ChatEvent, ContactChanged } from "./chat-event.ts";
import { inboxKeyOf } from "./inbox-key.ts";
import { childOf, childrenOf, textOf } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

type EventHeader = Pick<ChatEvent, "inboxKey" | "from" | "at">;
type EventReader = (message: XmlElement, header: EventHeader) => ChatEvent | undefined;

const EVENT_READERS: ReadonlyMap<string, EventReader> = new Map<string, EventReader>([
  ["template_card_event", readCardPress],
  ["template_card_menu_event", readCardMenuClick],
  ["click", readMenuClick],
  ["enter_agent", (_, header) => ({ ...header, kind: "entered" })],
  ["subscribe", (_, header) => ({ ...header, kind: "member-joined" })],
  ["unsubscribe", (_, header) => ({ ...header, kind: "member-left" })],
  ["change_contact", readContactChange],
]);

/** @source wecom:90240 */
const INACTIVITY_EVENTS = new Set([
  "inactive_alert",
  "close_inactive_agent",
  "reopen_inactive_agent",
  "low_active_alert",
  "low_active",
  "active_restored",
]);

const CREATE_TIME_SHAPE = /^[0-9]{1,10}$/;
const MAX_NAME_CHARS = 64;

/**
 * Reads the inner XML of an opened envelope as one of our events; what we do not know, or cannot use because a
 * field is missing, becomes `unknown`.
 * @throws CallbackRejected `message` without sender, time or type; `xml` when an identifying field is repeated.
 * @source wecom:90239, wecom:90240
 */
export function readChatEvent(message: XmlElement): ChatEvent {
  const header = readHeader(message);
  const messageType = requiredText(message, "MsgType");
  return messageType === "event"
    ? readEvent(message, header)
    : readMessage(message, header, messageType);
}

function readHeader(message: XmlElement): EventHeader {
  const from = requiredText(message, "FromUserName");
  const createTimeSec = requiredText(message, "CreateTime");
  if (!CREATE_TIME_SHAPE.test(createTimeSec)) {
    throw new CallbackRejected("message", "CreateTime is not a number of seconds");
  }
  return { inboxKey: inboxKeyOf(message), from, at: new Date(Number(createTimeSec) * 1_000) };
}

function readMessage(message: XmlElement, header: EventHeader, messageType: string): ChatEvent {
  const msgId = textOf(message, "MsgId");
  if (!msgId) return unknown(header, messageType);
  if (messageType !== "text") {
    return { ...header, kind: "other-message", messageType: nameForLog(messageType) };
  }
  return { ...header, kind: "text-received", content: textOf(message, "Content") ?? "", msgId };
}

function readEvent(message: XmlElement, header: EventHeader): ChatEvent {
  const name = (textOf(message, "Event") ?? "").toLowerCase();
  if (INACTIVITY_EVENTS.has(name)) return { ...header, kind: "app-inactive-warning", name };
  return EVENT_READERS.get(name)?.(message, header) ?? unknown(header, eventName(message, name));
}

function eventName(message: XmlElement, name: string): string {
  const changeType = textOf(message, "ChangeType");
  return changeType === undefined ? name : `${name}:${changeType}`;
}

function readCardPress(message: XmlElement, header: EventHeader): ChatEvent | undefined {
  const cardId = textOf(message, "TaskId");
  const buttonKey = textOf(message, "EventKey");
  const responseCode = textOf(message, "ResponseCode");
  if (!cardId || !buttonKey || !responseCode) return undefined;
  const selections = readSelections(message);
  return { ...header, kind: "card-pressed", cardId, buttonKey, responseCode, selections };
}

/** A question named twice keeps the options of both, so that whoever judges them sees the contradiction. */
function readSelections(message: XmlElement): CardPressed["selections"] {
  const selections: Record<string, string[]> = Object.create(null);
  const list = childOf(message, "SelectedItems");
  for (const item of list ? childrenOf(list, "SelectedItem") : []) {
    const options = childOf(item, "OptionIds");
    const optionIds = options ? childrenOf(options, "OptionId").map(({ text }) => text) : [];
    (selections[textOf(item, "QuestionKey") ?? ""] ??= []).push(...optionIds);
  }
  return selections;
}

function readCardMenuClick(message: XmlElement, header: EventHeader): ChatEvent | undefined {
  const cardId = textOf(message, "TaskId");
  const menuKey = textOf(message, "EventKey");
  const responseCode = textOf(message, "ResponseCode");
  if (!cardId || !menuKey || !responseCode) return undefined;
  return { ...header, kind: "card-menu-clicked", cardId, menuKey, responseCode };
}

function readMenuClick(message: XmlElement, header: EventHeader): ChatEvent | undefined {
  const menuKey = textOf(message, "EventKey");
  return menuKey ? { ...header, kind: "menu-clicked", menuKey } : undefined;
}

/** Changes of departments and tags are of no use here; genuine directory events come from `sys`. */
function readContactChange(message: XmlElement, header: EventHeader): ChatEvent | undefined {
  const changeType = textOf(message, "ChangeType") ?? "";
  const userId = textOf(message, "UserID");
  if (header.from !== "sys" || !isMemberChange(changeType) || !userId) return undefined;
  const newUserId = textOf(message, "NewUserID");
  const status = textOf(message, "Status");
  const isMoved = changeType === "update_user" && textOf(message, "Department") !== undefined;
  const event: ContactChanged = { ...header, kind: "contact-changed", changeType, userId };
  return {
    ...event,
    ...(newUserId ? { newUserId } : {}),
    ...(status ? { status } : {}),
    ...(isMoved ? { isMoved } : {}),
  };
}

function isMemberChange(changeType: string): changeType is ContactChanged["changeType"] {
  return (
    changeType === "create_user" || changeType === "update_user" || changeType === "delete_user"
  );
}

function requiredText(message: XmlElement, name: string): string {
  const text = textOf(message, name);
  if (text === undefined) throw new CallbackRejected("message", `${name} is missing`);
  return text;
}

function unknown(header: EventHeader, name: string): ChatEvent {
  return { ...header, kind: "unknown", name: nameForLog(name) };
}

function nameForLog(name: string): string {
  return name.replace(/[^A-Za-z0-9_.:-]/g, "?").slice(0, MAX_NAME_CHARS);
}
