import type { Approval, ApprovalNode, Task } from "../approval/instance.ts";
import { returnTargets } from "../approval/send-back.ts";
import type { CaseFile } from "../case-file.ts";
import { engineFacts, situationOf } from "../situation.ts";
import type { Surroundings } from "../surroundings.ts";

/** The nodes that a task may be returned to at this moment, the first of the path first; the submitter is always another. */
export function returnChoices(
  { file, approval, task }: { file: CaseFile; approval: Approval; task: Task },
  around: Surroundings,
): ApprovalNode[] {
  const situation = situationOf({ file, approval }, around);
  return situation === undefined ? [] : returnTargets(approval, task, engineFacts(situation).path);
}
