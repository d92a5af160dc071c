import { expect } from "chai";
import type { LeaveRefusal } from "../../../src/domain/leave/why-not-grant.ts";
import {
  grantStateText,
  leaveRefusalText,
  modeText,
  periodText,
  scopeText,
} from "../../../src/messages/leave-words.ts";
import { buildGrant } from "../../support/build-grant.ts";
import { buildBureau, november } from "../../support/build.ts";

describe("a grant in words", () => {
  it("has its days, both counted in, its mode and its scope", () => {
    expect(periodText(buildGrant())).to.equal("2026-11-23 至 2026-11-27");
    expect(modeText("replace")).to.include("替代");
    expect(modeText("share")).to.include("共管");
    expect(scopeText(buildGrant().scope)).to.equal("全部审批");
    expect(scopeText({ kinds: ["supply_plan"], maxVoltageKv: 10, maxCapacity: 630 })).to.equal(
      "供电方案，电压不超过 10 kV，容量不超过 630 kVA",
    );
  });

  it("has a state", () => {
    const at = november(25, "10:00");
    const states = [
      buildGrant(),
      buildGrant({ acceptedAt: undefined }),
      buildGrant({ fromAt: november(26, "00:00") }),
      buildGrant({ untilAt: at }),
      buildGrant({ endedAt: at }),
    ].map((grant) => grantStateText(grant, at));
    expect(states).to.deep.equal(["生效中", "待接受", "未开始", "已到期", "已结束"]);
  });

  const rows: [LeaveRefusal, string][] = [
    [{ code: "self" }, "不能委托本人代理"],
    [{ code: "unknown-person", userid: "x" }, "没有“x”"],
    [{ code: "period-reversed" }, "结束日期早于开始日期"],
    [{ code: "period-over" }, "已经过去"],
    [{ code: "period-too-long", maxDays: 370 }, "最长 370 天"],
    [{ code: "overlaps", grant: buildGrant() }, "2026-11-23 至 2026-11-27，代理人 黄敏"],
    [{ code: "reason-needed" }, "须写明事由"],
    [{ code: "not-yours" }, "与您无关"],
    [{ code: "not-open" }, "已经办理过，或已经结束"],
  ];
  for (const [refusal, words] of rows) {
    it(`is refused in words: ${refusal.code}`, () => {
      expect(leaveRefusalText(refusal, buildBureau())).to.include(words);
    });
  }
});
