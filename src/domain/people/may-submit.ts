import type { ConnectionCase } from "../case/connection-case.ts";
import type { Person } from "./organisation.ts";

/** Why somebody may not submit for a case: an office that runs no cases, or a case of others. */
export type NoSubmitter = "not-staff" | "not-concerned";

/**
 * Whether a person may submit documents of a case: staff who manage it or work in its branch, and
 * administrators. Undefined means yes.
 */
export function whyNotSubmit(
  { userid, department, roles }: Person,
  {
    gridManager,
    worksManager,
    branch,
  }: Pick<ConnectionCase, "gridManager" | "worksManager" | "branch">,
): NoSubmitter | undefined {
  if (roles.includes("admin")) return undefined;
  if (!roles.includes("staff")) return "not-staff";
  const isManager = userid === gridManager || userid === worksManager;
  return isManager || department === branch ? undefined : "not-concerned";
}
