import { encrypt } from "../../wecom/crypto.ts";
import { sign } from "../../wecom/signature.ts";
import type { App, World } from "../world/world.ts";
import { shuffled, writeElement } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

/** An app's callback configuration; all three are set together in the admin console. */
export interface CallbackConfig {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
}

/** The app's callback configuration, or undefined when it has none. */
export function callbackConfig(app: App): CallbackConfig | undefined {
  const { callbackUrl: url, token, aesKey } = app;
  const isComplete = url !== undefined && token !== undefined && aesKey !== undefined;
  return isComplete && url !== "" ? { url, token, aesKey } : undefined;
}

/** An encrypted text with the values that sign it. */
export interface Sealed {
  readonly encrypt: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/** A text to encrypt; the rest is what a forger may change. */
export interface Sealing {
  readonly plaintext: string;
  readonly receiveId?: string;
  readonly timestampOffsetSec?: number;
}

/** Encrypts and signs a text for the app, now. */
export function seal(world: World, config: CallbackConfig, sealing: Sealing): Sealed {
  const receiveId = sealing.receiveId ?? world.settings.corpId;
  const content = { message: sealing.plaintext, receiveId };
  const encrypted = encrypt(config.aesKey, content, world.randomBytes(16));
  const timestamp = String(world.clock.nowSec() + (sealing.timestampOffsetSec ?? 0));
  const nonce = world.randomBytes(8).toString("hex");
  const signature = sign({ token: config.token, timestamp, nonce, encrypt: encrypted });
  return { encrypt: encrypted, timestamp, nonce, signature };
}

/** The callback address with the signing values; `echostr` only in verifications. */
export function sealedUrl(config: CallbackConfig, sealed: Sealed, echostr?: string): string {
  const query = new URLSearchParams({
    msg_signature: sealed.signature,
    timestamp: sealed.timestamp,
    nonce: sealed.nonce,
    ...(echostr === undefined ? {} : { echostr }),
  });
  return `${config.url}${config.url.includes("?") ? "&" : "?"}${query.toString()}`;
}

/** The outer XML of a POST. */
export function envelopeXml(world: World, agentId: number | undefined, encrypted: string): string {
  const elements: XmlElement[] = [["ToUserName", world.settings.corpId]];
  if (agentId !== undefined) elements.push(["AgentID", String(agentId)]);
  elements.push(["Encrypt", encrypted]);
  const isShuffled = world.behaviour.shuffleElements;
  return writeElement(["xml", isShuffled ? shuffled(elements, world.randomBytes) : elements]);
}
