import { readShape } from "./yaml-file.ts";
import { openYaml, type Reading } from "./files.ts";
import { thresholdShape, thresholdsShape, type Thresholds } from "./shapes/thresholds.ts";

/** What flows may name: the numbers that can be used, and names whose number is written wrongly. */
export interface KnownThresholds {
  numbers: Thresholds;
  isFaulty: (name: string) => boolean;
}

/** Reads the thresholds; what is wrong with them is noted, and the sound ones are usable all the same. */
export function loadThresholds(reading: Reading): KnownThresholds {
  const file = openYaml(reading, "thresholds.yaml");
  if (file === undefined) return UNKNOWN;
  readShape(file, thresholdsShape, reading.findings.problems);
  if (!isTable(file.data)) return UNKNOWN;
  const written = Object.entries(file.data);
  const numbers: Thresholds = Object.fromEntries(
    written.flatMap(([name, one]) => {
      const parsed = thresholdShape.safeParse(one);
      return parsed.success ? [[name, parsed.data]] : [];
    }),
  );
  for (const [name, { value, unit, meaning, provisional }] of Object.entries(numbers)) {
    if (!provisional) continue;
    const words = `${file.name}：阈值 ${name} = ${value} ${unit}（${meaning}）是暂定的，请确认`;
    reading.findings.provisional.push({ name: `阈值 ${name}`, words });
  }
  const names = new Set(written.map(([name]) => name));
  return { numbers, isFaulty: (name) => names.has(name) && !Object.hasOwn(numbers, name) };
}

/** Of a file that cannot be read nobody can say what it does not define. */
const UNKNOWN: KnownThresholds = { numbers: {}, isFaulty: () => true };

function isTable(data: unknown): data is object {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
