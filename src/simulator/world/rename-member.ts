import type { Chat, Member, World } from "./world.ts";

/** Gives a member another userid; his chats, cards and memberships go with him. */
export function renameMember(world: World, member: Member, newUserid: string): void {
  const oldUserid = member.userid;
  const [oldKey, newKey] = [oldUserid.toLowerCase(), newUserid.toLowerCase()];
  const renamed = (userid: string) => (userid.toLowerCase() === oldKey ? newUserid : userid);
  world.members.delete(oldKey);
  member.userid = newUserid;
  world.members.set(newKey, member);
  for (const chat of world.chats.values()) renameInChat(world, chat, { oldKey, newKey, member });
  for (const card of world.cards.values()) card.userid = renamed(card.userid);
  for (const message of world.messages.values())
    message.recipients = message.recipients.map(renamed);
  for (const app of world.apps.values())
    if (app.visibleTo !== undefined) app.visibleTo = app.visibleTo.map(renamed);
  for (const tag of world.tags.values()) {
    const members = tag.members.map((key) => (key === oldKey ? newKey : key));
    world.tags.set(tag.tagId, { ...tag, members });
  }
  world.journal.tell("people", [newUserid]);
}

interface Renaming {
  readonly oldKey: string;
  readonly newKey: string;
  readonly member: Member;
}

function renameInChat(world: World, chat: Chat, { oldKey, newKey, member }: Renaming): void {
  if (!chat.members.includes(oldKey)) return;
  chat.members = chat.members.map((key) => (key === oldKey ? newKey : key));
  if (chat.owner === oldKey) chat.owner = newKey;
  if (chat.kind !== "app") return;
  // The chat with an app is found by its member, so it moves to a new place.
  const chatId = `app:${chat.agentId}:${newKey}`;
  world.chats.delete(chat.chatId);
  world.chats.set(chatId, { ...chat, chatId });
  member.seen.set(chatId, member.seen.get(chat.chatId) ?? 0);
  if (member.openChat === chat.chatId) member.openChat = chatId;
}
