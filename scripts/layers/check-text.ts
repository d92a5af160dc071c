// Applies the banned words and asks for the unit test that mirrors each file.
import { isWithin } from "./check-imports.ts";
import { BANNED_WORDS, MIRRORED, NO_MIRROR, type BannedWord } from "./rules.ts";
import type { SourceFile } from "./source-files.ts";

const applies = (word: BannedWord, path: string) =>
  word.within.some((prefix) => isWithin(path, prefix)) &&
  !(word.except ?? []).some((prefix) => isWithin(path, prefix));

/** Banned words in use, one line each. */
export function checkWords(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text, code }) =>
    BANNED_WORDS.filter((word) => applies(word, path)).flatMap((word) =>
      (word.anywhere === true ? text : code)
        .split("\n")
        .flatMap((line, index) =>
          word.pattern.test(line)
            ? [`${path}:${index + 1} ${word.pattern.source}: ${word.why}`]
            : [],
        ),
    ),
  );
}

const EXPORTED_FUNCTION =
  /^export (?:async )?function\b|^export const \w+(?:: [^=\n]+)? = (?:async )?(?:<[^>]*>)?\(/m;

/** Files of the mirrored folders that export functions and have no test at the same path. */
export function checkMirror(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const missing = files
    .filter(
      ({ path, code }) =>
        MIRRORED.some((prefix) => isWithin(path, prefix)) && EXPORTED_FUNCTION.test(code),
    )
    .filter(({ path }) => NO_MIRROR[path] === undefined)
    .map(({ path }) => ({
      path,
      test: path.replace(/^src\//, "test/unit/").replace(/\.(tsx?)$/, ".test.$1"),
    }))
    .filter(
      ({ test }) =>
        !paths.has(test) &&
        !paths.has(test.replace(/\.ts$/, ".tsx")) &&
        !paths.has(test.replace(/x$/, "")),
    );
  const stale = Object.keys(NO_MIRROR).filter((path) => !paths.has(path));
  return [
    ...missing.map(({ path, test }) => `${path} has no unit test ${test}`),
    ...stale.map((path) => `${path} is excused from a unit test but does not exist`),
  ];
}
