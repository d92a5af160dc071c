import { randomBytes } from "node:crypto";
import type { ActKind } from "../../domain/approval/act.ts";
import type { ApprovalId, StaffId, TaskId } from "../../domain/ids.ts";
import { sha256Hex } from "../../lib/hash.ts";
import type { SessionParts, Visitor } from "./session.ts";
import { openValue, sealValue } from "./signed-value.ts";

/** One form of a case page: a decision or an act, and the task or approval that it is about. */
export interface FormName {
  kind: "decision" | ActKind;
  about: TaskId | ApprovalId;
}

/** What a form asks for; round and version are those that it was rendered for. */
export interface AskedForm extends FormName {
  round: number;
  documentVersion: number;
}

/** Proof that a form was ours, made for this session, person and purpose; good for one time. */
export interface FormToken extends AskedForm {
  sessionId: string;
  userid: StaffId;
  nonce: string;
}

type Parts = Pick<SessionParts, "secret">;

/** Lives as long as the session that it is bound to. */
export function makeFormToken(asked: AskedForm, visitor: Visitor, parts: Parts): string {
  const token: FormToken = {
    ...asked,
    sessionId: visitor.sessionId,
    userid: visitor.person.userid,
    nonce: randomBytes(12).toString("hex"),
  };
  return sealValue("form", token, parts.secret);
}

/** What a token of ours says; undefined for anything else. Whose session asks is the caller's to compare. */
export function openFormToken(text: string, parts: Parts): FormToken | undefined {
  const token = openValue("form", text, parts.secret);
  return isToken(token) ? token : undefined;
}

/** The same form sent twice counts once. */
export function onceKeyOfToken({ nonce }: FormToken): string {
  return sha256Hex(`page ${nonce}`);
}

export function isSameForm(one: FormName, other: FormName): boolean {
  return one.kind === other.kind && one.about === other.about;
}

function isToken(value: unknown): value is FormToken {
  return typeof value === "object" && value !== null && "nonce" in value && "about" in value;
}
