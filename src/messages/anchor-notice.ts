import type { Anchor } from "../domain/audit/anchor.ts";
import { dayOn } from "../domain/time/china-time.ts";
import { groupNotices, type GroupContext } from "./group-notice.ts";
import type { Notice } from "./notice.ts";

/** The state of all signatures in one line, put where nobody of the database can change it. */
export function anchorNotices(
  anchor: Anchor,
  context: Pick<GroupContext, "bureau" | "hasGroupRobot">,
): Notice[] {
  const { no, takenAt, cases, decisions, root } = anchor;
  return groupNotices(
    {
      heading: `【审计锚点】第 ${no} 号（${dayOn(takenAt)}）`,
      lines: [
        `已有签署的工单 ${cases} 件，签署意见 ${decisions} 条`,
        `根值：${root}`,
        "供审计核对，无需处理，请勿撤回或删除。",
      ],
      mention: [],
    },
    { ...context, now: takenAt },
  );
}

/** An anchor as it stood in the group. */
export interface PostedAnchor {
  no: number;
  root: string;
}

/** The anchors in a text that was copied from the group, in whatever surroundings. */
export function postedAnchors(text: string): PostedAnchor[] {
  const found = text.matchAll(
    /第\s*(\d{1,12})\s*号(?:(?!第\s*\d+\s*号)[^])*?(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])/g,
  );
  return [...found].map(([, no, root = ""]) => ({ no: Number(no), root }));
}
