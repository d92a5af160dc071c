// The body of the app's answer. A wrong one is silently not shown, as on the real server. @source wecom:90241
import { decrypt } from "../../wecom/crypto.ts";
import { verify } from "../../wecom/signature.ts";
import type { JsonObject } from "../json.ts";
import { byteLength, objectOf } from "../json.ts";
import { findCardProblem } from "../rules/card-rules.ts";
import { cutText } from "../rules/message-rules.ts";
import { updateCards } from "../world/cards.ts";
import { addEntry, appChat } from "../world/chats.ts";
import type { App, World } from "../world/world.ts";
import type { PassiveReply, Push } from "./push-record.ts";
import { cardFromXml } from "./card-from-xml.ts";
import type { CallbackConfig } from "./seal.ts";
import { readElement } from "./xml.ts";

interface Opened {
  readonly problems: string[];
  readonly plaintext?: string;
}

/** Opens, checks and shows the answer's body; undefined when it is empty. */
export function takePassiveReply(
  world: World,
  push: Push,
  answer: { readonly config: CallbackConfig; readonly app: App; readonly body: string },
): PassiveReply | undefined {
  if (answer.body.trim() === "") return undefined;
  const opened = open(world, answer.config, answer.body);
  if (opened.plaintext === undefined) return { problems: opened.problems, shown: false };
  const problems = [...opened.problems, ...checkPlaintext(world, push, opened.plaintext)];
  const msgtype = readElement(opened.plaintext, "MsgType") ?? "";
  const shown = problems.length === 0 && show(world, push, { ...answer, ...opened, msgtype });
  return { problems, plaintext: opened.plaintext, msgtype, shown };
}

function open(world: World, config: CallbackConfig, body: string): Opened {
  const problems: string[] = [];
  const read = (name: string) => {
    const text = readElement(body, name);
    if (text === undefined || text === "") problems.push(`element ${name} missing`);
    return text ?? "";
  };
  const encrypted = read("Encrypt");
  const signature = read("MsgSignature");
  const signed = { timestamp: read("TimeStamp"), nonce: read("Nonce"), encrypt: encrypted };
  if (problems.length > 0) return { problems };
  if (!verify(signature, { token: config.token, ...signed })) problems.push("signature wrong");
  try {
    const { message, receiveId } = decrypt(config.aesKey, encrypted);
    if (receiveId !== world.settings.corpId) problems.push("receiveid is not the corpid");
    return { problems, plaintext: message };
  } catch (error) {
    problems.push(`cannot be decrypted: ${error instanceof Error ? error.message : "?"}`);
    return { problems };
  }
}

function checkPlaintext(world: World, push: Push, plaintext: string): readonly string[] {
  const problems: string[] = [];
  const to = readElement(plaintext, "ToUserName") ?? "";
  if (to.toLowerCase() !== push.userid.toLowerCase()) problems.push("ToUserName is not the member");
  if (readElement(plaintext, "FromUserName") !== world.settings.corpId)
    problems.push("FromUserName is not the corpid");
  if (byteLength(readElement(plaintext, "Content") ?? "") > 2_048)
    problems.push("Content is longer than 2048 bytes");
  const cardProblem = findCardReplyProblem(plaintext);
  if (cardProblem !== undefined) problems.push(cardProblem);
  return problems;
}

interface Showing {
  readonly app: App;
  readonly plaintext?: string;
  readonly msgtype: string;
}

function show(world: World, push: Push, reply: Showing): boolean {
  const plaintext = reply.plaintext ?? "";
  if (reply.msgtype === "text") {
    const content = cutText(readElement(plaintext, "Content") ?? "");
    const entry = { from: "app" as const, msgtype: "text", content: { content } };
    addEntry(world, appChat(world, reply.app, push.userid), entry);
    return true;
  }
  const change = cardChangeOf(reply.msgtype, plaintext);
  return change !== undefined && changeClickedCard(world, push, change);
}

/** What a reply does to the clicker's card: a name for the grey buttons, or a new card. */
function cardChangeOf(msgtype: string, plaintext: string): JsonObject | undefined {
  if (msgtype === "update_button")
    return { button: { replace_name: readElement(plaintext, "ReplaceName") ?? "" } };
  return msgtype === "update_template_card"
    ? { template_card: cardFromXml(plaintext) ?? {} }
    : undefined;
}

/** The page contradicts itself about card replies to clicks, hence the switch. */
function changeClickedCard(world: World, push: Push, change: JsonObject): boolean {
  const message = world.messages.get(world.codes.get(push.responseCode ?? "")?.msgid ?? "");
  if (!world.behaviour.passiveCardReplies || message === undefined) return false;
  updateCards(world, { message, recipients: [push.userid], replacement: change, how: "passive" });
  return true;
}

function findCardReplyProblem(plaintext: string): string | undefined {
  const change = cardChangeOf(readElement(plaintext, "MsgType") ?? "", plaintext);
  const card = objectOf(change, "template_card");
  if (card !== undefined) return findCardProblem(card, "update")?.detail;
  const isNameless = change !== undefined && readElement(plaintext, "ReplaceName") === undefined;
  return isNameless ? "element ReplaceName missing" : undefined;
}
