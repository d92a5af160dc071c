import type { JsonObject } from "../json.ts";
import { textOf } from "../json.ts";
import { cardAdvice } from "../rules/card-advice.ts";
import { needsTaskId } from "../rules/card-rules.ts";
import { cutText } from "../rules/message-rules.ts";
import { addEntry, appChat } from "./chats.ts";
import { issueCode } from "./codes.ts";
import { MEMBER_PER_HOUR, MEMBER_PER_MINUTE, use } from "./limits.ts";
import type { App, Card, Drop, Member, SentMessage, World } from "./world.ts";

/** A message that passed all checks. */
export interface AcceptedMessage {
  readonly app: App;
  readonly msgtype: string;
  readonly content: JsonObject;
  readonly members: readonly Member[];
  readonly isDropped: boolean;
}

/** What became of an accepted message. */
export interface Delivery {
  readonly message: SentMessage;
  /** Only for cards that call back. */
  readonly responseCode: string | undefined;
}

/** Puts the message into every recipient's chat, except where the frequency limit discards it. */
export function deliverMessage(world: World, accepted: AcceptedMessage): Delivery {
  const { app, msgtype, content, members } = accepted;
  const msgid = world.newId("MSG");
  const drops = members.flatMap((member) => dropFor(world, accepted, { member, msgid }) ?? []);
  const droppedFor = drops.map((drop) => drop.userid);
  const taskId = msgtype === "template_card" ? textOf(content, "task_id") : "";
  const message: SentMessage = {
    msgid,
    agentId: app.agentId,
    atMs: world.clock.nowMs(),
    msgtype,
    content,
    recipients: members.map((member) => member.userid),
    droppedFor,
    advice: msgtype === "template_card" ? cardAdvice(content) : [],
    ...(taskId === "" ? {} : { taskId }),
    recalled: false,
  };
  world.drops.push(...drops);
  world.messages.set(msgid, message);
  if (taskId !== "") world.taskIds.set(`${app.agentId} ${taskId}`, msgid);
  for (const member of members) {
    if (!droppedFor.includes(member.userid)) putInChat(world, app, { member, message });
  }
  const callsBack = msgtype === "template_card" && needsTaskId(content);
  return { message, responseCode: callsBack ? issueCode(world, message) : undefined };
}

function dropFor(
  world: World,
  { app, isDropped }: AcceptedMessage,
  { member, msgid }: { readonly member: Member; readonly msgid: string },
): Drop | undefined {
  const why = isDropped ? "fault" : overLimit(world, app, member);
  if (why === undefined) return undefined;
  const { userid } = member;
  return { atMs: world.clock.nowMs(), userid, agentId: app.agentId, msgid, why };
}

function overLimit(world: World, app: App, member: Member): Drop["why"] | undefined {
  const limits = [MEMBER_PER_MINUTE, MEMBER_PER_HOUR];
  const full = use(world, `member ${app.agentId} ${member.userid.toLowerCase()}`, limits);
  if (full === undefined) return undefined;
  return full === MEMBER_PER_MINUTE ? "30-per-minute" : "1000-per-hour";
}

function putInChat(
  world: World,
  app: App,
  { member, message }: { readonly member: Member; readonly message: SentMessage },
): void {
  const { msgtype, content, msgid } = message;
  const card = msgtype === "template_card" ? newCard(world, member, message) : undefined;
  if (card !== undefined) keepCard(world, card);
  const isText = msgtype === "text";
  const shown = isText ? { ...content, content: cutText(textOf(content, "content")) } : content;
  addEntry(world, appChat(world, app, member.userid), {
    from: "app",
    msgtype,
    content: shown,
    msgid,
    ...(card === undefined ? {} : { card, entryId: card.cardId }),
  });
}

function newCard(world: World, member: Member, message: SentMessage): Card {
  return {
    cardId: world.newId("card"),
    msgid: message.msgid,
    agentId: message.agentId,
    userid: member.userid,
    taskId: message.taskId ?? "",
    shown: message.content,
    greyedAs: undefined,
    pressedKey: undefined,
    presses: 0,
    updates: [],
  };
}

function keepCard(world: World, card: Card): void {
  world.cards.set(card.cardId, card);
  world.copies.set(card.msgid, [...(world.copies.get(card.msgid) ?? []), card]);
}
