import { expect } from "chai";
import {
  departmentOf,
  personOf,
  presentOrFormer,
} from "../../../../src/domain/people/organisation.ts";
import { presentOrganisation } from "../../../../src/domain/people/present-organisation.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";

describe("the organisation without those who have left", () => {
  const whole = buildOrganisation();
  const present = presentOrganisation(whole, new Set([staff("liuyang")]));

  it("does not hold them, and still knows their names", () => {
    expect(personOf(present, "liuyang")).to.equal(undefined);
    expect(presentOrFormer(present, "LiuYang")?.name).to.equal("刘洋");
    expect(presentOrFormer(present, "huangmin")?.name).to.equal("黄敏");
    expect(presentOrFormer(whole, "nobody")).to.equal(undefined);
  });

  it("has their offices empty and leaves the others as they are", () => {
    const { head, deputy } = departmentOf(present, "dispatch") ?? {};
    expect([head, deputy]).to.deep.equal([undefined, "huangmin"]);
    expect(departmentOf(present, "production")?.head).to.equal("chenming");
    expect(departmentOf(present, "wushen")?.head).to.equal(undefined);
  });

  it("is the very same while nobody of it has left", () => {
    expect(presentOrganisation(whole, new Set([staff("stranger")]))).to.equal(whole);
  });
});
