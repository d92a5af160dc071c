// Signatures of pages that use the JS-SDK. @source wecom:90506
import { createHash } from "node:crypto";

/** The enterprise's ticket (`get_jsapi_ticket`) or the app's (`ticket/get`); pages need one signature of each. */
export type TicketKind = "corp" | "agent";

/** What a page signs. */
export interface JsSigned {
  readonly ticket: string;
  readonly noncestr: string;
  readonly timestamp: string;
  /** The page's address, raw and without its fragment. */
  readonly url: string;
}

/** The ticket of an app; the two kinds differ and are stable while the world lives. */
export function jsTicket(kind: TicketKind, app: { readonly agentId: number }): string {
  return kind === "corp" ? "sim-ticket-corp" : `sim-ticket-agent-${app.agentId}`;
}

/** Lower-case hex sha1 of the four values in their fixed order. */
export function jsSignature({ ticket, noncestr, timestamp, url }: JsSigned): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${noncestr}&timestamp=${timestamp}&url=${url}`;
  return createHash("sha1").update(text, "utf8").digest("hex");
}

/** A page's signature to be checked. */
export interface JsCheck extends Omit<JsSigned, "ticket"> {
  readonly kind: TicketKind;
  readonly signature: string;
  readonly app: { readonly agentId: number };
}

/** Why a signature is wrong (all 40093 on the real server), in words; undefined when it is right. */
export function findSignatureProblem(check: JsCheck): string | undefined {
  const { kind, app, signature, noncestr, timestamp, url } = check;
  const signed = (ticketKind: TicketKind, address: string) =>
    jsSignature({ ticket: jsTicket(ticketKind, app), noncestr, timestamp, url: address });
  const bare = url.split("#")[0] ?? "";
  if (signature === signed(kind, bare)) return undefined;
  if (signature === signed(kind, url)) return "signed with the fragment (#…) of the address";
  const other = kind === "corp" ? "agent" : "corp";
  if (signature === signed(other, bare)) return `signed with the ${other} ticket`;
  if (signature === signed(kind, encodeURIComponent(bare))) return "signed with an encoded address";
  return "does not fit ticket, noncestr, timestamp and url";
}
