import { startFailureOf } from "../../src/doctor/startup-words.ts";
import { DemoFailed } from "./bureau.ts";

/** Why the demo did not start or go on, for whoever started it; undefined for what nobody foresaw, which keeps its stack. */
export function failureWords(error: unknown): string | undefined {
  if (error instanceof DemoFailed) return error.message;
  const { words, isUnexpected } = startFailureOf(error);
  return isUnexpected ? undefined : words;
}
