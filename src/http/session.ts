import { randomBytes } from "node:crypto";
import type { Context } from "koa";
import type { StaffId } from "../domain/ids.ts";
import { personOf, type Organisation, type Person } from "../domain/organisation.ts";
import { HOUR_MS, type Clock } from "../lib/clock.ts";
import { clearCookie, readCookie, setCookie } from "./cookies.ts";
import { openValue, sealValue } from "./signed-value.ts";

/** What sessions need to be made and read. */
export interface SessionParts {
  secret: string;
  isHttps: boolean;
  organisation: Organisation;
  clock: Clock;
}

const SESSION_MS = 12 * HOUR_MS;
const COOKIE = "qianpi-session";

/** Begins a session of a person; a cookie of before is replaced, never taken over. */
export function beginSession(ctx: Context, userid: StaffId, parts: SessionParts): void {
  const until = parts.clock.now().getTime() + SESSION_MS;
  const value = sealValue(
    "session",
    { userid, until, id: randomBytes(12).toString("hex") },
    parts.secret,
  );
  setCookie(ctx, { name: COOKIE, value, maxAgeMs: SESSION_MS }, parts);
}

export function endSession(ctx: Context, parts: SessionParts): void {
  clearCookie(ctx, COOKIE, parts);
}

/** Who is logged in: only while the session lasts and the organisation still knows the person. */
export function personOfSession(ctx: Context, parts: SessionParts): Person | undefined {
  const text = readCookie(ctx, COOKIE, parts);
  if (text === undefined) return undefined;
  const session = openValue("session", text, parts.secret);
  if (!isSession(session) || session.until <= parts.clock.now().getTime()) return undefined;
  return personOf(parts.organisation, session.userid);
}

function isSession(value: unknown): value is { userid: string; until: number } {
  if (typeof value !== "object" || value === null) return false;
  if (!("userid" in value) || !("until" in value)) return false;
  return typeof value.userid === "string" && typeof value.until === "number";
}
