import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Reads a YAML file of the project by its path from the root, where tests are run. */
export function readYaml(path: string): unknown {
  return parse(readFileSync(path, "utf8"));
}
