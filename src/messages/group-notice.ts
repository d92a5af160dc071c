import {
  GROUP_TEXT_MAX_BYTES,
  WEBHOOK_MARKDOWN_MAX_BYTES,
  USERID_MAX_BYTES,
} from "../wecom/text-limits.ts";
import { fitLines, plainMarkdown } from "./fit.ts";
import { asOfText } from "./moments.ts";
import type { Notice, NoticeContext } from "./notice.ts";

/** What a work group is to read. */
export interface GroupWords {
  heading: string;
  lines: readonly string[];
  /** Where to see more. */
  url?: string;
  /** Userids. */
  mention: readonly string[];
}

export type GroupContext = Pick<NoticeContext, "bureau" | "now" | "hasGroupRobot">;

/** Room that the sender needs to append `<@userid>` for one person. */
const MENTION_BYTES = USERID_MAX_BYTES + 8;

/** To the work group: by its robot and in the managers' chat, whichever there are. */
export function groupNotices(words: GroupWords, context: GroupContext): Notice[] {
  const chatId = context.bureau.organisation.managersChatId;
  return [
    ...(context.hasGroupRobot ? [robotNotice(words, context)] : []),
    ...(chatId === undefined ? [] : [chatNotice(words, chatId, context)]),
  ];
}

function robotNotice({ heading, lines, url, mention }: GroupWords, { now }: GroupContext): Notice {
  const quoted = lines.map((line) => `> ${plainMarkdown(line)}`);
  const content = fitLines(
    {
      body: [`**${plainMarkdown(heading)}**`, ...quoted],
      foot: [`> ${asOfText(now)}`, ...(url === undefined ? [] : [`[查看方案](${url})`])],
    },
    WEBHOOK_MARKDOWN_MAX_BYTES - MENTION_BYTES * mention.length,
  );
  return {
    message: { kind: "group-webhook", content, mention: [...mention] },
    orderKey: "to:group-webhook",
    lane: "normal",
  };
}

function chatNotice(
  { heading, lines, url, mention }: GroupWords,
  chatId: string,
  { now }: GroupContext,
): Notice {
  const content = fitLines(
    {
      body: [heading, ...lines],
      foot: [`（${asOfText(now)}）`, ...(url === undefined ? [] : [url])],
    },
    GROUP_TEXT_MAX_BYTES - MENTION_BYTES * mention.length,
  );
  return {
    message: { kind: "group-chat", chatId, content, mention: [...mention] },
    orderKey: `to:chat:${chatId}`,
    lane: "normal",
  };
}
