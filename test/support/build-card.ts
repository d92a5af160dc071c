import type { Approval, Task } from "../../src/domain/approval/instance.ts";
import { taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import { approvalCard, type CardInput } from "../../src/messages/approval-card.ts";
import type { ButtonInteractionCard } from "../../src/wecom/wire.ts";
import {
  buildApproval,
  buildBureau,
  buildDecision,
  buildFile,
  buildTask,
  november,
  staff,
} from "./build.ts";
import { checkCard } from "./check-card.ts";

const FIRST = taskIdOf(1 as CaseId, 1);

/** The card of task 1 as 刘洋 sees it on the 23rd at 15:10; it keeps the platform's rules. */
export function cardOf(
  approval: Approval,
  changes: Partial<CardInput> = {},
): ButtonInteractionCard {
  const task = approval.tasks.find((one) => one.id === FIRST) ?? buildTask(1);
  const card = approvalCard({
    file: buildFile({ approvals: [approval] }),
    approval,
    task,
    viewer: staff("liuyang"),
    bureau: buildBureau(),
    now: november(23, "15:10"),
    publicUrl: "https://qp.example.cn",
    ...changes,
  });
  checkCard(card);
  return card;
}

/** Round 1 with only the first task. */
export function withTask(changes: Partial<Task>, rest: Partial<Approval> = {}): Approval {
  return buildApproval({ tasks: [buildTask(1, changes)], ...rest });
}

/** The first task was of version 1, and never decided; now version 3 is asked about. */
export function ofOlder(rest: Partial<Approval> = {}): Approval {
  const newest = { round: 2, documentVersion: 3 };
  return withTask({ status: "cancelled", cancelReason: "returned" }, { ...newest, ...rest });
}

/** 刘洋 has agreed. */
export const decided = withTask({ status: "done" }, { decisions: [buildDecision()] });
/** 吴昊 returned it. */
export const returnedByOther = buildDecision({
  taskId: taskIdOf(1 as CaseId, 2),
  verb: "return",
  decidedBy: staff("wuhao"),
  name: "吴昊",
  opinion: { code: "source-unfit", text: "电源点不合理" },
});
