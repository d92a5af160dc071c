import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { dayOn } from "../../src/domain/time/china-time.ts";
import { DAY_MS } from "../../src/lib/clock.ts";
import { PROJECT_FOLDER } from "./places.ts";

export type Document = Record<string, unknown>;

/** A shipped example by its name, with the days that must fit the calendar counted from `today`. */
export function example(name: string, today: Date): Document {
  const text = readFileSync(join(PROJECT_FOLDER, "examples", `${name}.yaml`), "utf8");
  return { ...parse(text), ...daysOf(name, today) };
}

function daysOf(name: string, today: Date): Document {
  const inDays = (days: number) => dayOn(new Date(today.getTime() + days * DAY_MS));
  if (name.startsWith("hv-plan")) return { validFrom: inDays(0), validTo: inDays(365) };
  if (name === "lv-plan") return { validFrom: inDays(0), validTo: inDays(90) };
  if (name === "investment") return { expectedStartOn: inDays(98), plannedFinishOn: inDays(90) };
  return {};
}
