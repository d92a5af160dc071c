import type { Decision, Task } from "../approval/instance.ts";
import { principalOf } from "../approval/tasks.ts";
import type { CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import {
  personOf,
  type Department,
  type Organisation,
  type Person,
  type Role,
} from "./organisation.ts";

/** Everybody who has to do with a case, as far as seeing it is concerned. */
export interface CaseAudience {
  gridManager: StaffId;
  worksManager: StaffId;
  /** Submitters of any version of any document. */
  submitters: readonly StaffId[];
  /** Holders of any task, past or present, and those who decided. */
  holders: readonly StaffId[];
  /** Those who were told of it without a say. */
  copied: readonly StaffId[];
  /** Departments in which those holders work. */
  holderDepartments: readonly Department[];
}

const ROLES_THAT_SEE_ALL: readonly Role[] = ["leader", "supervisor", "admin"];

/** People whose office is the whole bureau. */
export function seesAll(person: Person): boolean {
  return person.roles.some((role) => ROLES_THAT_SEE_ALL.includes(role));
}

/** The one permission question for chat, pages and API: may this person see this case? */
export function maySeeCase(viewer: Person, audience: CaseAudience): boolean {
  return (
    seesAll(viewer) ||
    [audience.gridManager, audience.worksManager].includes(viewer.userid) ||
    audience.submitters.includes(viewer.userid) ||
    audience.holders.includes(viewer.userid) ||
    audience.copied.includes(viewer.userid) ||
    audience.holderDepartments.some(
      ({ head, deputy }) => head === viewer.userid || deputy === viewer.userid,
    )
  );
}

/** Collects from a case file who has to do with it; departments are those of today. */
export function audienceOf(file: CaseFile, organisation: Organisation): CaseAudience {
  const { gridManager, worksManager } = file.connectionCase;
  const owners = file.approvals.flatMap(({ tasks, decisions }) => [
    ...tasks.map(principalOf),
    ...decisions.filter(isOwn).map(decidedBy),
  ]);
  // Whoever stands in sees exactly what waits for them, and what they signed.
  const standIns = file.approvals.flatMap(({ tasks, decisions }) => [
    ...tasks.filter(({ status }) => status === "pending").map(({ holder }) => holder),
    ...decisions.map(decidedBy),
  ]);
  const departmentIds = new Set(
    owners.flatMap((userid) => personOf(organisation, userid)?.department ?? []),
  );
  return {
    gridManager,
    worksManager,
    submitters: [
      ...file.documents.map(({ submittedBy }) => submittedBy),
      ...file.approvals.map(({ submittedBy }) => submittedBy),
    ],
    copied: file.approvals.flatMap(({ copies }) => copies.map(({ to }) => to)),
    holders: [...new Set([...owners, ...standIns])],
    holderDepartments: organisation.departments.filter(({ id }) => departmentIds.has(id)),
  };
}

/**
 * Tells whether somebody may learn how a task stands: whoever was ever asked for it, or has decided it, and whoever may
 * see its case. A card can be pressed by anybody who knows its id.
 */
export function maySeeTask(
  userid: StaffId,
  { file, task }: { file: CaseFile; task: Task },
  organisation: Organisation,
): boolean {
  const viewer = personOf(organisation, userid);
  if (viewer === undefined) return false;
  const asked = [task.holder, principalOf(task)];
  return asked.includes(viewer.userid) || maySeeCase(viewer, audienceOf(file, organisation));
}

function isOwn({ onBehalfOf, override }: Decision): boolean {
  return onBehalfOf === undefined && override === undefined;
}

function decidedBy(decision: Decision): StaffId {
  return decision.decidedBy;
}
