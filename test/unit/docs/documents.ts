// The project's documents as text. Reads files of the working copy only.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export interface Document {
  /** Relative to the project. */
  path: string;
  text: string;
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
}

/** Both READMEs and everything in docs. */
export function documents(): Document[] {
  const paths = ["README.md", "README.zh-CN.md", ...markdownIn("docs").toSorted()];
  return paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

export function documentAt(path: string): Document {
  return { path, text: readFileSync(path, "utf8") };
}

/** Everything that a pattern's first group matches, each once. */
export function allOf(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? ""))];
}

/** First cells of table rows that are one word in backticks and fit the pattern. */
export function firstCells(text: string, pattern: RegExp): string[] {
  return allOf(text, /^\| `([^`]+)` \|/gm).filter((cell) => pattern.test(cell));
}

/** Relative links and pictures that lead nowhere, with their headings. */
export function brokenLinks({ path, text }: Document): string[] {
  const links = allOf(text, /\]\(([^)\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link));
  return links.filter((link) => {
    const [file = "", heading] = link.split("#");
    const target = file === "" ? path : normalize(join(dirname(path), file));
    if (!existsSync(target)) return true;
    return heading !== undefined && !headingsOf(readFileSync(target, "utf8")).includes(heading);
  });
}

/** Headings as a browser addresses them. */
function headingsOf(text: string): string[] {
  return allOf(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Files and folders named in backticks that do not exist; placeholders and patterns are left out. */
export function missingPaths({ text }: Document): string[] {
  const named = allOf(text, /`((?:src|test|scripts|config|examples|docs)\/[\w./-]+)`/g);
  return named.filter((path) => !existsSync(path));
}
