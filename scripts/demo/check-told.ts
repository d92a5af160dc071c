import type { CaseFile } from "../../src/domain/case-file.ts";
import type { Tone } from "../../src/domain/time/ladder.ts";
import { headingText } from "../../src/messages/alert-lines.ts";
import type { Check } from "./check.ts";
import type { Demo } from "./bureau.ts";
import { groupTexts, textsOf } from "./people.ts";
import { SLOW, UNTOUCHED } from "./cast.ts";

/** Words that a message of this kind holds, and who must have got exactly one about the story. */
const MUST_KNOW: readonly (readonly [words: string, userids: readonly string[]])[] = [
  ["已提交审批", ["zhangwei"]],
  ["已被退回", ["zhangwei"]],
  ["电源点不合理", ["zhangwei"]],
  ["已重新提交", ["zhangwei"]],
  ["沿用您", [UNTOUCHED]],
  ["前加签 郑红", ["zhangwei"]],
  [headingText("overdue"), [SLOW, "zhangwei", "maqiang", "huangmin"]],
  ["审批已通过", ["zhangwei", "maqiang"]],
];

/** Everybody who had to be told of the story was told, once; both groups heard of the overdue task. */
export function checkTold(demo: Demo, { connectionCase: { caseNo } }: CaseFile): Check {
  const people = MUST_KNOW.flatMap(([words, userids]) =>
    userids.map((userid) => ({ who: userid, words, texts: textsOf(demo, userid) })),
  );
  const groups = groupTexts(demo).map(({ name, texts }) => ({
    who: name,
    words: headingText("overdue"),
    texts,
  }));
  return {
    what: `everybody who had to be told was told once (${people.length} messages, ${groups.length} groups)`,
    problems: [...people, ...groups].flatMap(({ who, words, texts }) => {
      const count = texts.filter((text) => text.includes(caseNo) && text.includes(words)).length;
      return count === 1 ? [] : [`${who} read “${words}” ${count} times`];
    }),
  };
}

/** Every rung that the database says was sent is on its holder's phone exactly once. */
export function checkReminders(demo: Demo, files: readonly CaseFile[]): Check {
  const expected = new Map<string, number>();
  for (const one of files.flatMap((file) => remindersOf(demo, file))) {
    expected.set(one, (expected.get(one) ?? 0) + 1);
  }
  return {
    what: `each of ${[...expected.values()].reduce((sum, one) => sum + one, 0)} reminders to approvers came once`,
    problems: [...expected].flatMap(([key, count]) => {
      const [userid = "", caseNo = "", words = ""] = key.split(" ");
      const texts = textsOf(demo, userid).filter((text) => text.includes(`【${words}】${caseNo}`));
      const toHolder = texts.filter((text) => text.includes("等待您审批"));
      const came = toHolder.length;
      return came === count
        ? []
        : [`${userid} read “${words}” of ${caseNo} ${came} times, not ${count}`];
    }),
  };
}

/** One `userid caseNo heading` for each rung that was sent to the holder of a task. */
function remindersOf({ bureau }: Demo, file: CaseFile): string[] {
  const tones: ReadonlyMap<string, Tone> = new Map(
    bureau.ladders.flatMap((ladder) =>
      ladder.rungs
        .filter(({ audience }) => audience.includes("holder"))
        .map((rung): [string, Tone] => [`${ladder.id}@${ladder.version} ${rung.id}`, rung.tone]),
    ),
  );
  return file.approvals.flatMap((approval) =>
    approval.firedRungs.flatMap(({ taskId, ladder, rungId, result }) => {
      const tone = tones.get(`${ladder} ${rungId}`);
      const holder = approval.tasks.find(({ id }) => id === taskId)?.holder;
      if (tone === undefined || result !== "sent") return [];
      return [`${holder} ${file.connectionCase.caseNo} ${headingText(tone)}`];
    }),
  );
}
