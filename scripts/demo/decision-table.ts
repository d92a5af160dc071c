import type { Approval, Decision, Task } from "../../src/domain/approval/instance.ts";
import { nodeOfTask, signatureOf } from "../../src/domain/approval/tasks.ts";
import { workingMinutesBetween } from "../../src/domain/time/working-minutes.ts";
import { signerName, verbText } from "../../src/messages/approval-words.ts";
import { workMinText } from "../../src/messages/durations.ts";
import { momentText } from "../../src/messages/moments.ts";
import type { Demo } from "./bureau.ts";
import { fileOf } from "./people.ts";
import { print, table } from "./tell.ts";

const HEADS = ["版本", "环节", "姓名", "岗位", "决定", "意见", "时间", "用时（工作时间）"];

/** Who decided what in a case, with the working time that each of them used, and which signatures stand from before. */
export async function printDecisions(demo: Demo, caseNo: string): Promise<void> {
  const { approvals } = await fileOf(demo, caseNo);
  const rows = approvals.flatMap((approval) =>
    signedTasks(approval).map((signed) => rowOf(demo, approval, signed)),
  );
  print(`\nDecisions 签署记录 ${caseNo}`);
  table([HEADS, ...rows]);
}

interface Signed {
  task: Task;
  decision: Decision;
  isKept: boolean;
  at: Date;
}

function signedTasks(approval: Approval): Signed[] {
  return approval.tasks
    .flatMap((task) => {
      const decision = signatureOf(approval, task);
      if (decision === undefined) return [];
      const isKept = task.keptFrom !== undefined;
      return [{ task, decision, isKept, at: isKept ? task.openedAt : decision.committedAt }];
    })
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function rowOf(
  { bureau, app }: Demo,
  approval: Approval,
  { task, decision, isKept, at }: Signed,
): string[] {
  const node = nodeOfTask(approval, task);
  const usedWorkMin = workingMinutesBetween(bureau.calendar, task.openedAt, at);
  return [
    `v${node?.documentVersion ?? decision.documentVersion}`,
    node?.name ?? task.nodeId,
    signerName(decision),
    task.label,
    isKept ? `沿用 v${decision.documentVersion}` : verbText(decision.verb),
    decision.opinion.text,
    momentText(at, app.deps.clock.now()),
    isKept ? "无需再办" : workMinText(usedWorkMin),
  ];
}
