// Applies the import table, the package fence and the ban on cycles.
import { LAYERS, NEVER, NO_NODE_MODULES, PACKAGE_FENCE } from "./rules.ts";
import type { Import, SourceFile } from "./source-files.ts";

/** True when `path` stands below `prefix`, is that file, or stands directly in it when the prefix ends with a slash. */
export function isWithin(path: string, prefix: string): boolean {
  if (prefix.endsWith("/"))
    return path.startsWith(prefix) && !path.slice(prefix.length).includes("/");
  return path.startsWith(`${prefix}/`) || path.replace(/\.\w+$/, "") === prefix;
}

const isWithinAny = (path: string, prefixes: readonly string[]) =>
  prefixes.some((prefix) => isWithin(path, prefix));

/** Name of the row that rules this file. */
export function layerOf(path: string): string | undefined {
  return Object.keys(LAYERS).find((layer) => isWithin(path, layer));
}

function refusal(path: string, imported: Import): string | undefined {
  const layer = layerOf(path);
  if (layer === undefined) return "stands in no layer; add a row to scripts/layers/rules.ts";
  if (imported.isPackage) return packageRefusal(path, imported.target);
  const banned = NEVER.find(
    ({ from, to }) => isWithin(path, from) && isWithin(imported.target, to),
  );
  if (banned) return `may not import ${imported.target}: ${banned.why}`;
  const { may, mayTypes = [] } = LAYERS[layer] ?? { may: [] };
  if (isWithinAny(imported.target, [layer, ...may])) return undefined;
  if (!isWithinAny(imported.target, mayTypes))
    return `may not import ${imported.target} (row "${layer}")`;
  return imported.typesOnly
    ? undefined
    : `may import only types of ${imported.target} (row "${layer}")`;
}

function packageRefusal(path: string, name: string): string | undefined {
  if (!path.startsWith("src/")) return undefined;
  if (name.startsWith("node:")) {
    return isWithinAny(path, NO_NODE_MODULES) ? `may not import ${name}: no I/O here` : undefined;
  }
  const fence = PACKAGE_FENCE[name];
  if (fence === undefined) return `may not import ${name}: not in the package table`;
  return isWithinAny(path, fence)
    ? undefined
    : `may not import ${name}: only ${fence.join(", ")} may`;
}

/** Imports that the tables forbid, one line each. */
export function checkImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.flatMap((imported) => {
      const why = refusal(path, imported);
      return why === undefined ? [] : [`${path}:${imported.line} ${why}`];
    }),
  );
}

/** Circles of imports, imports of types included; each circle once. */
export function checkCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(
    files.map(({ path, imports }) => [path, imports.map(({ target }) => target)]),
  );
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      found.push(`circle of imports: ${[...trail.slice(trail.indexOf(path)), path].join(" → ")}`);
      return;
    }
    if (finished.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
