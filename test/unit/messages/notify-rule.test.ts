import { expect } from "chai";
import { ruleSuspended } from "../../../src/messages/notify-rule.ts";
import { buildBureau, buildOrganisation } from "../../support/build.ts";
import { contextOf } from "../../support/build-notice.ts";
import { buildTypicalPlan } from "../../support/build-rule.ts";

const people = buildOrganisation().people.map((one) =>
  one.userid === "chenming" ? { ...one, roles: ["admin" as const] } : one,
);
const organisation = buildOrganisation({ people });
const event = { kind: "rule-suspended", ruleId: "box-315", disagreed: 2, sampled: 10 } as const;
const contentsWith = (typicalPlans = [buildTypicalPlan()]) =>
  ruleSuspended(event, contextOf({ bureau: buildBureau({ organisation, typicalPlans }) })).map(
    ({ message }) => ("content" in message ? message.content : ""),
  );

describe("D25: a rule that has suspended itself", () => {
  it("is told to the administrators: why, what follows, what to do", () => {
    const [text = "", ...others] = contentsWith();
    expect(others).eql([]);
    expect(text)
      .include("【典型方案已自动停用】箱变 315（box-315）")
      .and.include("最近 10 次抽查中，审批人有 2 次不同意")
      .and.include("rules resume box-315");
  });

  it("is named by its id where the catalogue does not have it", () => {
    expect(contentsWith([])[0]).include("【典型方案已自动停用】box-315（box-315）");
  });
});
