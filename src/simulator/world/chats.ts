import type { JsonObject } from "../json.ts";
import type { App, Card, Chat, Entry, Member, World } from "./world.ts";

/** The one-to-one chat of a member with an app; made when first needed. */
export function appChat(world: World, app: App, userid: string): Chat {
  const key = userid.toLowerCase();
  const chatId = `app:${app.agentId}:${key}`;
  return ensureChat(world, {
    chatId,
    kind: "app",
    name: app.name,
    agentId: app.agentId,
    members: [key],
    entries: [],
  });
}

/** Adds the chat unless it exists; returns the one that is in the world. */
export function ensureChat(world: World, chat: Chat): Chat {
  const known = world.chats.get(chat.chatId);
  if (known !== undefined) return known;
  world.chats.set(chat.chatId, chat);
  return chat;
}

export interface NewEntry {
  readonly entryId?: string;
  readonly from: Entry["from"];
  readonly userid?: string;
  readonly msgtype: string;
  readonly content: JsonObject;
  readonly msgid?: string;
  readonly card?: Card;
  readonly hiddenFor?: readonly string[];
}

/** Puts one message into a chat and tells the phones of its members. */
export function addEntry(world: World, chat: Chat, entry: NewEntry): Entry {
  const added: Entry = {
    ...entry,
    entryId: entry.entryId ?? world.newId("e"),
    chatId: chat.chatId,
    atMs: world.clock.nowMs(),
    recalled: false,
  };
  chat.entries.push(added);
  world.journal.tell("message", chat.members);
  return added;
}

/** The chats on a member's phone, the one with the newest message first. */
export function chatsOf(world: World, member: Member): readonly Chat[] {
  const key = member.userid.toLowerCase();
  const mine = [...world.chats.values()].filter((chat) => chat.members.includes(key));
  return mine.toSorted((a, b) => (b.entries.at(-1)?.atMs ?? 0) - (a.entries.at(-1)?.atMs ?? 0));
}

/** What the member's phone shows of a chat: everything but copies that were discarded on the way to him. */
export function entriesFor(member: Member, chat: Chat): readonly Entry[] {
  const key = member.userid.toLowerCase();
  return chat.entries.filter((entry) => entry.hiddenFor?.includes(key) !== true);
}

/** How many messages the member has not seen; none while the chat is open on his phone. */
export function unreadIn(member: Member, chat: Chat): number {
  if (member.openChat === chat.chatId) return 0;
  return entriesFor(member, chat).length - (member.seen.get(chat.chatId) ?? 0);
}

/** Shows a chat on the member's phone (undefined: the list); what it holds counts as seen. */
export function showChat(world: World, member: Member, chat: Chat | undefined): void {
  markSeen(world, member, member.openChat);
  member.openChat = chat?.chatId;
  markSeen(world, member, member.openChat);
  world.journal.tell("phone", [member.userid]);
}

function markSeen(world: World, member: Member, chatId: string | undefined): void {
  const chat = chatId === undefined ? undefined : world.chats.get(chatId);
  if (chat !== undefined) member.seen.set(chat.chatId, entriesFor(member, chat).length);
}
