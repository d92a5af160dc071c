import type { CaseFile } from "../case-file.ts";
import { actOnTimeouts } from "./act-on-timeouts.ts";
import { dueCards } from "./due-cards.ts";
import { fireDueRungs } from "./fire-rungs.ts";
import type { Outcome } from "../outcome.ts";
import { settleHolders } from "../people/settle-holders.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * What the clock asks of a case at a moment: what is in the wrong hands is handed over, what is long overdue is acted
 * on where its node says so, its rungs are fired, its lost and ageing cards replaced.
 */
export function whatIsDue(file: CaseFile, around: Surroundings): Outcome<CaseFile> {
  const { bureau, at } = around;
  const settled = actOnTimeouts(settleHolders(file, around), around);
  const { next, events } = fireDueRungs(bureau, settled.next, at);
  const reminded = events.flatMap(({ taskIds }) => taskIds);
  const cards = dueCards(bureau, { file: settled.next, reminded }, at);
  return { ok: true, next, events: [...settled.events, ...cards, ...events] };
}
