import type { Approval, Task } from "../approval/instance.ts";
import { principalOf } from "../approval/tasks.ts";
import { seatedWith } from "../approval/seated.ts";
import type { StaffId } from "../ids.ts";
import {
  departmentOf,
  personOf,
  presentOrFormer,
  type Organisation,
} from "../people/organisation.ts";

/** Somebody who can decide what was not decided in time, and the office in which they do. */
export interface Superior {
  holder: StaffId;
  label: string;
}

/**
 * Who stands above the owner of a task: the head of their department; for a head, or where that is not possible, the
 * first leader; else an administrator. Never the submitter, nor anybody who has a say in the node.
 */
export function superiorOf(
  organisation: Organisation,
  { approval, task }: { approval: Approval; task: Task },
): Superior | undefined {
  return [...headOf(organisation, principalOf(task)), ...leaders(organisation)].find(
    ({ holder }) =>
      personOf(organisation, holder) !== undefined &&
      holder !== approval.submittedBy &&
      !seatedWith(approval, task).includes(holder),
  );
}

function headOf(organisation: Organisation, userid: StaffId): Superior[] {
  const person = presentOrFormer(organisation, userid);
  const department = person && departmentOf(organisation, person.department);
  const head = department?.head;
  return head === undefined
    ? []
    : [{ holder: head, label: `${department?.name} 负责人（超时提级）` }];
}

function leaders({ people }: Organisation): Superior[] {
  return (["leader", "admin"] as const).flatMap((role) =>
    people
      .filter(({ roles }) => roles.includes(role))
      .map(({ userid, position }) => ({ holder: userid, label: `${position}（超时提级）` })),
  );
}
