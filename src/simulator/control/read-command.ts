import type { Forgery } from "../callback/forge.ts";
import type { JsonObject } from "../json.ts";
import { asList, asObject, numberOf, textOf, textsOf } from "../json.ts";
import type { PersonSettings } from "../settings.ts";

/** People as entered; undefined if one has no userid. Other keys are ignored. */
export function readPeople(value: unknown): readonly PersonSettings[] | undefined {
  const people = asList(value).map((item) => readPerson(asObject(item)));
  return people.every((person) => person !== undefined) ? people : undefined;
}

/** One person; undefined without a userid of 1 to 64 bytes. */
export function readPerson(source: JsonObject | undefined): PersonSettings | undefined {
  const userid = textOf(source, "userid");
  if (userid === "" || Buffer.byteLength(userid) > 64) return undefined;
  const optional = (field: "mobile" | "email") =>
    textOf(source, field) === "" ? {} : { [field]: textOf(source, field) };
  return {
    userid,
    name: textOf(source, "name") || userid,
    department: textOf(source, "department"),
    position: textOf(source, "position"),
    ...optional("mobile"),
    ...optional("email"),
  };
}

/** Question key → ids; one id may stand without its list. */
export function readSelections(
  source: JsonObject | undefined,
): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(source ?? {}).map(([key, value]): [string, readonly string[]] => [
    key,
    typeof value === "string" ? [value] : textsOf(source, key),
  ]);
  return Object.fromEntries(entries);
}

const TAMPERINGS = ["signature", "ciphertext", "ciphertext-signed", "encrypt-junk"] as const;

/** A forgery as asked for; unknown values are left out. */
export function readForgery(body: JsonObject): Forgery {
  const tamper = TAMPERINGS.find((each) => each === body["tamper"]);
  const offsetSec = numberOf(body, "timestampOffsetSec");
  const envelopeAgentId = body["envelopeAgentId"];
  const isAgentId = typeof envelopeAgentId === "number" || envelopeAgentId === null;
  return {
    plaintext: textOf(body, "plaintext"),
    omit: textsOf(body, "omit"),
    ...(tamper === undefined ? {} : { tamper }),
    ...(typeof body["receiveId"] === "string" ? { receiveId: body["receiveId"] } : {}),
    ...(offsetSec === undefined ? {} : { timestampOffsetSec: offsetSec }),
    ...(isAgentId ? { agentId: envelopeAgentId } : {}),
    ...(typeof body["rawBody"] === "string" ? { rawBody: body["rawBody"] } : {}),
  };
}
