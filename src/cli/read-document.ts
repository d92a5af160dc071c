import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { problemText } from "../config/config-error.ts";
import { parseYaml, type YamlFile } from "../config/yaml-file.ts";
import type { Environment } from "../config/variables.ts";
import { UsageError } from "./usage-error.ts";

/** Reads a YAML or JSON file that the operator named. @throws UsageError in words when it cannot be read */
export function readDocument(path: string, env: Environment): YamlFile {
  const parsed = parseYaml(path, readText(path, env));
  if (parsed.ok) return parsed.file;
  throw new UsageError(parsed.problems.map(problemText).join("\n"));
}

/** The object a file holds. @throws UsageError when it holds a list or a single value */
export function fieldsOf({ name, data }: YamlFile): Readonly<Record<string, unknown>> {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return { ...data };
  throw new UsageError(`${name}：文件里应是“字段: 值”的内容`);
}

/** Text of a file that the operator named. npm runs scripts in the project's folder; a relative path means where it was typed. */
export function readText(path: string, env: Environment): string {
  try {
    return readFileSync(resolve(env["INIT_CWD"] ?? ".", path), "utf8");
  } catch (cause) {
    const isAbsent = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    throw new UsageError(`${path}：${isAbsent ? "找不到这个文件" : "读不了这个文件"}`, { cause });
  }
}
