import { randomBytes } from "node:crypto";
import type { StaffId, TaskId } from "../domain/ids.ts";
import { sha256Hex } from "../lib/hash.ts";
import type { SessionParts, Visitor } from "./session.ts";
import { openValue, sealValue } from "./signed-value.ts";

/** What a form asks for; round and version are those that it was rendered for. */
export interface AskedTask {
  taskId: TaskId;
  round: number;
  documentVersion: number;
}

/** Proof that a form was ours, made for this session, person and task; good for one decision. */
export interface DecisionToken extends AskedTask {
  sessionId: string;
  userid: StaffId;
  nonce: string;
}

type Parts = Pick<SessionParts, "secret">;

/** Lives as long as the session that it is bound to. */
export function makeDecisionToken(asked: AskedTask, visitor: Visitor, parts: Parts): string {
  const token: DecisionToken = {
    ...asked,
    sessionId: visitor.sessionId,
    userid: visitor.person.userid,
    nonce: randomBytes(12).toString("hex"),
  };
  return sealValue("decision", token, parts.secret);
}

/** What a token of ours says; undefined for anything else. Whose session asks is the caller's to compare. */
export function openDecisionToken(text: string, parts: Parts): DecisionToken | undefined {
  const token = openValue("decision", text, parts.secret);
  return isToken(token) ? token : undefined;
}

/** The same form sent twice is one decision. */
export function onceKeyOfToken({ nonce }: DecisionToken): string {
  return sha256Hex(`page ${nonce}`);
}

function isToken(value: unknown): value is DecisionToken {
  return typeof value === "object" && value !== null && "nonce" in value && "taskId" in value;
}
