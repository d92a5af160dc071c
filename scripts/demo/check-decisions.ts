import type { Approval } from "../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { Check } from "./check.ts";

/** The story has come to its good end, and every slot of every case was decided exactly once or not at all. */
export function checkDecisions(files: readonly CaseFile[], story: CaseFile): Check[] {
  const approvals = files.flatMap((file) => file.approvals);
  const count = approvals.flatMap(({ decisions }) => decisions).length;
  return [
    { what: "the plan is approved and the case has moved on to the reply", problems: endOf(story) },
    {
      what: `one decision per slot: ${count} decisions in ${files.length} cases`,
      problems: approvals.flatMap(slotProblems),
    },
  ];
}

function endOf({ approvals, stages, documents }: CaseFile): string[] {
  const [approval] = approvals;
  const reply = stages.find(({ id }) => id === "plan_reply");
  return [
    ...(approval?.status === "approved" ? [] : [`the approval is ${approval?.status}`]),
    ...(approval?.round === 2 ? [] : [`it took ${approval?.round} rounds, not 2`]),
    ...(documents.length === 2 ? [] : [`${documents.length} versions are kept, not 2`]),
    ...(reply?.status === "running" ? [] : [`the stage of the reply is ${reply?.status}`]),
  ];
}

function slotProblems(approval: Approval): string[] {
  const perTask = approval.tasks.flatMap(({ id, status, cancelReason }) => {
    const count = approval.decisions.filter((one) => one.taskId === id).length;
    const expected = status === "done" || cancelReason === "by-rule" ? 1 : 0;
    return count === expected ? [] : [`${id} is ${status} with ${count} decisions`];
  });
  const slots = approval.decisions.map(({ taskId }) => {
    const task = approval.tasks.find((one) => one.id === taskId);
    return `round ${task?.round} ${task?.nodeId} seat ${task?.seatNo}`;
  });
  const twice = slots.filter((slot, index) => slots.indexOf(slot) !== index);
  return [...perTask, ...twice.map((slot) => `${approval.id} ${slot} was decided twice`)];
}
