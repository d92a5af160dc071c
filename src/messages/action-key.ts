// messages: every word and card that people read, in Chinese; pure functions of plain data.
// Must not know SQL, HTTP, clocks of the host, or how a message is delivered.
import type { CardVerb } from "../domain/outcome.ts";

/** What a button carries: the verb, and the round and document version that the card showed. */
export interface ActionKey {
  verb: CardVerb;
  round: number;
  documentVersion: number;
}

/** `question_key` of the opinion selection; a press reports its choice under this name. */
export const OPINION_QUESTION_KEY = "opinion";

const FORM = /^v1:(approve|return):r([1-9]\d{0,8}):v([1-9]\d{0,8})$/;

/** The text of a button key, e.g. `v1:approve:r2:v3`. */
export function encodeActionKey(key: ActionKey): string {
  return `v1:${key.verb}:r${key.round}:v${key.documentVersion}`;
}

/** What a button key says; undefined for anything that `encodeActionKey` cannot have made. */
export function decodeActionKey(text: string): ActionKey | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  return {
    verb: found[1] === "approve" ? "approve" : "return",
    round: Number(found[2]),
    documentVersion: Number(found[3]),
  };
}
