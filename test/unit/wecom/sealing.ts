import { createCipheriv } from "node:crypto";
import { getSignature } from "@wecom/crypto";
import { CallbackRejected } from "../../../src/wecom/callback-rejected.ts";
import type { EnvelopeConfig } from "../../../src/wecom/envelope.ts";
import { vectorOf } from "./vectors.ts";

const official = vectorOf("official-post-text");

export const TOKEN = official.token;
export const AES_KEY = official.encodingAESKey;
export const OTHER_AES_KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
export const CORP_ID = official.receiveid;
export const AGENT_ID = "1000002";
export const NOW = new Date("2026-01-01T00:00:00Z");
export const NOW_SEC = String(NOW.getTime() / 1_000);

export const config: EnvelopeConfig = {
  tokens: [TOKEN],
  aesKeys: [AES_KEY],
  receiveId: CORP_ID,
  agentId: AGENT_ID,
  freshnessMs: 300_000,
};

/** Plaintext, byte by byte, so that any part of it can be wrong. */
export interface RawMessage {
  message: Buffer | string;
  receiveId?: Buffer | string;
  lengthBytes?: number;
  padding?: Buffer;
}

/** Encrypts without any of the checks of the code under test. */
export function sealRaw({
  message,
  receiveId = CORP_ID,
  lengthBytes,
  padding,
}: RawMessage): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(lengthBytes ?? text.length);
  const plain = Buffer.concat([
    Buffer.from("0123456789abcdef"),
    length,
    text,
    Buffer.from(receiveId),
  ]);
  const count = 32 - (plain.length % 32);
  const key = Buffer.from(`${AES_KEY}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, padding ?? Buffer.alloc(count, count)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
}

/** A query signed by the vendor's own library. */
export function signedQuery(
  encrypted: string,
  change: Record<string, string> = {},
): Record<string, string> {
  const { token = TOKEN, timestamp = NOW_SEC, nonce = "n0nce42" } = change;
  const msg_signature = getSignature(token, timestamp, nonce, encrypted);
  return { msg_signature, timestamp, nonce };
}

export function outerXml(encrypted: string, agentId = AGENT_ID): string {
  return `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName><AgentID><![CDATA[${agentId}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
}

/** The inner XML of a text message; each field can be replaced. */
export function innerXml(change: Record<string, string> = {}): string {
  const fields = {
    ToUserName: CORP_ID,
    FromUserName: "staff02",
    CreateTime: NOW_SEC,
    MsgType: "text",
    Content: "查 CASE-2026-0001",
    MsgId: "7123456789012345678",
    AgentID: AGENT_ID,
    ...change,
  };
  return `<xml>${Object.entries(fields)
    .map(([name, text]) => `<${name}><![CDATA[${text}]]></${name}>`)
    .join("")}</xml>`;
}

/** The check that refused; fails the test when nothing was refused. */
export function checkThatRefused(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CallbackRejected) return error.check;
    throw error;
  }
  return "accepted";
}
