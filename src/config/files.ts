import type { z } from "zod";
import type { Findings } from "./variables.ts";
import { parseYaml, readShape, type YamlFile } from "./yaml-file.ts";

/** How the bureau's files are reached; production gives the disk. */
export interface ConfigFiles {
  /** Text of a file; undefined when there is none. */
  read(path: string): string | undefined;
  /** Names in a folder; empty when there is none. */
  list(folder: string): readonly string[];
}

/** The folder that is being read, and where findings go. */
export interface Reading {
  folder: string;
  files: ConfigFiles;
  findings: Findings;
}

/** A file that has the shape asked for. */
export interface Read<Data> {
  file: YamlFile;
  data: Data;
}

/** Reads one file of the folder; undefined after noting why not. */
export function readYaml<Shape extends z.ZodType>(
  { folder, files, findings }: Reading,
  path: string,
  shape: Shape,
): Read<z.output<Shape>> | undefined {
  const name = `${folder}/${path}`;
  const text = files.read(name);
  if (text === undefined) {
    findings.problems.push({ where: name, message: "找不到这个文件" });
    return undefined;
  }
  const parsed = parseYaml(name, text);
  if (!parsed.ok) {
    findings.problems.push(...parsed.problems);
    return undefined;
  }
  const data = readShape(parsed.file, shape, findings.problems);
  return data === undefined ? undefined : { file: parsed.file, data };
}

/** Reads every YAML file of a sub-folder but those named; undefined when any of them failed. */
export function readYamlFolder<Shape extends z.ZodType>(
  reading: Reading,
  { path, except = [] }: { path: string; except?: readonly string[] },
  shape: Shape,
): Read<z.output<Shape>>[] | undefined {
  const names = reading.files
    .list(`${reading.folder}/${path}`)
    .filter((name) => /\.ya?ml$/.test(name) && !except.includes(name))
    .toSorted();
  if (names.length === 0) {
    const where = `${reading.folder}/${path}`;
    reading.findings.problems.push({ where, message: "目录里没有任何 .yaml 文件" });
    return undefined;
  }
  const read = names.map((name) => readYaml(reading, `${path}/${name}`, shape));
  const whole = read.flatMap((one) => (one === undefined ? [] : [one]));
  return whole.length === names.length ? whole : undefined;
}
