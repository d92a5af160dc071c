import type { Draft } from "../unsent.ts";

/** The words that are signed: what was written, then the fields that were ticked. */
export function opinionText({ text, fixes }: Pick<Draft, "text" | "fixes">): string {
  const mend = fixes.length === 0 ? [] : [`需修改：${fixes.join("、")}`];
  return [text, ...mend].filter((part) => part !== "").join("；");
}
