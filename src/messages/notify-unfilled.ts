import { nodeOfTask } from "../domain/approval/tasks.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, nameOf, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** Somebody left, and nobody of their department can sign: the administrators must see to it that the office is filled. */
export function seatUnfilled(
  event: Extract<CaseEvent, { kind: "seat-unfilled" }>,
  context: NoticeContext,
): Notice[] {
  const { organisation } = context.bureau;
  const admins = organisation.people.filter(({ roles }) => roles.includes("admin"));
  return noticesAboutTask(context, event.taskId, ({ approval, task }) => {
    const node = nodeOfTask(approval, task);
    const left = nameOf(organisation, event.left);
    const body = [
      `【审批人离岗，无人接替】${subjectOf(context.file, approval, task.round)}`,
      ...factLines(context.file, approval),
      `环节：${plain(node?.name ?? task.nodeId)}；原审批人 ${left} 已离岗，其部门没有可以接替的副职或负责人。`,
      `处理：此项暂由 ${nameOf(organisation, task.holder)} 代行。请尽快在人员名单（organisation.yaml）中补上该岗位。`,
    ];
    return admins.map(({ userid }) => textNotice(userid, body, context));
  });
}
