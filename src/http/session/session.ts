import { randomBytes } from "node:crypto";
import type { Context } from "koa";
import type { StaffId } from "../../domain/ids.ts";
import { personOf, type Organisation, type Person } from "../../domain/people/organisation.ts";
import { HOUR_MS, type Clock } from "../../lib/clock.ts";
import { clearCookie, readCookie, setCookie } from "./cookies.ts";
import { openValue, sealValue } from "./signed-value.ts";
import type { SessionVerbs } from "../verbs.ts";

/** What sessions need to be made and read. */
export interface SessionParts {
  secret: string;
  isHttps: boolean;
  organisation: Organisation;
  clock: Clock;
  verbs: SessionVerbs;
}

interface Session {
  id: string;
  userid: string;
  until: number;
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

/** Ends the session, in this browser and wherever its cookie was copied to. */
export async function endSession(ctx: Context, parts: SessionParts): Promise<void> {
  const session = sessionIn(ctx, parts);
  clearCookie(ctx, COOKIE, parts);
  if (session === undefined) return;
  await parts.verbs.endSession({ id: session.id, until: new Date(session.until) });
}

/** Somebody who is logged in, and by which session. */
export interface Visitor {
  person: Person;
  sessionId: string;
}

/** Who is logged in: only while the session lasts and the organisation still knows the person. */
export async function visitorOf(ctx: Context, parts: SessionParts): Promise<Visitor | undefined> {
  const session = sessionIn(ctx, parts);
  const person = session && personOf(parts.organisation, session.userid);
  if (session === undefined || person === undefined) return undefined;
  const { id } = session;
  const isOver = await parts.verbs.isSessionEnded({ id, userid: person.userid });
  return isOver ? undefined : { person, sessionId: id };
}

function sessionIn(ctx: Context, parts: SessionParts): Session | undefined {
  const text = readCookie(ctx, COOKIE, parts);
  if (text === undefined) return undefined;
  const session = openValue("session", text, parts.secret);
  const isLive = isSession(session) && session.until > parts.clock.now().getTime();
  return isLive ? session : undefined;
}

function isSession(value: unknown): value is Session {
  if (typeof value !== "object" || value === null) return false;
  if (!("id" in value && "userid" in value && "until" in value)) return false;
  const { id, userid, until } = value;
  return typeof id === "string" && typeof userid === "string" && typeof until === "number";
}
