import type { CardNote } from "../store/settle.ts";
import type { CallOutcome, Reaction, WecomApiError } from "../wecom/errcodes.ts";
import type { OutboundMessage, SendText, UpdateCard } from "../wecom/outbound.ts";

/** What came of one try to deliver a row. */
export type Delivery =
  | { kind: "sent"; note?: string; card?: CardNote }
  /** Nothing is left to be said. */
  | { kind: "superseded"; note: string; card?: CardNote }
  /** It cannot be done any more; this is sent in its place. */
  | { kind: "instead"; message: SendText | UpdateCard; note: string; card?: CardNote }
  | { kind: "dead"; why: "undeliverable" | "refused"; note: string }
  | { kind: "retry"; isBusy: boolean; outcome: CallOutcome; note: string }
  /** The server wants to be left alone; the try does not count. */
  | { kind: "closed"; reason: "frequency" | "credentials"; note: string };

/** An outcome that ends the try. */
export type Ended = Exclude<Delivery, { kind: "closed" }>;

const BUSY = -1;

/** What an error means for the row, where its message has no answer of its own. */
export function deliveryOf(error: WecomApiError): Delivery {
  return REACTIONS[error.reaction](error);
}

const refused = (error: WecomApiError): Delivery => ({
  kind: "dead",
  why: "refused",
  note: error.message,
});

const again = (error: WecomApiError): Delivery => ({
  kind: "retry",
  isBusy: error.errcode === BUSY,
  outcome: error.outcome,
  note: error.message,
});

const REACTIONS: Readonly<Record<Reaction, (error: WecomApiError) => Delivery>> = {
  retry: again,
  // The client has already tried once more with a new token.
  "refresh-token": again,
  "rate-wait": ({ message }) => ({ kind: "closed", reason: "frequency", note: message }),
  "stop-app": ({ message }) => ({ kind: "closed", reason: "credentials", note: message }),
  undeliverable: ({ message }) => ({ kind: "dead", why: "undeliverable", note: message }),
  "bad-content": refused,
  stale: refused,
  "give-up": refused,
};

const KINDS: Readonly<Record<OutboundMessage["kind"], true>> = {
  "send-card": true,
  "update-card": true,
  "send-text": true,
  "send-markdown": true,
  "group-webhook": true,
  "group-chat": true,
};

/** The message of a row; undefined when another version of the program wrote a kind that this one does not know. */
export function readMessage(stored: object): OutboundMessage | undefined {
  const { kind } = stored as { kind?: unknown };
  const isKnown = typeof kind === "string" && Object.hasOwn(KINDS, kind);
  return isKnown ? (stored as OutboundMessage) : undefined;
}
