import type { YamlFile } from "../config/yaml-file.ts";
import { padTo, widthOf } from "../doctor/text-width.ts";
import type { Problem } from "../domain/problem.ts";

/** Problems as aligned lines: place in the file, field, what is wrong. `under` is what the file left out around it. */
export function problemLines(
  problems: readonly Problem[],
  { file, under = "" }: { file: YamlFile; under?: string },
): string[] {
  const rows = problems.map(({ field, message }) => {
    const own = field.startsWith(under) ? field.slice(under.length) : field;
    const line = file.problemAt(own.split(".").map(keyOf), message).line ?? 1;
    return { place: `第 ${line} 行`, field: own, message };
  });
  const columnsOf = (key: "place" | "field") =>
    Math.max(0, ...rows.map((row) => widthOf(row[key]))) + 2;
  const [placeColumns, fieldColumns] = [columnsOf("place"), columnsOf("field")];
  return rows.map(
    ({ place, field, message }) =>
      `  ${padTo(place, placeColumns)}${padTo(field, fieldColumns)}${message}`,
  );
}

function keyOf(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}
