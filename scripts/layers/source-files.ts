// Reads the project's sources for the layer check: paths, imports, code without comments. Knows no rule.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";

export interface Import {
  /** Project path such as `src/lib/clock.ts`, or a package name. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typesOnly: boolean;
  readonly line: number;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Same length and lines as `text`, with comments and the inside of strings blanked. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=(?:^|[=(,:[!&|?{};\n]|=>|return)[ \t]*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//g;

const blank = (text: string) => text.replaceAll(/[^\n]/g, " ");

/** Blanks comments; with `strings` also what stands in quotes. Template strings that hold code are kept. */
export function stripText(text: string, { strings }: { strings: boolean }): string {
  return text.replaceAll(TOKEN, (token) => {
    if (token.startsWith("//") || token.startsWith("/*")) return blank(token);
    const isCode = token.startsWith("`") && token.includes("${");
    return strings && !isCode
      ? `${token.charAt(0)}${blank(token.slice(1, -1))}${token.charAt(0)}`
      : token;
  });
}

const IMPORT =
  /(?:^|[;}\n])[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*${},\s]+?\s+from\s+)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}

/** Imports and re-exports of one file, dynamic ones with a literal included. */
export function readImports(path: string, text: string): Import[] {
  const withoutComments = stripText(text, { strings: false });
  return [...withoutComments.matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const isPackage = !specifier.startsWith(".");
    const target = isPackage ? packageName(specifier) : posix.join(dirname(path), specifier);
    const line = text.slice(0, match.index + match[0].length).split("\n").length;
    return { target, isPackage, typesOnly: match[1] !== undefined, line };
  });
}

/** Every `.ts`/`.tsx` file below these folders of `root`, in order of path. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  const paths = folders.flatMap((folder) => listFiles(join(root, folder)));
  return paths.toSorted().map((file) => {
    const path = relative(root, file);
    const text = readFileSync(file, "utf8");
    return {
      path,
      text,
      code: stripText(text, { strings: true }),
      imports: readImports(path, text),
    };
  });
}

function listFiles(folder: string): string[] {
  const found = readdirSync(folder, { withFileTypes: true, recursive: true });
  return found
    .filter((entry) => entry.isFile() && /(?<!\.d)\.m?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
