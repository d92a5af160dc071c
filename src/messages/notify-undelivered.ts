import type { Approval, Task } from "../domain/approval/instance.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import { isFirstUndelivered } from "../domain/card-life.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, holderName, officeText, subjectOf } from "./approval-words.ts";
import { dueText } from "./moments.ts";
import { noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { newCard } from "./notify-cards.ts";

/** A card did not arrive: another goes out, and the first time those who can help are told. */
export function cardResent(
  event: Extract<CaseEvent, { kind: "card-resent" }>,
  context: NoticeContext,
): Notice[] {
  const { file } = context;
  const lost = file.cards.find((card) => card.id === event.cardId);
  const isNews = lost !== undefined && isFirstUndelivered(file, lost);
  return noticesAboutTask(context, event.taskId, (found) => [
    newCard(found, context),
    ...(isNews
      ? helpersOf(found.task, context).map((person) =>
          textNotice(person, undeliveredLines(found, context), context),
        )
      : []),
  ]);
}

/** Both managers and the administrators; not the one who cannot be reached. */
function helpersOf({ holder }: Task, { file, bureau }: NoticeContext): StaffId[] {
  const { gridManager, worksManager } = file.connectionCase;
  const admins = bureau.organisation.people.filter(({ roles }) => roles.includes("admin"));
  const all = new Set([gridManager, worksManager, ...admins.map(({ userid }) => userid)]);
  return [...all].filter((person) => person !== holder);
}

function undeliveredLines(
  { approval, task }: { approval: Approval; task: Task },
  { file, bureau, now }: NoticeContext,
): string[] {
  const name = holderName(bureau.organisation, approval, task);
  const dueProvisional = nodeOfTask(approval, task)?.dueProvisional ?? false;
  return [
    `【审批卡未能送达】${subjectOf(file, approval, task.round)} 等待 ${name} 审批`,
    ...factLines(file, approval),
    `审批人：${name}（${officeText(approval, task)}），${dueText({ dueAt: task.dueAt, dueProvisional }, now)} 到期`,
    `原因：企业微信未能把卡片送到 ${name}，其可能尚未加入、已离职或不在本应用的可见范围内。`,
    "下一步：请联系本人，并由管理员检查通讯录和应用可见范围；系统在工作时间每 30 分钟重发一次，送达后可正常办理。",
  ];
}
