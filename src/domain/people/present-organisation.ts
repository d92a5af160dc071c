import type { StaffId } from "../ids.ts";
import type { Organisation } from "./organisation.ts";

/** The organisation without those who have left: they hold no office any more, and are kept for their names. */
export function presentOrganisation(
  organisation: Organisation,
  departed: Pick<ReadonlySet<StaffId>, "has" | "size">,
): Organisation {
  const { people, departments } = organisation;
  const isWhole = departed.size === 0 || !people.some(({ userid }) => departed.has(userid));
  if (isWhole) return organisation;
  const unlessLeft = (userid: StaffId | undefined): StaffId | undefined =>
    userid === undefined || departed.has(userid) ? undefined : userid;
  return {
    ...organisation,
    listed: organisation,
    people: people.filter(({ userid }) => !departed.has(userid)),
    departments: departments.map((department) => ({
      ...department,
      head: unlessLeft(department.head),
      deputy: unlessLeft(department.deputy),
    })),
  };
}
