import type { Task } from "../domain/approval/instance.ts";
import { nodeOfTask, principalOf } from "../domain/approval/tasks.ts";
import { deliveryOfTask } from "../domain/card-life.ts";
import { approvalOf } from "../domain/case-file.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import type { Audience } from "../domain/time/ladder.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { headOf } from "./alert-audience.ts";
import { alertLines, type Alert } from "./alert-lines.ts";
import { groupAlert } from "./group-alert.ts";

/** A rung of the ladder: everyone in its audience hears once, the group too when there is one. */
export function rungFired(
  event: Extract<CaseEvent, { kind: "rung-fired" }>,
  context: NoticeContext,
): Notice[] {
  const approval = approvalOf(context.file, event.approvalId);
  const [first, ...others] =
    approval?.tasks.filter((task) => event.taskIds.includes(task.id)) ?? [];
  if (approval === undefined || first === undefined) return [];
  const ladderId = nodeOfTask(approval, first)?.ladderId;
  const rungs = context.bureau.ladders.find((ladder) => ladder.id === ladderId)?.rungs ?? [];
  const index = rungs.findIndex((one) => one.id === event.rungId);
  const rung = rungs[index];
  if (rung === undefined) return [];
  const alert: Alert = {
    approval,
    tasks: [first, ...others],
    tone: rung.tone,
    next: rungs[index + 1],
    skippedCount: event.skipped.length,
  };
  return [
    ...personsOf(rung.audience, alert.tasks, context).map((person) =>
      textNotice(person, alertLines(alert, person, context), context),
    ),
    ...(rung.audience.includes("group") ? groupAlert(alert, context) : []),
  ];
}

/**
 * Each person once, the holders first, in whatever number of audiences they are. A holder whose card did not arrive
 * gets another card instead of words that point to it.
 */
function personsOf(
  audience: readonly Audience[],
  tasks: readonly Task[],
  { file, bureau }: NoticeContext,
): StaffId[] {
  const { gridManager, worksManager } = file.connectionCase;
  const heads = tasks.flatMap((task) => headOf(bureau.organisation, principalOf(task)) ?? []);
  const holders = tasks
    .filter((task) => deliveryOfTask(file, task.id) !== "undeliverable")
    .map((task) => task.holder);
  return [
    ...new Set([
      ...(audience.includes("holder") ? holders : []),
      ...(audience.includes("managers") ? [gridManager, worksManager] : []),
      ...(audience.includes("department-head") ? heads : []),
    ]),
  ];
}
