import {
  GROUP_TEXT_MAX_BYTES,
  WEBHOOK_MARKDOWN_MAX_BYTES,
  USERID_MAX_BYTES,
} from "../wecom/text-limits.ts";
import { headingText, outageLines, taskLines, type Alert } from "./alert-lines.ts";
import { caseUrl, factLines, subjectOf } from "./approval-words.ts";
import { fitLines, plainMarkdown } from "./fit.ts";
import { asOfText } from "./moments.ts";
import type { Notice, NoticeContext } from "./notice.ts";

/** Room that the sender needs to append `<@userid>` for one person. */
const MENTION_BYTES = USERID_MAX_BYTES + 8;

/** The alert in the work group: by its robot and in the managers' chat, whichever there are. */
export function groupNotices(alert: Alert, context: NoticeContext): Notice[] {
  const chatId = context.bureau.organisation.managersChatId;
  return [
    ...(context.hasGroupRobot ? [robotNotice(alert, context)] : []),
    ...(chatId === undefined ? [] : [chatNotice(alert, chatId, context)]),
  ];
}

function robotNotice(alert: Alert, context: NoticeContext): Notice {
  const [heading = "", ...rest] = groupLines(alert, context).map(plainMarkdown);
  const content = fitLines(
    {
      body: [`**${heading}**`, ...rest.map((line) => `> ${line}`)],
      foot: [`> ${asOfText(context.now)}`, `[查看方案](${urlOf(context)})`],
    },
    WEBHOOK_MARKDOWN_MAX_BYTES - MENTION_BYTES * alert.tasks.length,
  );
  return {
    message: { kind: "group-webhook", content, mention: holdersOf(alert) },
    orderKey: "to:group-webhook",
    lane: "normal",
  };
}

function chatNotice(alert: Alert, chatId: string, context: NoticeContext): Notice {
  const content = fitLines(
    {
      body: groupLines(alert, context),
      foot: [`（${asOfText(context.now)}）`, urlOf(context)],
    },
    GROUP_TEXT_MAX_BYTES - MENTION_BYTES * alert.tasks.length,
  );
  return {
    message: { kind: "group-chat", chatId, content, mention: holdersOf(alert) },
    orderKey: `to:chat:${chatId}`,
    lane: "normal",
  };
}

function groupLines(alert: Alert, context: NoticeContext): string[] {
  const { approval, tasks, tone, skippedCount } = alert;
  return [
    `【${headingText(tone)}】${subjectOf(context.file, approval, tasks[0].round)}`,
    ...factLines(context.file, approval),
    ...taskLines(alert, context),
    "下一步：请审批人尽快办理，双经理和部门负责人协调。",
    ...outageLines(skippedCount),
  ];
}

function holdersOf({ tasks }: Alert): string[] {
  return tasks.map((task) => task.holder);
}

function urlOf({ file, publicUrl }: NoticeContext): string {
  return caseUrl(publicUrl, file.connectionCase.caseNo);
}
