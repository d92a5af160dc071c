import { expect } from "chai";
import {
  acceptedNotices,
  endedNotices,
  offeredNotices,
} from "../../../src/messages/leave-notices.ts";
import { buildGrant } from "../../support/build-grant.ts";
import { buildBureau, november, staff } from "../../support/build.ts";

describe("who hears of a grant", () => {
  const context = {
    bureau: buildBureau(),
    publicUrl: "https://qp.example.cn",
    now: november(23, "10:00"),
  };
  const receivers = (notices: { to: string }[]) => notices.map(({ to }) => to);

  it("the delegate, who is asked by a link", () => {
    const [notice, ...others] = offeredNotices(buildGrant(), context);
    expect(others).to.deep.equal([]);
    expect(notice?.to).to.equal("huangmin");
    expect(notice?.content)
      .to.include("刘洋 → 黄敏")
      .and.include("2026-11-23 至 2026-11-27")
      .and.include('href="https://qp.example.cn/leave"');
  });

  it("the principal too, where somebody else made it", () => {
    const notices = offeredNotices(
      buildGrant({ madeBy: staff("chenming"), reason: "住院" }),
      context,
    );
    expect(receivers(notices)).to.deep.equal(["huangmin", "liuyang"]);
    expect(notices[1]?.content).to.include("由 陈明 代为办理，事由：住院");
  });

  it("the principal, when it was accepted, with what it means", () => {
    expect(acceptedNotices(buildGrant(), context)[0]?.content).to.include("请先结束代理");
    const shared = acceptedNotices(buildGrant({ mode: "share" }), context);
    expect(receivers(shared)).to.deep.equal(["liuyang"]);
    expect(shared[0]?.content).to.include("先办者有效");
  });

  it("the other side, when it was ended", () => {
    const by = (userid: string) =>
      receivers(endedNotices(buildGrant(), { ...context, by: staff(userid) }));
    expect(by("liuyang")).to.deep.equal(["huangmin"]);
    expect(by("chenming")).to.deep.equal(["liuyang", "huangmin"]);
  });
});
