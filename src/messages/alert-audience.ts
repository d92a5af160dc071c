import type { Task } from "../domain/approval/instance.ts";
import { principalOf } from "../domain/approval/tasks.ts";
import type { StaffId } from "../domain/ids.ts";
import { departmentOf, personOf, type Organisation } from "../domain/people/organisation.ts";
import type { Audience } from "../domain/time/ladder.ts";
import type { NoticeContext } from "./notice.ts";

/** Whether a person is told as a member of this audience; a group is nobody. */
export function isInAudience(
  audience: Audience,
  reader: StaffId,
  { tasks, context }: { tasks: readonly Task[]; context: NoticeContext },
): boolean {
  const { gridManager, worksManager } = context.file.connectionCase;
  const { organisation } = context.bureau;
  switch (audience) {
    case "holder":
      return tasks.some(({ holder }) => holder === reader);
    case "managers":
      return reader === gridManager || reader === worksManager;
    case "department-head":
      return tasks.some((task) => headOf(organisation, principalOf(task)) === reader);
    case "group":
      return false;
  }
}

/** Who answers for a person's work: the head of their department, or its deputy when they head it themselves. */
export function headOf(organisation: Organisation, holder: StaffId): StaffId | undefined {
  const person = personOf(organisation, holder);
  if (person === undefined) return undefined;
  const department = departmentOf(organisation, person.department);
  return department?.head === undefined || department.head === holder
    ? department?.deputy
    : department.head;
}
