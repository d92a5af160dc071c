import { encrypt } from "../../../src/wecom/crypto.ts";
import type { EnvelopeConfig } from "../../../src/wecom/envelope.ts";
import { sign } from "../../../src/wecom/signature.ts";
import { CALLBACK, NOW } from "./parts.ts";

export interface Sealed {
  /** With the question mark. */
  query: string;
  body: string;
}

interface SealOptions {
  config?: EnvelopeConfig;
  at?: Date;
}

/** An envelope as WeCom would send it. */
export function seal(message: string, { config = CALLBACK, at = NOW }: SealOptions = {}): Sealed {
  const { encrypted, query } = signed(message, config, at);
  const body =
    `<xml><ToUserName><![CDATA[${config.receiveId}]]></ToUserName>` +
    `<AgentID><![CDATA[${config.agentId ?? ""}]]></AgentID>` +
    `<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
  return { query: `?${query}`, body };
}

/** The query of a URL verification. */
export function sealEcho(text: string, { config = CALLBACK, at = NOW }: SealOptions = {}): string {
  const { encrypted, query } = signed(text, config, at);
  return `?${query}&echostr=${encodeURIComponent(encrypted)}`;
}

function signed(message: string, config: EnvelopeConfig, at: Date) {
  const [token = ""] = config.tokens;
  const [aesKey = ""] = config.aesKeys;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const nonce = "nonce42";
  const { receiveId } = config;
  const encrypted = encrypt(aesKey, { message, receiveId }, Buffer.alloc(16, "r"));
  const signature = sign({ token, timestamp, nonce, encrypt: encrypted });
  return { encrypted, query: `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}` };
}

/** The inner XML of an event or message with these fields. */
export function innerXml(fields: Readonly<Record<string, string>>): string {
  const all = {
    ToUserName: CALLBACK.receiveId,
    FromUserName: "LiuYang",
    CreateTime: String(Math.floor(NOW.getTime() / 1_000)),
    AgentID: CALLBACK.agentId ?? "",
    ...fields,
  };
  const tags = Object.entries(all).map(([name, text]) => `<${name}><![CDATA[${text}]]></${name}>`);
  return `<xml>${tags.join("")}</xml>`;
}

export const PRESS = innerXml({
  MsgType: "event",
  Event: "template_card_event",
  TaskId: "T1-1@1",
  EventKey: "approve",
  ResponseCode: "code-1",
});

export const TEXT = innerXml({
  MsgType: "text",
  Content: "我的待办",
  MsgId: "6054768590064713728",
});
