import type { Bureau } from "../domain/bureau.ts";
import type { StaffId } from "../domain/ids.ts";
import type { Grant } from "../domain/leave/grant.ts";
import { linkText, nameOf } from "./approval-words.ts";
import { replyText } from "./case-reply.ts";
import { modeText, periodText, scopeText } from "./leave-words.ts";
import { plain } from "./fit.ts";

export interface LeaveNotice {
  to: StaffId;
  content: string;
}

interface Context {
  bureau: Bureau;
  publicUrl: string;
  now: Date;
}

/** The delegate is asked; the principal hears of it where an administrator made it. */
export function offeredNotices(grant: Grant, context: Context): LeaveNotice[] {
  const { principal, delegate, madeBy } = grant;
  const by = nameOf(context.bureau.organisation, madeBy);
  const maker = madeBy === principal ? [] : [`由 ${by} 代为办理，事由：${plain(grant.reason)}`];
  return [
    {
      to: delegate,
      content: textOf(grant, context, {
        heading: "【休假代理，请您接受】",
        lines: [...maker, "下一步：打开“休假代理”，接受后生效；不接受的，代理不生效。"],
      }),
    },
    ...(madeBy === principal
      ? []
      : [
          {
            to: principal,
            content: textOf(grant, context, { heading: "【已为您办理休假代理】", lines: maker }),
          },
        ]),
  ];
}

export function acceptedNotices(grant: Grant, context: Context): LeaveNotice[] {
  const lines = [
    grant.mode === "replace"
      ? "代理期间由代理人审批；您要自己办理的，请先结束代理。"
      : "代理期间您和代理人都可以审批，先办者有效。",
  ];
  const content = textOf(grant, context, { heading: "【休假代理已被接受】", lines });
  return [{ to: grant.principal, content }];
}

/** Both sides hear of it, but not who ended it. */
export function endedNotices(
  grant: Grant,
  { by, ...context }: Context & { by: StaffId },
): LeaveNotice[] {
  const name = nameOf(context.bureau.organisation, by);
  const content = textOf(grant, context, {
    heading: "【休假代理已结束】",
    lines: [`由 ${name} 结束；尚未办理的审批交还本人，到期时间不变。`],
  });
  return [grant.principal, grant.delegate]
    .filter((userid) => userid !== by)
    .map((to) => ({ to, content }));
}

function textOf(
  grant: Grant,
  { bureau: { organisation }, publicUrl, now }: Context,
  { heading, lines }: { heading: string; lines: readonly string[] },
): string {
  const body = [
    `${heading}${nameOf(organisation, grant.principal)} → ${nameOf(organisation, grant.delegate)}`,
    `期间：${periodText(grant)}；方式：${modeText(grant.mode)}`,
    `范围：${scopeText(grant.scope)}`,
    ...lines,
  ];
  return replyText(body, { now, last: [linkText(`${publicUrl}/leave`, "休假代理")] });
}
