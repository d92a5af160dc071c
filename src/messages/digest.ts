import type { SendMarkdown, SendText } from "../wecom/outbound.ts";
import { byteLength, fitBytes, TEXT_MAX_BYTES } from "../wecom/text-limits.ts";
import { linkText, tasksUrl } from "./approval-words.ts";
import { messageSubject } from "./message-subject.ts";
import { asOfText } from "./moments.ts";

export type PersonalText = SendText | SendMarkdown;

/** Longest line that one text gets in a digest, in UTF-8 bytes. */
const LINE_MAX_BYTES = 180;

/**
 * One text in place of several to the same person that a limit held back: how many there were, the first line
 * of each, and how many did not fit. A digest among them is taken apart, so that nothing is counted away.
 */
export function digestOf(
  texts: readonly [PersonalText, ...PersonalText[]],
  context: { now: Date; publicUrl: string },
): SendText {
  const subjects = texts.flatMap(subjectsOf);
  const content = digestContent(subjects, context);
  return { kind: "send-text", to: texts[0].to, content, digestOf: subjects };
}

function subjectsOf(text: PersonalText): readonly string[] {
  const before = text.kind === "send-text" ? text.digestOf : undefined;
  return before ?? [fitBytes(messageSubject(text), LINE_MAX_BYTES)];
}

function digestContent(
  subjects: readonly string[],
  { now, publicUrl }: { now: Date; publicUrl: string },
): string {
  const heading = `您有 ${subjects.length} 条提醒（因发送频率限制合并）`;
  const lines = subjects.map((subject, index) => `${index + 1}. ${subject}`);
  const link = linkText(tasksUrl(publicUrl), "打开待办列表");
  const foot = `请在审批卡片上办理；发送“待办”可查看等您审批的事项，或${link}。\n（${asOfText(now)}）`;
  const whole = [heading, ...lines, foot].join("\n");
  if (byteLength(whole) <= TEXT_MAX_BYTES) return whole;
  const restOf = (shown: number): string => `…… 其余 ${subjects.length - shown} 条未列出。`;
  const roomBytes = TEXT_MAX_BYTES - byteLength([heading, restOf(0), foot, ""].join("\n"));
  const shown = countFitting(lines, roomBytes);
  return [heading, ...lines.slice(0, shown), restOf(shown), foot].join("\n");
}

/** How many lines from the first on, each with its line end, have room. */
function countFitting(lines: readonly string[], roomBytes: number): number {
  let usedBytes = 0;
  const firstTooMany = lines.findIndex((line) => {
    usedBytes += byteLength(line) + 1;
    return usedBytes > roomBytes;
  });
  return firstTooMany < 0 ? lines.length : firstTooMany;
}
