import { nodeOfTask, type Approval, type Decision } from "../../src/domain/approval/instance.ts";
import { workingMinutesBetween } from "../../src/domain/time/working-minutes.ts";
import { verbText } from "../../src/messages/approval-words.ts";
import { workMinText } from "../../src/messages/durations.ts";
import { momentText } from "../../src/messages/moments.ts";
import type { Demo } from "./bureau.ts";
import { fileOf } from "./people.ts";
import { print, table } from "./tell.ts";

const HEADS = ["版本", "环节", "姓名", "岗位", "决定", "意见", "时间", "用时（工作时间）"];

/** Who decided what in a case, with the working time that each of them used. */
export async function printDecisions(demo: Demo, caseNo: string): Promise<void> {
  const { approvals } = await fileOf(demo, caseNo);
  const rows = approvals.flatMap((approval) =>
    approval.decisions.map((decision) => rowOf(demo, approval, decision)),
  );
  print(`\nDecisions 签署记录 ${caseNo}`);
  table([HEADS, ...rows]);
}

function rowOf({ bureau, app }: Demo, approval: Approval, decision: Decision): string[] {
  const task = approval.tasks.find((one) => one.id === decision.taskId);
  const openedAt = task?.openedAt ?? decision.committedAt;
  const usedWorkMin = workingMinutesBetween(bureau.calendar, openedAt, decision.committedAt);
  return [
    `v${decision.documentVersion}`,
    (task && nodeOfTask(approval, task)?.name) ?? decision.nodeId,
    decision.name,
    task?.label ?? "",
    verbText(decision.verb),
    decision.opinion.text,
    momentText(decision.committedAt, app.deps.clock.now()),
    workMinText(usedWorkMin),
  ];
}
