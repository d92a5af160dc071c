import type { CaseFile } from "../domain/case-file.ts";
import type { CaseId, StaffId } from "../domain/ids.ts";
import type { ReplyContext } from "../messages/case-reply.ts";
import { casesSubmittedBy } from "../store/look-ups.ts";
import { tasksListed } from "../store/work-lists.ts";
import type { Deps } from "./deps.ts";
import { visibleCases } from "./look-up.ts";

/** Somebody who asks, and the moment that the answer is of. */
export interface Asking {
  deps: Deps;
  asker: StaffId;
  at: Date;
}

/** Those of these cases that the asker may see. */
export function visible({ deps, asker }: Asking, ids: readonly CaseId[]): Promise<CaseFile[]> {
  return visibleCases(deps, ids, { staff: asker });
}

/** Numbers of cases that wait for the asker or that the asker submitted: examples that work when tried. */
export async function ownExamples(asking: Asking): Promise<string[]> {
  const { deps, asker } = asking;
  const first = { staff: asker, after: undefined, limit: 2 };
  const { rows } = await tasksListed(deps.db, { ...first, list: "todo" });
  const files = await visible(asking, [
    ...rows.map(({ caseId }) => caseId),
    ...(await casesSubmittedBy(deps.db, asker, 2)),
  ]);
  return [...new Set(files.map(({ connectionCase }) => connectionCase.caseNo))];
}

/** What the words of every answer depend on. */
export function contextOf({ deps, at }: Asking): ReplyContext {
  return { now: at, calendar: deps.bureau.calendar, publicUrl: deps.publicUrl };
}
