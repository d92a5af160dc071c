import { parseArgs } from "node:util";

export interface Options {
  isQuick: boolean;
  isJson: boolean;
  /** Names of benchmarks or of their bars; all when empty. */
  only: readonly string[];
}

/** @throws TypeError for an option nobody knows */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  return {
    isQuick: values.quick,
    isJson: values.json,
    only: values.only.flatMap((names) => names.split(",")).filter((name) => name !== ""),
  };
}
