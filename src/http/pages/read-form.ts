import type { Context } from "koa";
import { HttpError } from "../errors.ts";
import { readBody } from "../read-body.ts";
import { parseStrictPairs } from "../strict-query.ts";
import { choiceFrom, type Draft } from "./draft.ts";

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;\s*charset="?utf-8"?\s*)?$/i;
const BODY_LIMIT_BYTES = 64 * 1024;
const FIX_PREFIX = "fix.";
const PERSON_PREFIX = "person.";

type Values = Readonly<Record<string, string>>;

/**
 * The fields of a form.
 * @throws HttpError 403 for any other content type, which a foreign page could send without asking; 413, 400
 */
export async function readPairs(ctx: Context): Promise<Readonly<Record<string, string>>> {
  if (!FORM_TYPE.test(ctx.get("Content-Type"))) throw new HttpError(403, "not-a-form");
  return parseStrictPairs((await readBody(ctx, BODY_LIMIT_BYTES)).toString("utf8"));
}

/**
 * Reads a form of a case page.
 * @throws HttpError as above
 */
export async function readForm(ctx: Context): Promise<{ draft: Draft; token: string }> {
  const values = await readPairs(ctx);
  const verb = values["verb"] ?? "";
  const draft = {
    verb,
    ...choiceFrom(values[`code.${verb}`] ?? ""),
    text: (values["text"] ?? "").replaceAll("\r\n", "\n").trim(),
    fixes: listOf(values, FIX_PREFIX),
    ...(values["returnTo"] === undefined ? {} : { returnTo: values["returnTo"] }),
    ...(values["resume"] === undefined ? {} : { resume: values["resume"] }),
    ...signersIn(values),
  };
  return { draft, token: values["token"] ?? "" };
}

/** What was ticked under names with this beginning. */
function listOf(values: Values, prefix: string): string[] {
  return Object.keys(values)
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => values[name] ?? []);
}

/** Only a form that asks whom to add says how they are to be heard. */
function signersIn(values: Values): Pick<Draft, "signers"> {
  const { placing, order } = values;
  const people = listOf(values, PERSON_PREFIX);
  if (placing === undefined && order === undefined && people.length === 0) return {};
  return { signers: { placing: placing ?? "", order: order ?? "", people } };
}
