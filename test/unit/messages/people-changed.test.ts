import { expect } from "chai";
import { movedText } from "../../../src/messages/people-changed.ts";
import { buildOrganisation, november, staff } from "../../support/build.ts";

describe("a change of the directory, to the administrators", () => {
  const context = { organisation: buildOrganisation(), now: november(23, "10:00") };
  const userid = staff("liuyang");

  it("says who moved and which file to look at", () => {
    expect(movedText({ userid, newUserid: undefined }, context))
      .to.include("刘洋（liuyang）在企业微信通讯录中的部门有变动")
      .and.include("organisation.yaml");
  });

  it("says the new userid", () => {
    expect(movedText({ userid, newUserid: "ly2" }, context)).to.include("帐号已改为 ly2");
  });
});
