import { HttpError } from "./errors.ts";

const MAX_QUERY_CHARS = 8 * 1024;

/**
 * A query decoded once, each name at most once; a plus sign stays one step from a space as forms say.
 * @throws HttpError 400 for a repeated name, a broken percent sign, or more than 8 KiB.
 */
export function parseStrictQuery(querystring: string): Readonly<Record<string, string>> {
  if (querystring.length > MAX_QUERY_CHARS) throw new HttpError(400, "bad-query");
  return parseStrictPairs(querystring);
}

/**
 * Pairs of a query or of a form, as above; how long they may be is the caller's to say.
 * @throws HttpError 400
 */
export function parseStrictPairs(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = Object.create(null);
  for (const part of text.split("&").filter((one) => one !== "")) {
    const at = part.indexOf("=");
    const name = decodeOnce(at < 0 ? part : part.slice(0, at));
    if (name in values) throw new HttpError(400, "bad-query");
    values[name] = at < 0 ? "" : decodeOnce(part.slice(at + 1));
  }
  return values;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw new HttpError(400, "bad-query", { cause });
  }
}
