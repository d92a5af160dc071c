import type { ApiFields } from "./transport.ts";

// Replies are foreign data: every field is read by its type, and anything else counts as absent.

/** The string under that name, or undefined when absent, empty or of another type. */
export function stringField(fields: ApiFields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The number under that name, or undefined. */
export function numberField(fields: ApiFields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The strings of the list under that name, at most `max`. */
export function stringsField(fields: ApiFields, name: string, max: number): string[] {
  return listField(fields, name, max).filter((item) => typeof item === "string");
}

/** The numbers of the list under that name, at most `max`. */
export function numbersField(fields: ApiFields, name: string, max: number): number[] {
  return listField(fields, name, max).filter((item) => typeof item === "number");
}

/** The object under that name; an empty one when absent. */
export function objectField(fields: ApiFields, name: string): ApiFields {
  const value = fields[name];
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listField(fields: ApiFields, name: string, max: number): unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value.slice(0, max) : [];
}
