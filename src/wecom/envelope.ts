import { CallbackRejected } from "./callback-rejected.ts";
import { decrypt } from "./crypto.ts";
import { verify } from "./signature.ts";
import { parseXml, textOf } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

/** What one callback endpoint trusts. */
export interface EnvelopeConfig {
  /** Signing tokens, newest first; more than one only while they are rotated. */
  tokens: readonly string[];
  /** EncodingAESKeys, newest first. */
  aesKeys: readonly string[];
  /** The corpid for a self-built app and for the contact-sync assistant. */
  receiveId: string;
  /** The app as a decimal string; absent for the contact-sync assistant, which belongs to no app. */
  agentId?: string;
  /** How far the signed time may lie from now, either way. */
  freshnessMs: number;
}

/** Query as a server parsed it, decoded once; a repeated parameter is an array and refused. */
export type CallbackQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SealedPost {
  query: CallbackQuery;
  body: Uint8Array | string;
  now: Date;
  config: EnvelopeConfig;
}

export interface SealedEcho {
  query: CallbackQuery;
  now: Date;
  config: EnvelopeConfig;
}

export const DEFAULT_FRESHNESS_MS = 300_000;

// Ten digits last until the year 2286; fixed length also keeps parts from moving between timestamp and nonce.
const TIMESTAMP_SHAPE = /^[1-9][0-9]{9}$/;
const NONCE_SHAPE = /^[A-Za-z0-9_-]{1,64}$/;

/** Events that name another app or none; they come from `sys` and never reach a decision. @source wecom:90240 */
const EVENTS_OF_OTHER_APPS = new Set([
  "change_contact",
  "sys_approval_change",
  "open_approval_change",
  "batch_job_result",
]);

/**
 * Opens one pushed message: well-formed, authentic, fresh, for this corp and this app. Returns the inner XML.
 * @throws CallbackRejected naming the failed check; nothing about it may reach the caller.
 * @source wecom:90930, wecom:90968
 */
export function openEnvelope({ query, body, now, config }: SealedPost): XmlElement {
  const signed = readQuery(query);
  const outer = readOuter(body);
  verifySigned(signed, outer.encrypt, config);
  checkFresh(signed.timestamp, now, config.freshnessMs);
  const inner = parseRoot(decryptForUs(outer.encrypt, config));
  checkReceiver(outer.toUserName, inner, config);
  checkAgent(outer.agentId, inner, config);
  return inner;
}

/**
 * Opens the echo of a URL verification; returns the text to answer with, byte for byte.
 * @throws CallbackRejected naming the failed check.
 * @source wecom:90930
 */
export function openEcho({ query, now, config }: SealedEcho): string {
  const signed = readQuery(query);
  // Base64 has no spaces: a proxy that decoded twice turned every plus sign into one.
  const echo = readParameter(query, "echostr").replaceAll(" ", "+");
  verifySigned(signed, echo, config);
  checkFresh(signed.timestamp, now, config.freshnessMs);
  return decryptForUs(echo, config);
}

interface SignedQuery {
  signature: string;
  timestamp: string;
  nonce: string;
}

function readQuery(query: CallbackQuery): SignedQuery {
  const signature = readParameter(query, "msg_signature");
  const timestamp = readParameter(query, "timestamp");
  const nonce = readParameter(query, "nonce");
  if (!TIMESTAMP_SHAPE.test(timestamp)) throw new CallbackRejected("query", "timestamp shape");
  if (!NONCE_SHAPE.test(nonce)) throw new CallbackRejected("query", "nonce shape");
  return { signature, timestamp, nonce };
}

function readParameter(query: CallbackQuery, name: string): string {
  const value = query[name];
  if (typeof value !== "string" || value === "") {
    throw new CallbackRejected("query", `${name} must be given exactly once`);
  }
  return value;
}

interface OuterEnvelope {
  encrypt: string;
  toUserName: string | undefined;
  /** Empty when the callback belongs to no app. */
  agentId: string;
}

function readOuter(body: Uint8Array | string): OuterEnvelope {
  const outer = parseRoot(typeof body === "string" ? body : decodeBody(body));
  const encrypted = textOf(outer, "Encrypt");
  if (encrypted === undefined || encrypted === "") {
    throw new CallbackRejected("body", "Encrypt is missing");
  }
  return {
    encrypt: encrypted,
    toUserName: textOf(outer, "ToUserName"),
    agentId: readAgentId(outer),
  };
}

function decodeBody(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw new CallbackRejected("body", "not valid UTF-8", { cause });
  }
}

function parseRoot(text: string): XmlElement {
  const root = parseXml(text);
  if (root.name !== "xml") throw new CallbackRejected("xml", "root element is not xml");
  return root;
}

function verifySigned(signed: SignedQuery, encrypted: string, config: EnvelopeConfig): void {
  const { signature, timestamp, nonce } = signed;
  const isSigned = config.tokens.some((token) =>
    verify(signature, { token, timestamp, nonce, encrypt: encrypted }),
  );
  if (!isSigned) throw new CallbackRejected("signature", "signature does not match");
}

function checkFresh(timestamp: string, now: Date, freshnessMs: number): void {
  const distanceMs = Math.abs(now.getTime() - Number(timestamp) * 1_000);
  if (distanceMs > freshnessMs)
    throw new CallbackRejected("freshness", "signed time is too far from now");
}

/** Older keys are asked first, so that the failure reported is that of the newest. */
function decryptForUs(encrypted: string, { aesKeys, receiveId }: EnvelopeConfig): string {
  const [newest = "", ...older] = aesKeys;
  for (const aesKey of older) {
    const text = textUnder(aesKey, encrypted, receiveId);
    if (text !== undefined) return text;
  }
  return decryptWith(newest, encrypted, receiveId);
}

/** Undefined when the key does not fit. */
function textUnder(aesKey: string, encrypted: string, receiveId: string): string | undefined {
  try {
    return decryptWith(aesKey, encrypted, receiveId);
  } catch {
    return undefined;
  }
}

function decryptWith(aesKey: string, encrypted: string, receiveId: string): string {
  const opened = decrypt(aesKey, encrypted);
  if (opened.receiveId !== receiveId)
    throw new CallbackRejected("receiver", "meant for another receiver");
  return opened.message;
}

function checkReceiver(
  outerTo: string | undefined,
  inner: XmlElement,
  config: EnvelopeConfig,
): void {
  const innerTo = textOf(inner, "ToUserName");
  if (outerTo !== undefined && outerTo !== innerTo) {
    throw new CallbackRejected("receiver", "outer and inner ToUserName differ");
  }
  if (config.receiveId !== "" && innerTo !== config.receiveId) {
    throw new CallbackRejected("receiver", "ToUserName is another corp");
  }
}

/** An id outside is not signed, and absent or empty where a callback belongs to no app: it can only be a reason to refuse. */
function checkAgent(outerId: string, inner: XmlElement, config: EnvelopeConfig): void {
  const innerId = readAgentId(inner);
  if (outerId !== "" && innerId !== "" && outerId !== innerId) {
    throw new CallbackRejected("agent", "outer and inner AgentID differ");
  }
  const agentId = innerId === "" ? outerId : innerId;
  if (config.agentId === undefined || agentId === "" || agentId === config.agentId) return;
  if (!isEventOfOtherApp(inner)) throw new CallbackRejected("agent", "meant for another app");
}

function isEventOfOtherApp(inner: XmlElement): boolean {
  const event = textOf(inner, "Event")?.toLowerCase() ?? "";
  return textOf(inner, "FromUserName") === "sys" && EVENTS_OF_OTHER_APPS.has(event);
}

function readAgentId(element: XmlElement): string {
  return textOf(element, "AgentID", "AgentId") ?? "";
}
