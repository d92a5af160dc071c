import { isMap, isPair, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import type { ConfigProblem } from "./config-error.ts";
import { issueWords } from "./issue-words.ts";
import { yamlWords } from "./yaml-words.ts";

export type DataPath = readonly PropertyKey[];

/** A file that was read as YAML and can tell where in it a value stands. */
export interface YamlFile {
  name: string;
  data: unknown;
  problemAt(path: DataPath, message: string): ConfigProblem;
}

/** Reads a text as one YAML 1.2 document; a text that is none becomes problems with their lines. */
export function parseYaml(
  name: string,
  text: string,
): { ok: true; file: YamlFile } | { ok: false; problems: ConfigProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, pos }) => {
      const at = lines.linePos(pos[0]);
      const message = `YAML 格式错误：${yamlWords(code, at)}`;
      return { where: name, line: at.line, message };
    });
    return { ok: false, problems };
  }
  const problemAt = (path: DataPath, message: string): ConfigProblem => ({
    where: name,
    line: lineOf(document, lines, path),
    field: fieldText(path),
    message,
  });
  try {
    return { ok: true, file: { name, data: document.toJS({ maxAliasCount: 100 }), problemAt } };
  } catch {
    // Only aliases can still fail here: one that points nowhere, or too many of them.
    return { ok: false, problems: [{ where: name, message: "YAML 格式错误：别名（*）无法展开" }] };
  }
}

/** The data in the given shape, or undefined after noting every deviation with its line. */
export function readShape<Shape extends z.ZodType>(
  file: YamlFile,
  shape: Shape,
  problems: ConfigProblem[],
): z.output<Shape> | undefined {
  const result = shape.safeParse(file.data, { error: issueWords });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code !== "unrecognized_keys") {
      problems.push(file.problemAt(issue.path, issue.message));
      continue;
    }
    for (const key of issue.keys) {
      problems.push(file.problemAt([...issue.path, key], `不认识的项「${key}」`));
    }
  }
  return undefined;
}

/** `nodes[1].who` */
export function fieldText(path: DataPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

/** Line of a value or of its key; of the nearest place around it when it is missing. */
function lineOf(document: Document, lines: LineCounter, path: DataPath): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const part of path) {
    const next = isMap(node)
      ? node.items.find((pair) => keyText(pair.key) === String(part))
      : isSeq(node)
        ? node.items[Number(part)]
        : undefined;
    if (next === undefined) break;
    offset = offsetOf(isPair(next) ? next.key : next) ?? offset;
    node = isPair(next) ? next.value : next;
  }
  return lines.linePos(offset ?? 0).line;
}

function keyText(key: unknown): string {
  return typeof key === "object" && key !== null && "value" in key
    ? String(key.value)
    : String(key);
}

function offsetOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  return Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}
