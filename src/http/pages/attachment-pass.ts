import { randomBytes } from "node:crypto";
import type { AttachmentId, CaseNo, StaffId } from "../../domain/ids.ts";
import { sha256Hex } from "../../lib/hash.ts";
import { MINUTE_MS } from "../../lib/clock.ts";
import type { SessionParts, Visitor } from "../session/session.ts";
import { openValue, sealValue } from "../session/signed-value.ts";

/** Long enough to read a drawing; afterwards it is opened again from the case. */
const PASS_MS = 30 * MINUTE_MS;

interface Seal {
  sessionId: string;
  userid: StaffId;
  caseNo: CaseNo;
}

/** Proof that a form of ours was made for this session and case; `nonce` makes an upload count once. */
export interface FileToken extends Seal {
  nonce: string;
}

type Purpose = "upload" | "open";

export function makeFileToken(
  purpose: Purpose,
  { visitor, caseNo }: { visitor: Visitor; caseNo: CaseNo },
  { secret }: Pick<SessionParts, "secret">,
): string {
  const token: FileToken = { ...sealOf(visitor, caseNo), nonce: randomBytes(12).toString("hex") };
  return sealValue(purpose, token, secret);
}

/** What a token of ours says when it was made for this visitor and case; undefined for anything else. */
export function openFileToken(
  purpose: Purpose,
  { text, visitor, caseNo }: { text: string; visitor: Visitor; caseNo: CaseNo },
  { secret }: Pick<SessionParts, "secret">,
): FileToken | undefined {
  const token = openValue(purpose, text, secret);
  if (!isSealed(token) || !("nonce" in token) || typeof token.nonce !== "string") return undefined;
  return isFor(token, visitor, caseNo) ? { ...token, nonce: token.nonce } : undefined;
}

export function onceKeyOfUpload({ nonce }: FileToken): string {
  return sha256Hex(`upload ${nonce}`);
}

/** The way to one attachment, for one person in one session and for half an hour. */
interface Pass extends Seal {
  id: AttachmentId;
  until: number;
}

export interface PassFor {
  visitor: Visitor;
  caseNo: CaseNo;
  id: AttachmentId;
}

export function makePass(
  { visitor, caseNo, id }: PassFor,
  { secret, clock }: Pick<SessionParts, "secret" | "clock">,
): string {
  const until = clock.now().getTime() + PASS_MS;
  const pass: Pass = { ...sealOf(visitor, caseNo), id, until };
  return sealValue("attachment", pass, secret);
}

export function isPassFor(
  text: string,
  { visitor, caseNo, id }: PassFor,
  { secret, clock }: Pick<SessionParts, "secret" | "clock">,
): boolean {
  const pass = openValue("attachment", text, secret);
  if (!isSealed(pass) || !("id" in pass && "until" in pass)) return false;
  const isLive = typeof pass.until === "number" && pass.until > clock.now().getTime();
  return isLive && pass.id === id && isFor(pass, visitor, caseNo);
}

function sealOf({ sessionId, person }: Visitor, caseNo: CaseNo): Seal {
  return { sessionId, userid: person.userid, caseNo };
}

function isFor(seal: Seal, { sessionId, person }: Visitor, caseNo: CaseNo): boolean {
  return seal.sessionId === sessionId && seal.userid === person.userid && seal.caseNo === caseNo;
}

/** Only what we sealed comes here, so its shape is known by one of its keys. */
function isSealed(value: unknown): value is Seal {
  return typeof value === "object" && value !== null && "sessionId" in value;
}
