import { escalationTo } from "../domain/approval/escalation.ts";
import type { Approval, Task } from "../domain/approval/instance.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { concernedIn, factLines, holderName, nameOf, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** Submitter, both managers and whoever let it lie learn who is asked now; the one who is has the card. */
export function taskEscalated(
  event: Extract<CaseEvent, { kind: "task-escalated" }>,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, event.taskId, ({ approval, task }) => {
    const act = escalationTo(approval, task);
    const late = approval.tasks.find(({ id }) => id === act?.taskId);
    if (act === undefined || late === undefined) return [];
    const { file, bureau } = context;
    const name = holderName(bureau.organisation, approval, task);
    const what =
      act.kind === "escalate"
        ? `已提级，由 ${name} 共同审批，先办者为准`
        : `已提级，改由 ${name} 审批`;
    const body = [
      `【超时提级】${subjectOf(file, approval)} “${nodeName(approval, task)}”环节超时未办，${what}。`,
      ...factLines(file, approval),
      `原审批人：${nameOf(bureau.organisation, late.holder)}${act.text === "" ? "" : `；${plain(act.text)}`}`,
    ];
    const told = new Set([...concernedIn(file, approval), late.holder, task.holder]);
    return [...told].map((person) => textNotice(person, body, context));
  });
}

function nodeName(approval: Approval, task: Task): string {
  return plain(nodeOfTask(approval, task)?.name ?? task.nodeId);
}
