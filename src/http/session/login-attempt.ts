import { randomBytes } from "node:crypto";
import type { Context } from "koa";
import { MINUTE_MS } from "../../lib/clock.ts";
import { clearCookie, readCookie, setCookie } from "./cookies.ts";
import { ownPath } from "./own-path.ts";
import { isSameSecret } from "./secrets.ts";
import type { SessionParts } from "./session.ts";
import { openValue, sealValue } from "./signed-value.ts";

/** One way to the authorize page and back; it lives in a cookie, so that a state is of use to one browser only. */
export interface LoginAttempt {
  state: string;
  /** Path to go to when it has succeeded. */
  to: string;
  /** How many tries went before; one repetition is made without asking. */
  tries: number;
  until: number;
}

const ATTEMPT_MS = 10 * MINUTE_MS;
const COOKIE = "qianpi-login";

/** Begins a try; returns the state to send, letters and digits only. @source wecom:91022 */
export function beginAttempt(
  ctx: Context,
  goal: { to: string; tries: number },
  parts: SessionParts,
): string {
  const state = randomBytes(16).toString("hex");
  const until = parts.clock.now().getTime() + ATTEMPT_MS;
  const value = sealValue("login", { ...goal, state, until }, parts.secret);
  setCookie(ctx, { name: COOKIE, value, maxAgeMs: ATTEMPT_MS }, parts);
  return state;
}

/** Ends the try that a state belongs to; undefined when this browser has none, another one, or one too old. */
export function endAttempt(
  ctx: Context,
  state: string,
  parts: SessionParts,
): LoginAttempt | undefined {
  const text = readCookie(ctx, COOKIE, parts);
  if (text === undefined) return undefined;
  clearCookie(ctx, COOKIE, parts);
  const attempt = openValue("login", text, parts.secret);
  if (!isAttempt(attempt) || !isSameSecret(state, attempt.state)) return undefined;
  return attempt.until > parts.clock.now().getTime()
    ? { ...attempt, to: ownPath(attempt.to) }
    : undefined;
}

function isAttempt(value: unknown): value is LoginAttempt {
  if (typeof value !== "object" || value === null) return false;
  if (!("state" in value && "to" in value && "tries" in value && "until" in value)) return false;
  return (
    typeof value.state === "string" &&
    typeof value.to === "string" &&
    typeof value.tries === "number" &&
    typeof value.until === "number"
  );
}
