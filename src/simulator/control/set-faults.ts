import type { JsonObject } from "../json.ts";
import { numberOf, textOf } from "../json.ts";
import type { Fault } from "../world/fault.ts";
import { API_FAULT_KINDS, CALLBACK_FAULT_KINDS } from "../world/fault.ts";
import type { World } from "../world/world.ts";

/**
 * Sets a disturbance: `{api, kind, times, skip, errcode, status, delayMs, afterProcessing, userid}`.
 * `kind` may be an error code (45009) or an HTTP status (`http-502`). `times` 0 = until cleared.
 * Returns what is wrong with the request, if anything.
 */
export function addFault(world: World, body: JsonObject): string | undefined {
  const shape = readKind(body);
  if (shape === undefined)
    return `kind: ${[...API_FAULT_KINDS, ...CALLBACK_FAULT_KINDS].join(", ")}, an errcode or http-NNN`;
  const isCallback = shape.kind.endsWith("-callback");
  const api = textOf(body, "api").replace(/^\/?(cgi-bin\/)?/, "");
  if (!isCallback && api === "") return "api: path below /cgi-bin/, or *";
  const times = numberOf(body, "times") ?? 1;
  world.faults.push({
    id: world.newId("fault"),
    api: isCallback ? "callback" : api,
    ...shape,
    timesLeft: times <= 0 ? Number.POSITIVE_INFINITY : times,
    skipLeft: numberOf(body, "skip") ?? 0,
    ...optionalNumber(body, "delayMs"),
    ...(body["afterProcessing"] === true ? { afterProcessing: true } : {}),
    ...(textOf(body, "userid") === "" ? {} : { userid: textOf(body, "userid") }),
    hits: 0,
  });
  world.journal.tell("faults");
  return undefined;
}

type Shape = Pick<Fault, "kind" | "errcode" | "status">;

function readKind(body: JsonObject): Shape | undefined {
  const text = textOf(body, "kind") || `${numberOf(body, "kind") ?? ""}`;
  if (/^-?\d+$/.test(text)) return { kind: "errcode", errcode: Number(text) };
  const status = /^http-(\d{3})$/.exec(text)?.[1];
  if (status !== undefined) return { kind: "http", status: Number(status) };
  const kind = [...API_FAULT_KINDS, ...CALLBACK_FAULT_KINDS].find((each) => each === text);
  if (kind === undefined) return undefined;
  return { kind, ...optionalNumber(body, "errcode"), ...optionalNumber(body, "status") };
}

function optionalNumber<Name extends string>(
  body: JsonObject,
  field: Name,
): Partial<Record<Name, number>> {
  const value = numberOf(body, field);
  const found: Partial<Record<Name, number>> = {};
  if (value !== undefined) found[field] = value;
  return found;
}

/** Removes the disturbance with this id (`clear: "fault3-…"`) or all (`clear: true`). */
export function clearFaults(world: World, body: JsonObject): string | undefined {
  const { clear } = body;
  world.faults = clear === true ? [] : world.faults.filter((fault) => fault.id !== clear);
  world.journal.tell("faults");
  return undefined;
}
