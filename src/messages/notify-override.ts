import { lastActOn } from "../domain/approval/act.ts";
import type { Approval, Task } from "../domain/approval/instance.ts";
import { decisionOfTask, principalOf } from "../domain/approval/tasks.ts";
import { choiceOfCode, openOverride } from "../domain/approval/override.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { overriders } from "../domain/verbs/override-task.ts";
import {
  factLines,
  holderName,
  officeText,
  shortName,
  signerName,
  subjectOf,
  verbText,
} from "./approval-words.ts";
import { cardStateOf, closingText } from "./card-state.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { kind: Kind }>;
interface Found {
  approval: Approval;
  task: Task;
}

/** The other administrators are asked to look at it and to confirm or refuse it on the page. */
export function overrideAsked(event: EventOf<"override-asked">, context: NoticeContext): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    const asked = openOverride(found.approval, event.taskId);
    const choice = choiceOfCode(asked?.choice);
    if (asked === undefined || choice === undefined) return [];
    const body = [
      `【越权处理待确认】${subjectText(found, context)}：${shortName(asked.name)} 请求代 ${seatText(found, context)} ${verbText(choice.verb)}`,
      ...factLines(context.file, found.approval),
      `类别：${choice.category.text}`,
      `理由：${plain(asked.text)}`,
      "下一步：请在工单网页核对后确认或不同意；未经另一名管理员确认不生效。",
    ];
    return overriders(context.bureau.organisation, found)
      .filter((person) => person !== asked.by)
      .map((person) => textNotice(person, body, context));
  });
}

/** Whoever had asked, and whoever was to confirm it, learn that it will not be done. */
export function overrideRefused(
  event: EventOf<"override-refused">,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    const about = { taskId: event.taskId };
    const asked = lastActOn(found.approval, { kind: "override", ...about });
    const refused = lastActOn(found.approval, { kind: "override-refuse", ...about });
    if (asked === undefined || refused === undefined) return [];
    const seat = `代 ${seatText(found, context)} 处理`;
    const head =
      asked.by === refused.by
        ? `越权处理请求已撤回：${shortName(asked.name)} 不再请求${seat}，无需确认`
        : `越权处理未获同意：${shortName(refused.name)} 未确认${seat}`;
    const body = [
      `${subjectText(found, context)} ${head}`,
      ...factLines(context.file, found.approval),
      `理由：${plain(refused.text)}`,
    ];
    return partiesOf(found, asked.by, context)
      .filter((person) => person !== refused.by)
      .map((person) => textNotice(person, body, context));
  });
}

/** A task ended while somebody was asked to confirm that it be decided for its holder: the request is void. */
export function overrideVoided(event: CaseEvent, context: NoticeContext): Notice[] {
  if (event.kind !== "task-decided" && event.kind !== "task-cancelled") return [];
  return noticesAboutTask(context, event.taskId, (found) => {
    const { approval, task } = found;
    const asked = openOverride(approval, task.id);
    if (asked === undefined) return [];
    const ended = cardStateOf(approval, task, { viewer: asked.by, isReplaced: false });
    const { organisation } = context.bureau;
    const body = [
      `${subjectText(found, context)} 越权处理请求已失效：${shortName(asked.name)} 请求代 ${seatText(found, context)} 处理，未经确认，此项已结束`,
      ...factLines(context.file, approval),
      `原因：${closingText(ended, { organisation, now: context.now }) ?? ""}`,
    ];
    const byWhom = decisionOfTask(approval, task.id)?.decidedBy;
    return partiesOf(found, asked.by, context)
      .filter((person) => person !== byWhom)
      .map((person) => textNotice(person, body, context));
  });
}

/** Whoever asked, and those who were asked to confirm it. */
function partiesOf(found: Found, asker: StaffId, { bureau }: NoticeContext): StaffId[] {
  return [...new Set([asker, ...overriders(bureau.organisation, found)])];
}

/** Whose seat it is, both managers and whoever had asked learn who decided, who confirmed it and why. */
export function taskOverridden(
  event: EventOf<"task-overridden">,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    const decision = decisionOfTask(found.approval, event.taskId);
    if (decision === undefined) return [];
    const body = [
      `【越权处理】${subjectText(found, context)}：${signerName(decision)} ${verbText(decision.verb)}`,
      ...factLines(context.file, found.approval),
      `席位：${seatText(found, context)}`,
      `理由：${plain(decision.opinion.text)}`,
      `时间：${momentText(decision.committedAt, context.now)}。如有异议，请联系管理员；此项已计入越权处理月报。`,
    ];
    return readersOf(found, decision.decidedBy, context).map((person) =>
      textNotice(person, body, context),
    );
  });
}

function readersOf({ task }: Found, asker: StaffId, { file }: NoticeContext): StaffId[] {
  const { gridManager, worksManager } = file.connectionCase;
  return [...new Set([task.holder, principalOf(task), gridManager, worksManager, asker])];
}

function seatText({ approval, task }: Found, { bureau }: NoticeContext): string {
  return `${holderName(bureau.organisation, approval, task)}（${officeText(approval, task)}）`;
}

function subjectText({ approval, task }: Found, { file }: NoticeContext): string {
  return subjectOf(file, approval, task.round);
}
