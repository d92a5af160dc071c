import { HOUR_MS, MINUTE_MS, type Clock } from "../lib/clock.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";

/** What can be closed on its own: the whole app (credentials, configuration), or one API (its frequency). */
export type Door =
  | "app"
  | "message/send"
  | "update_template_card"
  | "appchat/send"
  | "webhook/send";

/** The API that a message is sent by. */
export const API_OF: Readonly<Record<OutboundMessage["kind"], Exclude<Door, "app">>> = {
  "send-card": "message/send",
  "send-text": "message/send",
  "send-markdown": "message/send",
  "update-card": "update_template_card",
  "group-chat": "appchat/send",
  "group-webhook": "webhook/send",
};

const CREDENTIALS_PAUSE_MS = MINUTE_MS;
/** 45009 does not say which window is full: a minute is waited for first, then longer. @source wecom:90312 */
const FIRST_WINDOW_MS = MINUTE_MS;
const LONGEST_WINDOW_MS = HOUR_MS;

interface Closed {
  untilMs: number;
  /** Times in a row that it was found closed again when it opened. */
  times: number;
}

/** Remembers, in this process, which parts of the chat server want to be left alone, and until when. */
export interface Gate {
  /** When a message may be tried again; undefined: now. */
  closedUntil(message: OutboundMessage): Date | undefined;
  /** Closes what the code speaks of. True when it was open and fine before, so that it is news. */
  close(message: OutboundMessage, reason: "frequency" | "credentials"): boolean;
  /** A call worked: what it went through is open. */
  worked(message: OutboundMessage): void;
}

export function createGate(clock: Clock): Gate {
  const closed = new Map<Door, Closed>();
  return {
    closedUntil: (message) => {
      const nowMs = clock.now().getTime();
      const untilMs = Math.max(...doorsOf(message).map((door) => closed.get(door)?.untilMs ?? 0));
      return untilMs > nowMs ? new Date(untilMs) : undefined;
    },
    close: (message, reason) => {
      const nowMs = clock.now().getTime();
      const door = reason === "frequency" ? API_OF[message.kind] : credentialsDoor(message);
      const before = closed.get(door);
      // Calls that were under way together are refused together: that is one closing.
      if (before !== undefined && before.untilMs > nowMs) return false;
      const times = (before?.times ?? 0) + 1;
      closed.set(door, { untilMs: nowMs + pauseMs(reason, times), times });
      return times === 1;
    },
    worked: (message) => doorsOf(message).forEach((door) => closed.delete(door)),
  };
}

/** The group robot has an address and a key of its own. */
function credentialsDoor(message: OutboundMessage): Door {
  return message.kind === "group-webhook" ? "webhook/send" : "app";
}

function doorsOf(message: OutboundMessage): Door[] {
  const door = API_OF[message.kind];
  return door === "webhook/send" ? [door] : [door, "app"];
}

function pauseMs(reason: "frequency" | "credentials", times: number): number {
  if (reason === "credentials") return CREDENTIALS_PAUSE_MS;
  return Math.min(FIRST_WINDOW_MS * 2 ** Math.min(times - 1, 10), LONGEST_WINDOW_MS);
}
