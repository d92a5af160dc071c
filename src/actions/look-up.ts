import type { CaseFile } from "../domain/case-file.ts";
import type { CaseId, CaseNo, StaffId } from "../domain/ids.ts";
import { personOf, type Organisation } from "../domain/people/organisation.ts";
import { audienceOf, maySeeCase, seesAll } from "../domain/people/who-may-see.ts";
import { caseIdOf, findCase, findCases } from "../store/case-file.ts";
import type { Among } from "../store/look-ups.ts";
import { read } from "../store/db.ts";
import type { Deps } from "./deps.ts";
import type { CaseView } from "./inputs.ts";
import { pinnedFlows } from "./pinned-flows.ts";

/** Who looks: an employee, or a business system by its key. */
export type Viewer = { staff: StaffId } | { apiKey: string };

/** A case as this viewer may see it; undefined when there is none or no right, which look the same. */
export async function lookUpCase(
  deps: Deps,
  { caseNo, viewer }: { caseNo: CaseNo; viewer: Viewer },
): Promise<CaseView | undefined> {
  const id = await caseIdOf(deps.db, caseNo);
  const file = id === undefined ? undefined : await findCase(deps.db, id);
  if (file === undefined || !maySee(deps.bureau.organisation, file, viewer)) return undefined;
  const flowOf = await pinnedFlows(deps, { read: (...asked) => read(deps.db, ...asked) }, file);
  return { file, asOf: deps.clock.now(), flowOf };
}

/** Those of these cases that the viewer may see, in the same order. */
export async function visibleCases(
  deps: Deps,
  ids: readonly CaseId[],
  viewer: Viewer,
): Promise<CaseFile[]> {
  const files = await findCases(deps.db, ids);
  return files.filter((file) => maySee(deps.bureau.organisation, file, viewer));
}

/** Whose cases the store should look among for this person; the rule itself is asked afterwards. */
export function searchAmong(organisation: Organisation, staff: StaffId): Among {
  const person = personOf(organisation, staff);
  if (person !== undefined && seesAll(person)) return undefined;
  const led = organisation.departments
    .filter(({ head, deputy }) => head === staff || deputy === staff)
    .map(({ id }) => id);
  const members = organisation.people
    .filter(({ department }) => led.includes(department))
    .map(({ userid }) => userid);
  return [...new Set([staff, ...members])];
}

function maySee(organisation: Organisation, file: CaseFile, viewer: Viewer): boolean {
  if ("apiKey" in viewer) return true;
  const person = personOf(organisation, viewer.staff);
  return person !== undefined && maySeeCase(person, audienceOf(file, organisation));
}
