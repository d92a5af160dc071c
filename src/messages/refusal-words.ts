import type { Bureau } from "../domain/bureau.ts";
import type { Refusal } from "../domain/outcome.ts";

export interface RefusalContext {
  now: Date;
  bureau: Bureau;
}

/** One sentence or two for every refusal: what is so, and what the reader can do. */
export type RefusalWords = {
  [Code in Refusal["code"]]: (
    refusal: Extract<Refusal, { code: Code }>,
    context: RefusalContext,
  ) => string;
};
