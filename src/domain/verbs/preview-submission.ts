import { directReturn, type DirectReturn } from "../approval/direct-return.ts";
import { forecast, type NodeForecast } from "../approval/forecast.ts";
import type { CaseFile } from "../case-file.ts";
import { andThen, type Outcome } from "../outcome.ts";
import { engineFacts } from "../situation.ts";
import { takeIn, type HandedIn } from "./submit-document.ts";
import type { Surroundings } from "../surroundings.ts";

/** What a submission would lead to: the version that it would be, and node by node who signs and who has signed. */
export interface Preview {
  version: number;
  nodes: readonly NodeForecast[];
  /** Of whoever returned the last version and wants it straight back: who, and whether it would come so. */
  direct: DirectReturn | undefined;
}

/**
 * What submitting a version would do, refused as the submission itself would be. It is told by submitting to a case
 * that nobody keeps, so that it cannot differ from what then happens.
 */
export function previewSubmission(
  file: CaseFile,
  handedIn: HandedIn,
  around: Surroundings,
): Outcome<Preview> {
  return andThen(takeIn(file, handedIn, around), ({ approval, situation }) => ({
    ok: true,
    next: {
      version: approval.documentVersion,
      nodes: forecast(approval, engineFacts(situation)),
      direct: directReturn(approval),
    },
    events: [],
  }));
}
