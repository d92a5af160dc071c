// Presses on cards as WeCom would post them: complete HTTP requests, ready to be written to a socket.
import { randomBytes } from "node:crypto";
import { encrypt } from "../../src/wecom/crypto.ts";
import { sign } from "../../src/wecom/signature.ts";
import { AES_KEY, AGENT_ID, CORP_ID, TOKEN } from "../../test/support/world.ts";
import type { Waiting } from "./waiting.ts";

/** The opinion that is chosen with a button. */
const OPINIONS = { approve: "agree", return: "source-unfit" };

/** The inner XML of a press. */
export function pressXml(
  { cardId, holder, round }: Pick<Waiting, "cardId" | "holder" | "round">,
  verb: keyof typeof OPINIONS = "approve",
): string {
  return eventXml(holder, [
    ["Event", "template_card_event"],
    ["EventKey", `v1:${verb}:r${round}:v${round}`],
    ["TaskId", cardId],
    ["CardType", "button_interaction"],
    ["ResponseCode", randomBytes(24).toString("base64url")],
  ]).replace("</xml>", `${choice(OPINIONS[verb])}</xml>`);
}

function choice(opinion: string): string {
  return `<SelectedItems><SelectedItem><QuestionKey><![CDATA[opinion]]></QuestionKey><OptionIds><OptionId><![CDATA[${opinion}]]></OptionId></OptionIds></SelectedItem></SelectedItems>`;
}

/** The inner XML of somebody opening the app's chat: an event that asks for nothing. */
export function enterXml(userid: string): string {
  return eventXml(userid, [
    ["Event", "enter_agent"],
    ["EventKey", randomBytes(8).toString("hex")],
  ]);
}

function eventXml(from: string, more: readonly (readonly [string, string])[]): string {
  const fields = [
    ["ToUserName", CORP_ID],
    ["FromUserName", from],
    ["CreateTime", String(nowSec())],
    ["MsgType", "event"],
    ...more,
    ["AgentID", String(AGENT_ID)],
  ];
  const tags = fields.map(([name, text]) => `<${name}><![CDATA[${text}]]></${name}>`);
  return `<xml>${tags.join("")}</xml>`;
}

const nowSec = (): number => Math.floor(Date.now() / 1_000);

/** A sealed envelope as the service receives it. */
export interface Sealed {
  query: string;
  body: string;
}

export function sealXml(xml: string): Sealed {
  const encrypted = encrypt(AES_KEY, { message: xml, receiveId: CORP_ID }, randomBytes(16));
  const timestamp = String(nowSec());
  const nonce = randomBytes(8).toString("hex");
  const signature = sign({ token: TOKEN, timestamp, nonce, encrypt: encrypted });
  return {
    query: `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    body: `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${AGENT_ID}]]></AgentID></xml>`,
  };
}

/** The bytes of the POST that carries an inner XML. */
export function requestOf(xml: string): Buffer {
  const { query, body } = sealXml(xml);
  const head = [
    `POST /wecom/callback?${query} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Content-Type: text/xml",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}

export function pressRequest(waiting: Waiting): Buffer {
  return requestOf(pressXml(waiting));
}
