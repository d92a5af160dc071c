import type { Answered, ChatAct } from "../actions/inputs.ts";
import type { StaffId } from "../domain/ids.ts";
import { commandForMenuKey, parseTextCommand } from "../domain/text-command.ts";
import type { ChatEvent } from "../wecom/chat-event.ts";
import { canonicalUserId } from "../wecom/user-id.ts";
import type { ChatVerbs } from "./verbs.ts";

/** The table of chat events: each kind and the action that it means; nothing is decided here. */
export function dispatch(event: ChatEvent, verbs: ChatVerbs): Promise<Answered> {
  const act = actOf(event);
  if (act === undefined) {
    return acknowledge(event, verbs, event.from === SYSTEM ? event.kind : "foreign-sender");
  }
  switch (event.kind) {
    case "card-pressed": {
      const { cardId, buttonKey, responseCode, selections } = event;
      return verbs.decideTask({ ...act, cardId, buttonKey, responseCode, selections });
    }
    case "text-received":
      return verbs.answerQuestion({ ...act, command: parseTextCommand(event.content) });
    case "menu-clicked": {
      const command = commandForMenuKey(event.menuKey) ?? { kind: "help" as const };
      return verbs.answerQuestion({ ...act, command });
    }
    case "other-message":
      return verbs.replyHint(act, { kind: "unsupported", messageType: event.messageType });
    case "member-joined":
      return verbs.replyHint(act, { kind: "welcome" });
    case "entered":
    case "card-menu-clicked":
    case "member-left":
    case "contact-changed":
    case "app-inactive-warning":
    case "unknown":
      return acknowledge(event, verbs, event.kind);
  }
}

/** The contact-sync assistant speaks of the directory only; its key must not be able to decide anything. */
export function dispatchContacts(event: ChatEvent, verbs: ChatVerbs): Promise<Answered> {
  const kind = event.kind === "contact-changed" ? event.kind : "unknown";
  return acknowledge(event, verbs, kind);
}

function acknowledge(event: ChatEvent, verbs: ChatVerbs, kind: string): Promise<Answered> {
  return verbs.acknowledge({ inboxKey: event.inboxKey, from: event.from, kind });
}

/** Sender of events that nobody did; it signs nothing and reads no answer. @source wecom:90240 */
const SYSTEM = "sys";

/** Undefined when the sender cannot be an employee, e.g. a member of a linked enterprise. */
function actOf(event: ChatEvent): ChatAct | undefined {
  const from = canonicalUserId(event.from);
  if (from === undefined || from === SYSTEM) return undefined;
  return { inboxKey: event.inboxKey, from: from as StaffId, at: event.at };
}
