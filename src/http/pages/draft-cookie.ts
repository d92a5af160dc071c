import type { Context } from "koa";
import type { StaffId } from "../../domain/ids.ts";
import { HOUR_MS } from "../../lib/clock.ts";
import { clearCookie, readCookie, setCookie } from "../session/cookies.ts";
import type { FormName } from "../session/form-token.ts";
import type { Draft } from "./draft.ts";
import type { SessionParts } from "../session/session.ts";
import { openValue, sealValue } from "../session/signed-value.ts";

/** What somebody had written when their login had run out; it waits in their own browser for the next one. */
export interface KeptDraft extends FormName {
  userid: StaffId;
  draft: Draft;
}

type Parts = Pick<SessionParts, "secret" | "isHttps">;

const COOKIE = "qianpi-draft";
const KEPT_MS = HOUR_MS;
/** Browsers drop a cookie of more than 4096 bytes with its name. */
const MAX_CHARS = 4_000;

/** Keeps a draft over the login. One that is too long for a cookie is not kept: the answer shows it to be copied. */
export function keepDraft(ctx: Context, kept: KeptDraft, parts: Parts): void {
  const value = sealValue("draft", kept, parts.secret);
  if (value.length > MAX_CHARS) return;
  setCookie(ctx, { name: COOKIE, value, maxAgeMs: KEPT_MS }, parts);
}

/** The draft that this person left in this browser. */
export function keptDraft(ctx: Context, userid: StaffId, parts: Parts): KeptDraft | undefined {
  const text = readCookie(ctx, COOKIE, parts);
  const kept = text === undefined ? undefined : openValue("draft", text, parts.secret);
  return isKept(kept) && kept.userid === userid ? kept : undefined;
}

export function forgetDraft(ctx: Context, parts: Parts): void {
  if (readCookie(ctx, COOKIE, parts) !== undefined) clearCookie(ctx, COOKIE, parts);
}

function isKept(value: unknown): value is KeptDraft {
  return typeof value === "object" && value !== null && "about" in value && "userid" in value;
}
