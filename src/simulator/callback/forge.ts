import { sign } from "../../wecom/signature.ts";
import type { App, World } from "../world/world.ts";
import type { HttpOutcome } from "./post.ts";
import { sendHttp } from "./post.ts";
import type { Sealed } from "./seal.ts";
import { callbackConfig, envelopeXml, seal, sealedUrl } from "./seal.ts";

/** A request to the callback that the real server would never make. */
export interface Forgery {
  /** The plaintext to encrypt. */
  readonly plaintext: string;
  readonly tamper?: "signature" | "ciphertext" | "ciphertext-signed" | "encrypt-junk";
  readonly receiveId?: string;
  readonly timestampOffsetSec?: number;
  /** AgentID of the outer envelope; null leaves it out. */
  readonly agentId?: number | null;
  /** Sends this body instead of an envelope. */
  readonly rawBody?: string;
  /** Query fields to leave out: `msg_signature`, `timestamp`, `nonce`. */
  readonly omit?: readonly string[];
}

/** Posts a forgery once, without retries, and tells what came back. */
export async function forge(
  world: World,
  app: App,
  attempt: { readonly forgery: Forgery; readonly signal: AbortSignal },
): Promise<HttpOutcome> {
  const config = callbackConfig(app);
  if (config === undefined) return { error: "app has no callback URL", latencyMs: 0 };
  const { forgery, signal } = attempt;
  const genuine = seal(world, config, forgery);
  const sealed = tampered(genuine, config.token, forgery.tamper);
  const agentId = forgery.agentId === undefined ? app.agentId : (forgery.agentId ?? undefined);
  return sendHttp({
    method: "POST",
    url: without(sealedUrl(config, sealed), forgery.omit ?? []),
    body: forgery.rawBody ?? envelopeXml(world, agentId, sealed.encrypt),
    deadlineMs: world.behaviour.deadlineMs,
    signal,
  });
}

function tampered(sealed: Sealed, token: string, how: Forgery["tamper"]): Sealed {
  if (how === undefined) return sealed;
  if (how === "signature") return { ...sealed, signature: flipHex(sealed.signature) };
  const encrypted = how === "encrypt-junk" ? "not base64 at all" : flipBit(sealed.encrypt);
  const changed = { ...sealed, encrypt: encrypted };
  if (how !== "ciphertext-signed") return changed;
  return { ...changed, signature: sign({ token, ...changed }) };
}

function flipBit(encrypted: string): string {
  const bytes = Buffer.from(encrypted, "base64");
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return bytes.toString("base64");
}

function flipHex(signature: string): string {
  return (signature.startsWith("0") ? "1" : "0") + signature.slice(1);
}

function without(url: string, fields: readonly string[]): string {
  const parsed = new URL(url);
  for (const field of fields) parsed.searchParams.delete(field);
  return parsed.href;
}
