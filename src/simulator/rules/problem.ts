/** Why the server refuses a request: its code and a sentence for developers. */
export interface Problem {
  readonly errcode: number;
  readonly detail: string;
}

/** Makes a problem. */
export function problem(errcode: number, detail: string): Problem {
  return { errcode, detail };
}

/** Runs checks in order and returns the first problem found. */
export function firstProblem(checks: readonly (() => Problem | undefined)[]): Problem | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first problem any item of a list has. */
export function firstInList<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Problem | undefined,
): Problem | undefined {
  for (const [index, item] of items.entries()) {
    const found = check(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True for an absolute http(s) address of at most 2048 bytes. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text) && Buffer.byteLength(text, "utf8") <= 2_048;
}

/** True if a text occurs twice. */
export function hasRepeats(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}
