import type { Bureau } from "../../domain/bureau.ts";

/** What every part of a page may need besides the case. */
export interface PageContext {
  bureau: Bureau;
  /** As of when the page is true. */
  now: Date;
}
