// Envelopes as WeCom makes them, and as nobody should. A second implementation on purpose: it shares no code with src.
import { createCipheriv, createHash } from "node:crypto";
import { AES_KEY, AGENT_ID, CORP_ID, TOKEN, type World } from "../world.ts";

/** What may be wrong with an envelope; everything that is not named is as WeCom does it. */
export interface Flaws {
  token?: string;
  aesKey?: string;
  receiveId?: string;
  /** Length that the plaintext states of itself. */
  lengthBytes?: number;
  padding?: Buffer;
  /** In place of the ciphertext; signed all the same. */
  encrypt?: string;
  toUserName?: string;
  agentId?: string;
  /** Seconds by which the signed time differs from now. */
  offsetSec?: number;
  timestamp?: string;
  nonce?: string;
}

/** One call as it travels: the query with its question mark, and the body. */
export interface Call {
  query: string;
  body: string;
}

let nonces = 0;

/** A call that carries this inner XML, signed now. */
export function sealed(world: World, inner: string | Buffer, flaws: Flaws = {}): Call {
  const encrypt = flaws.encrypt ?? encrypted(inner, flaws);
  const { toUserName = CORP_ID, agentId = String(AGENT_ID) } = flaws;
  const body =
    `<xml><ToUserName><![CDATA[${toUserName}]]></ToUserName>` +
    `<Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID><![CDATA[${agentId}]]></AgentID></xml>`;
  return { query: queryFor(world, encrypt, flaws), body };
}

/** A call with any body; `encrypt` is what the signature speaks of. */
export function sealedBody(world: World, body: string, encrypt: string): Call {
  return { query: queryFor(world, encrypt, {}), body };
}

/** The query of a URL verification. */
export function sealedEcho(world: World, text: string, flaws: Flaws = {}): string {
  const encrypt = flaws.encrypt ?? encrypted(text, flaws);
  return `${queryFor(world, encrypt, flaws)}&echostr=${encodeURIComponent(encrypt)}`;
}

export function encrypted(inner: string | Buffer, flaws: Flaws = {}): string {
  const { aesKey = AES_KEY, receiveId = CORP_ID, lengthBytes, padding } = flaws;
  const message = Buffer.from(inner);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(lengthBytes ?? message.length);
  const plain = [Buffer.from("0123456789abcdef"), length, message, Buffer.from(receiveId)];
  const count = 32 - (Buffer.concat(plain).length % 32);
  const key = Buffer.from(`${aesKey}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([...plain, padding ?? Buffer.alloc(count, count)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
}

export function nowSec(world: World): number {
  return Math.floor(world.clock.now().getTime() / 1_000);
}

export function sha1OfSorted(parts: readonly string[]): string {
  return createHash("sha1").update(parts.toSorted().join("")).digest("hex");
}

function queryFor(world: World, encrypt: string, flaws: Flaws): string {
  nonces += 1;
  const { token = TOKEN, offsetSec = 0, nonce = `nonce${nonces}` } = flaws;
  const timestamp = flaws.timestamp ?? String(nowSec(world) + offsetSec);
  const signature = sha1OfSorted([token, timestamp, nonce, encrypt]);
  const encode = encodeURIComponent;
  return `?msg_signature=${signature}&timestamp=${encode(timestamp)}&nonce=${encode(nonce)}`;
}

/** Fields of an inner message; a field that is undefined is left out, one that is given replaces the usual one. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** Inner XML of an event or message from 李婷, now. */
export function innerXml(world: World, fields: Fields): string {
  const all: Fields = {
    ToUserName: CORP_ID,
    FromUserName: "liting",
    CreateTime: String(nowSec(world)),
    AgentID: String(AGENT_ID),
    ...fields,
  };
  const tags = Object.entries(all).map(([name, text]) =>
    text === undefined ? "" : `<${name}><![CDATA[${text}]]></${name}>`,
  );
  return `<xml>${tags.join("")}</xml>`;
}

let messages = 0;

/** Inner XML of a text that somebody wrote. */
export function textXml(world: World, fields: Fields = {}): string {
  messages += 1;
  const MsgId = String(7_000_000_000_000_000_000n + BigInt(messages));
  return innerXml(world, { MsgType: "text", Content: "我的待办", MsgId, ...fields });
}
