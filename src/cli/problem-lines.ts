import type { YamlFile } from "../config/yaml-file.ts";
import { padTo, widthOf } from "../doctor/text-width.ts";
import type { Problem } from "../domain/problem.ts";
import type { Cli, ExitCode } from "./surroundings.ts";

/** Where the fields of problems stand: `under` is the part of their path that the file leaves out. */
export interface ProblemPlace {
  file: YamlFile;
  under?: string;
}

/** Tells every error of a file that was refused; warnings wait until it is accepted. */
export function tellProblems(
  cli: Cli,
  problems: readonly Problem[],
  place: ProblemPlace & { verb: string },
): ExitCode {
  const errors = problems.filter(({ severity }) => severity === "error");
  const head = `未${place.verb}：${place.file.name} 有 ${errors.length} 处问题`;
  cli.err([head, ...problemLines(errors, place)].join("\n"));
  return 1;
}

/** Problems as aligned lines: line of the file, field, what is wrong. */
export function problemLines(
  problems: readonly Problem[],
  { file, under = "" }: ProblemPlace,
): string[] {
  const rows = problems.map(({ field, message }) => {
    const own = field.startsWith(under) ? field.slice(under.length) : field;
    const { line = 1 } = file.problemAt(own.split(".").map(keyOf), message);
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
