// The body of the app's answer. A wrong one is silently not shown, as on the real server. @source wecom:90241
import { decrypt } from "../../wecom/crypto.ts";
import { verify } from "../../wecom/signature.ts";
import { byteLength } from "../json.ts";
import { cutText } from "../rules/message-rules.ts";
import { addEntry, appChat } from "../world/chats.ts";
import type { App, World } from "../world/world.ts";
import type { PassiveReply, Push } from "./push-record.ts";
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
  return reply.msgtype === "update_button" && greyClickedCard(world, push, plaintext);
}

/** The page contradicts itself about card replies to clicks, hence the switch. */
function greyClickedCard(world: World, push: Push, plaintext: string): boolean {
  const code = world.codes.get(push.responseCode ?? "");
  const copies = world.copies.get(code?.msgid ?? "") ?? [];
  const card = copies.find((each) => each.userid.toLowerCase() === push.userid.toLowerCase());
  const replaceName = readElement(plaintext, "ReplaceName");
  if (!world.behaviour.passiveCardReplies || card === undefined || replaceName === undefined)
    return false;
  card.greyedAs = replaceName;
  card.updates.push({ atMs: world.clock.nowMs(), how: "passive" });
  world.journal.tell("card-updated", [card.userid]);
  return true;
}
