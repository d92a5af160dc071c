import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../lib/clock.ts";
import type { Lane } from "../store/outbox.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";
import type { Budget, Limit } from "./budget.ts";

/** One app to one member; what is above is discarded without a word. @source wecom:90236 */
export const MEMBER_PER_MINUTE = 30;
/** @source wecom:90236 */
export const MEMBER_PER_HOUR = 1_000;
/** The rest of the minute is kept for what a presser waits for. */
export const MEMBER_PER_MINUTE_NORMAL = 24;
/** One API of one enterprise; message/send is exempt. @source wecom:90312 */
export const API_PER_MINUTE = 10_000;
/** @source wecom:90312 */
export const API_PER_HOUR = 150_000;
/** One group robot. @source wecom:99110 */
export const WEBHOOK_PER_MINUTE = 20;
/** Person-times per account of the enterprise and natural day. @source wecom:90236 */
export const SENDS_PER_ACCOUNT_AND_DAY = 200;

const SHANGHAI_SHIFT_MS = 8 * HOUR_MS;

export interface LimiterOptions {
  budget: Budget;
  /** Names the app among those that share a Redis, e.g. `corpId:agentId`. */
  scope: string;
  /** Accounts of the enterprise, which the app's daily total rests on. */
  accounts: number;
}

/** Keeps the sender within the platform's frequencies; nothing is dropped, what is too much waits. */
export interface Limiter {
  /** Counts one call. Returns 0 when it may be made now, else how long to wait, in milliseconds. */
  take(message: OutboundMessage, lane: Lane): Promise<number>;
}

export function createLimiter({ budget, scope, accounts }: LimiterOptions): Limiter {
  const limitsFor = limitTable(scope, accounts * SENDS_PER_ACCOUNT_AND_DAY);
  return { take: (message, lane) => budget.take(limitsFor(message, lane)) };
}

function limitTable(scope: string, perDay: number) {
  const api = (path: string): Limit[] => [
    perMinute(`limit:${scope}:api:${path}:min`, API_PER_MINUTE),
    perHour(`limit:${scope}:api:${path}:hour`, API_PER_HOUR),
  ];
  const member = (userid: string, lane: Lane): Limit[] => [
    perMinute(
      `limit:${scope}:to:${userid}:min`,
      lane === "decision" ? MEMBER_PER_MINUTE : MEMBER_PER_MINUTE_NORMAL,
    ),
    perHour(`limit:${scope}:to:${userid}:hour`, MEMBER_PER_HOUR),
    perDayOf(`limit:${scope}:day`, perDay),
  ];
  return (message: OutboundMessage, lane: Lane): Limit[] => {
    switch (message.kind) {
      case "send-card":
      case "send-text":
      case "send-markdown":
        return member(message.to.toLowerCase(), lane);
      case "update-card":
        return api("update_template_card");
      case "group-chat":
        return api("appchat/send");
      case "group-webhook":
        return [perMinute(`limit:${scope}:webhook`, WEBHOOK_PER_MINUTE)];
    }
  };
}

function perMinute(key: string, max: number): Limit {
  return { key, max, bucketMs: SECOND_MS, buckets: MINUTE_MS / SECOND_MS + 1, shiftMs: 0 };
}

function perHour(key: string, max: number): Limit {
  return { key, max, bucketMs: MINUTE_MS, buckets: HOUR_MS / MINUTE_MS + 1, shiftMs: 0 };
}

function perDayOf(key: string, max: number): Limit {
  return { key, max, bucketMs: DAY_MS, buckets: 1, shiftMs: SHANGHAI_SHIFT_MS };
}
