/** A JSON object whose fields are not yet trusted. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, or undefined for anything else (arrays and null included). */
export function asObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : undefined;
}

/** The value as a list; an absent or other value is an empty list. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text of a field; an absent or non-text value is the empty string. */
export function textOf(source: JsonObject | undefined, field: string): string {
  const value = source?.[field];
  return typeof value === "string" ? value : "";
}

/** The number of a field, or undefined. */
export function numberOf(source: JsonObject | undefined, field: string): number | undefined {
  const value = source?.[field];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A field's object, or undefined. */
export function objectOf(source: JsonObject | undefined, field: string): JsonObject | undefined {
  return asObject(source?.[field]);
}

/** The objects in a field's list; members that are no objects become empty objects. */
export function objectsOf(source: JsonObject | undefined, field: string): readonly JsonObject[] {
  return asList(source?.[field]).map((item) => asObject(item) ?? {});
}

/** The texts in a field's list; numbers are accepted as their digits. */
export function textsOf(source: JsonObject | undefined, field: string): readonly string[] {
  return asList(source?.[field]).flatMap((item) =>
    typeof item === "string" || typeof item === "number" ? [String(item)] : [],
  );
}

/** Length in UTF-8 bytes, the unit of WeCom's hard limits. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Length in characters (code points), the unit of WeCom's advice. */
export function charLength(text: string): number {
  return Array.from(text).length;
}

/** Parses text as one JSON object, or undefined. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
