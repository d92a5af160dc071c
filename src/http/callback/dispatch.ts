import type { Answered, ChatAct } from "../../actions/inputs.ts";
import type { PresenceChange } from "../../actions/note-presence.ts";
import type { StaffId } from "../../domain/ids.ts";
import { commandForMenuKey, parseTextCommand } from "../../domain/asking/text-command.ts";
import type { ChatEvent, ContactChanged } from "../../wecom/chat-event.ts";
import { canonicalUserId } from "../../wecom/user-id.ts";
import type { ChatVerbs, PeopleVerbs } from "../verbs.ts";

/** The table of chat events: each kind and the action that it means; nothing is decided here. */
export async function dispatch(
  event: ChatEvent,
  verbs: ChatVerbs & PeopleVerbs,
): Promise<Answered> {
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
      await verbs.notePresence({ userid: act.from, at: act.at, change: { kind: "returned" } });
      return verbs.replyHint(act, { kind: "welcome" });
    case "member-left": {
      const change = { kind: "left", source: "unsubscribe" } as const;
      await verbs.notePresence({ userid: act.from, at: act.at, change });
      return acknowledge(event, verbs, event.kind);
    }
    case "entered":
    case "card-menu-clicked":
    case "contact-changed":
    case "app-inactive-warning":
    case "unknown":
      return acknowledge(event, verbs, event.kind);
  }
}

/** The contact-sync assistant speaks of the directory only; its key must not be able to decide anything. */
export async function dispatchContacts(
  event: ChatEvent,
  verbs: ChatVerbs & PeopleVerbs,
): Promise<Answered> {
  if (event.kind !== "contact-changed") return acknowledge(event, verbs, "unknown");
  const userid = canonicalUserId(event.userId) as StaffId | undefined;
  const change = presenceAfter(event);
  if (userid !== undefined && change !== undefined) {
    await verbs.notePresence({ userid, at: event.at, change });
  }
  const { inboxKey, from, newUserId: newUserid, isMoved = false } = event;
  const mayNeedMending = newUserid !== undefined || (isMoved && change === undefined);
  if (userid === undefined || !mayNeedMending) return acknowledge(event, verbs, event.kind);
  return verbs.tellMoved({ inboxKey, from, userid, newUserid });
}

/** What a change of the directory says of a member's being there; most say nothing. @source wecom:90970 */
function presenceAfter(event: ContactChanged): PresenceChange["change"] | undefined {
  const { changeType, status } = event;
  if (changeType === "delete_user") return { kind: "left", source: changeType };
  if (changeType === "create_user") return { kind: "returned" };
  if (status === DISABLED || status === LEFT) return { kind: "left", source: changeType };
  return status === ACTIVE ? { kind: "returned" } : undefined;
}

/** @source wecom:90196 */
const ACTIVE = "1";
const DISABLED = "2";
const LEFT = "5";

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
