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

/**
 * Replaces a compiled program by one that holds all its modules, with the packages in a folder of the program's name.
 * Errors of ours keep their source lines; packages have no map and are told by function.
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
    codeSplitting: { groups: [{ name: "packages", test: /[\\/]node_modules[\\/]/ }] },
  });
  await bundle.close();
  mkdirSync(join(folder, name), { recursive: true });
  for (const { type, isEntry, fileName, code, map } of output) {
    if (type !== "chunk") continue;
    const file = join(folder, fileName);
    writeFileSync(file, isEntry ? `${code}\n//# sourceMappingURL=${name}.js.map\n` : code);
    if (isEntry) writeFileSync(`${file}.map`, JSON.stringify(linesOnly(map)));
  }
}

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
