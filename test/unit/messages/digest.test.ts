import { expect } from "chai";
import fc from "fast-check";
import { digestOf, type PersonalText } from "../../../src/messages/digest.ts";
import { byteLength, TEXT_MAX_BYTES } from "../../../src/wecom/text-limits.ts";
import { instant } from "../../support/set-clock.ts";

const context = { now: instant("2026-11-24 09:01:17"), publicUrl: "https://qianpi.example.com/" };
const text = (content: string): PersonalText => ({ kind: "send-text", to: "liting", content });
const digest = (contents: readonly string[]) => {
  const [first = text(""), ...others] = contents.map(text);
  return digestOf([first, ...others], context);
};
const reminder = (n: number): string =>
  `【审批提醒】BZ-2026-${String(n).padStart(6, "0")} 方案 v1 等待您审批\n客户：某某公司\n（截至…）`;
const listedIn = (content: string): number => content.match(/^\d+\. /gm)?.length ?? 0;
const leftOutIn = (content: string): number => Number(/其余 (\d+) 条/.exec(content)?.[1] ?? 0);

describe("the digest of texts that a limit held back", () => {
  it("says how many there were, gives the first line of each, and shows where to look", () => {
    expect(digest([reminder(1), reminder(2), reminder(3)])).to.deep.equal({
      kind: "send-text",
      to: "liting",
      content: [
        "您有 3 条提醒（因发送频率限制合并）",
        "1. 【审批提醒】BZ-2026-000001 方案 v1 等待您审批",
        "2. 【审批提醒】BZ-2026-000002 方案 v1 等待您审批",
        "3. 【审批提醒】BZ-2026-000003 方案 v1 等待您审批",
        "请在审批卡片上办理；发送“待办”可查看等您审批的事项，或" +
          '<a href="https://qianpi.example.com/tasks">打开待办列表</a>。',
        "（截至 11月24日 09:01:17）",
      ].join("\n"),
      digestOf: [1, 2, 3].map((n) => reminder(n).split("\n")[0]),
    });
  });

  it("counts what has no room instead of leaving it out in silence", () => {
    const { content } = digest(Array.from({ length: 60 }, (_, n) => reminder(n)));
    expect(content).to.match(/^您有 60 条提醒/);
    expect(listedIn(content)).to.be.within(20, 40);
    expect(listedIn(content) + leftOutIn(content)).to.equal(60);
  });

  it("takes a digest among them apart", () => {
    const before = digest([reminder(1), reminder(2), reminder(3)]);
    const { content, digestOf: all } = digestOf([before, text(reminder(4))], context);
    expect(content).to.match(/^您有 4 条提醒/);
    expect(all).to.deep.equal([1, 2, 3, 4].map((n) => reminder(n).split("\n")[0]));
  });

  it("fits into a text message and accounts for every text, whatever they say", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 80 }),
        (all) => {
          const { content } = digest(all);
          expect(byteLength(content)).to.be.at.most(TEXT_MAX_BYTES);
          expect(listedIn(content) + leftOutIn(content)).to.equal(all.length);
        },
      ),
    );
  });
});
