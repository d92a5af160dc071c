import { expect } from "chai";
import { groupNotices, type GroupWords } from "../../../src/messages/group-notice.ts";
import { buildBureau, buildOrganisation, november } from "../../support/build.ts";

const WORDS: GroupWords = { heading: "【标题】*", lines: ["一行"], mention: ["liuyang"] };

describe("words for the work group", () => {
  const now = november(23, "15:10:07");
  const withChat = buildBureau({ organisation: buildOrganisation({ managersChatId: "managers" }) });
  const contentsOf = (words: GroupWords, hasGroupRobot = true, bureau = withChat): string[] =>
    groupNotices(words, { bureau, hasGroupRobot, now }).map(({ message }) =>
      "content" in message ? message.content : "",
    );

  it("go to the robot and to the chat, whichever there are", () => {
    expect(contentsOf(WORDS)).to.have.length(2);
    expect(contentsOf(WORDS, false)).to.have.length(1);
    expect(contentsOf(WORDS, false, buildBureau())).to.deep.equal([]);
  });

  it("carry a link only where there is something to see", () => {
    expect(contentsOf(WORDS)).to.deep.equal([
      "**【标题】＊**\n> 一行\n> 截至 11月23日 15:10:07",
      "【标题】*\n一行\n（截至 11月23日 15:10:07）",
    ]);
    const [robot, chat] = contentsOf({ ...WORDS, url: "https://q.example.cn/" });
    expect(robot).to.match(/\n\[查看方案\]\(https:\/\/q\.example\.cn\/\)$/);
    expect(chat).to.match(/\nhttps:\/\/q\.example\.cn\/$/);
  });

  it("leave room for the people that are mentioned", () => {
    const mention = Array.from({ length: 5 }, (_, n) => `person${n}`);
    const lines = Array.from({ length: 40 }, () => "长".repeat(30));
    for (const [at, room] of [4096, 2048].entries()) {
      const content = contentsOf({ ...WORDS, lines, mention })[at] ?? "";
      expect(Buffer.byteLength(content)).to.be.at.most(room - 5 * 72);
    }
  });
});
