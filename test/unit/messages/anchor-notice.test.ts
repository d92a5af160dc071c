import { expect } from "chai";
import { anchorAfter } from "../../../src/domain/audit/anchor.ts";
import { anchorNotices, postedAnchors } from "../../../src/messages/anchor-notice.ts";
import { buildBureau, buildOrganisation, november } from "../../support/build.ts";

const takenAt = november(24, "08:17:17");
const { anchor } = anchorAfter(undefined, {
  takenAt,
  coversTo: takenAt,
  isPosted: true,
  heads: [],
  known: new Map(),
});
const bureau = buildBureau({ organisation: buildOrganisation({ managersChatId: "managers" }) });
const contentsOf = (hasGroupRobot: boolean): string[] =>
  anchorNotices(anchor, { bureau, hasGroupRobot }).map(({ message }) =>
    "content" in message ? message.content : "",
  );

describe("the anchor of the day in the managers' group", () => {
  it("says number, day, how much is under it, and the root, and mentions nobody", () => {
    expect(anchorNotices(anchor, { bureau, hasGroupRobot: false })).to.deep.equal([
      {
        message: {
          kind: "group-chat",
          chatId: "managers",
          mention: [],
          content:
            "【审计锚点】第 1 号（2026-11-24）\n" +
            "已有签署的工单 0 件，签署意见 0 条\n" +
            `根值：${anchor.root}\n` +
            "供审计核对，无需处理，请勿撤回或删除。\n" +
            "（截至 11月24日 08:17:17）",
        },
        orderKey: "to:chat:managers",
        lane: "normal",
      },
    ]);
  });

  it("is read back from what the robot and the chat show, among other talk", () => {
    const posted = { no: 1, root: anchor.root };
    expect(
      postedAnchors(`王经理\n${contentsOf(true).join("\n收到\n")}\n第 9 号车间`),
    ).to.deep.equal([posted, posted]);
  });

  it("is not read out of talk without a root, nor with the root of another", () => {
    expect(postedAnchors("第 5 号锚点在哪里？")).to.deep.equal([]);
    expect(postedAnchors(`第 5 号呢？\n${contentsOf(true)[0]}`)).to.deep.equal([
      { no: 1, root: anchor.root },
    ]);
    expect(postedAnchors(`第 1 号 ${anchor.root}0`)).to.deep.equal([]);
  });
});
