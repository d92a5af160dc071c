import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "../../lib/errors.ts";

/** A file the page needs is not where the package keeps it. */
export class AssetMissing extends AppError {}

const TYPES: Readonly<Record<string, string>> = {
  "screen.js": "text/javascript; charset=utf-8",
  "screen.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

// The compiler does not copy these files, so they are read from the source folder below the package's root.
const FOLDER = join(packageRoot(), "src", "simulator", "page", "assets");

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new AssetMissing("simulator/assets", "no package.json above");
    folder = parent;
  }
  return folder;
}

/** One of the page's files with its content type; undefined for any other name. */
export function asset(name: string): { readonly type: string; readonly body: Buffer } | undefined {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type === undefined ? undefined : { type, body: readFileSync(join(FOLDER, name)) };
}
