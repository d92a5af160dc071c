import type { z } from "zod";
import type { DataProblem } from "../domain/people/check-organisation.ts";
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

/** Reads one file of the folder as YAML, whatever its shape; undefined after noting why not. */
export function openYaml({ folder, files, findings }: Reading, path: string): YamlFile | undefined {
  const name = `${folder}/${path}`;
  const text = files.read(name);
  if (text === undefined) {
    findings.problems.push({ where: name, message: "找不到这个文件" });
    return undefined;
  }
  const parsed = parseYaml(name, text);
  if (parsed.ok) return parsed.file;
  findings.problems.push(...parsed.problems);
  return undefined;
}

/** Reads one file of the folder; undefined after noting why not. */
export function readYaml<Shape extends z.ZodType>(
  reading: Reading,
  path: string,
  shape: Shape,
): Read<z.output<Shape>> | undefined {
  const file = openYaml(reading, path);
  if (file === undefined) return undefined;
  const data = readShape(file, shape, reading.findings.problems);
  return data === undefined ? undefined : { file, data };
}

/** What a sub-folder holds; `isWhole` only when every file of it could be read. */
export interface FolderRead<Found> {
  read: readonly Found[];
  isWhole: boolean;
}

/** Opens every YAML file of a sub-folder but those named; what cannot be read is noted and left out. */
export function openYamlFolder(
  reading: Reading,
  { path, except = [] }: { path: string; except?: readonly string[] },
): FolderRead<YamlFile> {
  const where = `${reading.folder}/${path}`;
  const names = reading.files
    .list(where)
    .filter((name) => /\.ya?ml$/.test(name) && !except.includes(name))
    .toSorted();
  if (names.length === 0) {
    reading.findings.problems.push({ where, message: "目录里没有任何 .yaml 文件" });
  }
  const read = names.flatMap((name) => openYaml(reading, `${path}/${name}`) ?? []);
  return { read, isWhole: names.length > 0 && read.length === names.length };
}

/** The same for files of one shape. */
export function readYamlFolder<Shape extends z.ZodType>(
  reading: Reading,
  folder: { path: string; except?: readonly string[] },
  shape: Shape,
): FolderRead<Read<z.output<Shape>>> {
  const opened = openYamlFolder(reading, folder);
  const read = opened.read.flatMap((file) => {
    const data = readShape(file, shape, reading.findings.problems);
    return data === undefined ? [] : [{ file, data }];
  });
  return { read, isWhole: opened.isWhole && read.length === opened.read.length };
}

/**
 * Notes what a check across files found in one of them. Where the shape of the very place is wrong already,
 * nothing is said twice.
 */
export function noteProblems(
  { findings }: Reading,
  file: YamlFile,
  problems: readonly DataProblem[],
): void {
  const known = new Set(
    findings.problems.filter(({ where }) => where === file.name).map(({ field }) => field),
  );
  const found = problems.map(({ path, message }) => file.problemAt(path, message));
  findings.problems.push(...found.filter(({ field }) => !known.has(field)));
}
