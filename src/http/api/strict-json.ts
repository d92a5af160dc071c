import type { Context } from "koa";
import { HttpError } from "../errors.ts";
import { readBody } from "../read-body.ts";

const BODY_LIMIT_BYTES = 256 * 1024;
const MAX_DEPTH = 16;
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Keys that could reach a prototype in code that copies objects carelessly. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

export interface JsonBody {
  value: unknown;
  /** As received, for telling whether two requests are the same. */
  text: string;
}

/**
 * Reads a JSON body of at most 256 KiB in UTF-8. Of a repeated key the last one counts.
 * @throws HttpError 415, 413, 400
 */
export async function readJson(ctx: Context): Promise<JsonBody> {
  if (!JSON_TYPE.test(ctx.get("Content-Type"))) throw new HttpError(415, "not-json");
  const text = decodeUtf8(await readBody(ctx, BODY_LIMIT_BYTES));
  if (depthOf(text) > MAX_DEPTH) throw new HttpError(400, "bad-json");
  return { value: parse(text), text };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new HttpError(400, "bad-json", { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, refuseForbidden);
  } catch (cause) {
    throw new HttpError(400, "bad-json", { cause });
  }
}

function refuseForbidden(key: string, value: unknown): unknown {
  if (FORBIDDEN_KEYS.has(key)) throw new SyntaxError("forbidden key");
  return value;
}

/** Deepest nesting, counted in one pass without recursion so that a hostile text can exhaust neither stack nor time. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (isInString && mark === "\\") at += 1;
    else if (mark === '"') isInString = !isInString;
    else if (!isInString) depth += stepOf(mark);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function stepOf(mark: string | undefined): number {
  if (mark === "[" || mark === "{") return 1;
  return mark === "]" || mark === "}" ? -1 : 0;
}
