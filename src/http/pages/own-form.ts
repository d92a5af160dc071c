import { randomBytes } from "node:crypto";
import type { Context } from "koa";
import { HttpError } from "../errors.ts";
import { holdWhileAway, type Hold } from "../hold-while-away.ts";
import { refuseForeignOrigin } from "../session/own-origin.ts";
import { readPairs } from "./read-form.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { openValue, sealValue, type Purpose } from "../session/signed-value.ts";

export interface OwnFormParts {
  session: SessionParts;
  hold: Hold;
  /** Without a slash at the end. */
  publicUrl: string;
}

/** Proof that a form about somebody's own things was ours, made for this session. */
export function makeOwnToken(
  purpose: Purpose,
  { sessionId }: Visitor,
  { secret }: SessionParts,
): string {
  return sealValue(purpose, { sessionId, nonce: randomBytes(12).toString("hex") }, secret);
}

/**
 * A form of ours, sent by whoever it was made for, in the session that it was made in. What it asks for may be done
 * twice without harm.
 * @throws HttpError 403
 */
export async function ownFormOf(
  ctx: Context,
  purpose: Purpose,
  { publicUrl, session, hold }: OwnFormParts,
): Promise<{ visitor: Visitor; values: Readonly<Record<string, string>> }> {
  refuseForeignOrigin(ctx, publicUrl);
  const values = await readPairs(ctx);
  const visitor = await holdWhileAway(() => visitorOf(ctx, session), hold);
  const token = openValue(purpose, values["token"] ?? "", session.secret);
  const isOurs = typeof token === "object" && token !== null && "sessionId" in token;
  if (visitor === undefined || !isOurs || token.sessionId !== visitor.sessionId) {
    throw new HttpError(403, "bad-token");
  }
  return { visitor, values };
}
