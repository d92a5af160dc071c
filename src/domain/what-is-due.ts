import type { CaseFile } from "./case-file.ts";
import { dueCards } from "./due-cards.ts";
import { fireDueRungs } from "./fire-rungs.ts";
import type { Outcome } from "./outcome.ts";
import type { Surroundings } from "./surroundings.ts";

/** What the clock asks of a case at a moment: its rungs are fired, its lost and ageing cards replaced. */
export function whatIsDue(
  file: CaseFile,
  { bureau, at }: Pick<Surroundings, "bureau" | "at">,
): Outcome<CaseFile> {
  const { next, events } = fireDueRungs(bureau, file, at);
  const reminded = events.flatMap(({ taskIds }) => taskIds);
  return { ok: true, next, events: [...dueCards(bureau, { file, reminded }, at), ...events] };
}
