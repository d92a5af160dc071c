import { headingText, outageLines, taskLines, type Alert } from "./alert-lines.ts";
import { caseUrl, factLines, subjectOf } from "./approval-words.ts";
import { groupNotices } from "./group-notice.ts";
import type { Notice, NoticeContext } from "./notice.ts";

/** The alert in the work group, mentioning the holders. */
export function groupAlert(alert: Alert, context: NoticeContext): Notice[] {
  const { approval, tasks, tone, skippedCount } = alert;
  const { file, publicUrl } = context;
  return groupNotices(
    {
      heading: `【${headingText(tone)}】${subjectOf(file, approval, tasks[0].round)}`,
      lines: [
        ...factLines(file, approval),
        ...taskLines(alert, context),
        "下一步：请审批人尽快办理，双经理和部门负责人协调。",
        ...outageLines(skippedCount),
      ],
      url: caseUrl(publicUrl, file.connectionCase.caseNo),
      mention: tasks.map((task) => task.holder),
    },
    context,
  );
}
