// Joins the compiled service with its packages: finding, reading and linking a thousand small files takes longer than running
// them. Needs packages itself, so it is imported after `npm ci`.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { decode, encode } from "@jridgewell/sourcemap-codec";
import { rolldown } from "rolldown";

/** The maps of the compiler, so that lines are those of the sources. */
const mapsOfCompiler = {
  name: "maps-of-compiler",
  load: {
    filter: { id: /[\\/]dist[\\/]src[\\/].*\.js$/ },
    handler: (id) => ({ code: readFileSync(id, "utf8"), map: readFileSync(`${id}.map`, "utf8") }),
  },
};

const IN_PACKAGES = /[\\/]node_modules[\\/]/;

function packageOf(id) {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id);
  return name.replaceAll(/[\\/]/g, "-");
}

/**
 * Replaces a compiled program by one that holds all its modules, and makes a folder of the same name with a file for each
 * package: compiling all of them as one would cost ten megabytes that are not given back.
 * Our frames keep their source lines; those of packages name the package's file.
 */
export async function bundleInPlace(program) {
  const folder = dirname(program);
  const name = basename(program, ".js");
  const bundle = await rolldown({
    input: program,
    platform: "node",
    plugins: [mapsOfCompiler],
    // A package of Koa's calls `eval` directly when it is told to deprecate something.
    checks: { eval: false },
  });
  const { output } = await bundle.generate({
    dir: folder,
    format: "esm",
    sourcemap: "hidden",
    entryFileNames: `${name}.js`,
    chunkFileNames: `${name}/[name].js`,
    comments: { legal: true, annotation: false, jsdoc: false },
    codeSplitting: { groups: [{ name: packageOf, debugName: "packages", test: IN_PACKAGES }] },
  });
  await bundle.close();
  mkdirSync(join(folder, name), { recursive: true });
  for (const { type, isEntry, fileName, code, map } of output) {
    if (type !== "chunk") continue;
    const file = join(folder, fileName);
    writeFileSync(file, isEntry ? `${code}\n//# sourceMappingURL=${name}.js.map\n` : inAscii(code));
    if (isEntry) writeFileSync(`${file}.map`, JSON.stringify(linesOnly(map)));
  }
}

/** One letter beyond ASCII and Node keeps two bytes for every letter of the file; the packages' tables have thousands. */
function inAscii(code) {
  if (UNSAFE_TO_ESCAPE.test(code))
    throw new Error("a package has a letter that must stand as it is");
  return code.replaceAll(
    BEYOND_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const BEYOND_ASCII = /[^\0-\x7f]/g;
/** After a backslash, or in a raw template, an escape would mean something else. */
const UNSAFE_TO_ESCAPE = /\\[^\0-\x7f]|\.raw`[^`]*[^\0-\x7f]/;

/** A map of lines, without columns and texts: Node unfolds the whole of it at the first fault and keeps it. */
function linesOnly({ sources, mappings }) {
  const lines = decode(mappings).map((segments) =>
    segments.filter(startsLine).map(([column, source, line]) => [column, source, line, 0]),
  );
  return { version: 3, sources, names: [], mappings: encode(lines) };
}

function startsLine([, source, line], at, segments) {
  const [, sourceBefore, lineBefore] = segments[at - 1] ?? [];
  return source !== undefined && (source !== sourceBefore || line !== lineBefore);
}
