import { expect } from "chai";
import { whyNotSubmit } from "../../../../src/domain/people/may-submit.ts";
import type { Role } from "../../../../src/domain/people/organisation.ts";
import { staff } from "../../../support/build.ts";

const CASE = { gridManager: staff("zhang"), worksManager: staff("ma"), branch: "wushen" };

const person = (userid: string, department: string, roles: readonly Role[]) => ({
  userid: staff(userid),
  name: userid,
  department,
  position: "专责",
  roles,
});

describe("who may submit for a case", () => {
  it("both managers, wherever they work", () => {
    for (const userid of ["zhang", "ma"]) {
      expect(whyNotSubmit(person(userid, "tuke", ["staff"]), CASE), userid).to.equal(undefined);
    }
  });

  it("staff of the branch that the case belongs to", () => {
    expect(whyNotSubmit(person("li", "wushen", ["staff"]), CASE)).to.equal(undefined);
    expect(whyNotSubmit(person("li", "tuke", ["staff"]), CASE)).to.equal("not-concerned");
  });

  it("nobody by branch where the case belongs to none", () => {
    const free = { ...CASE, branch: undefined };
    expect(whyNotSubmit(person("li", "wushen", ["staff"]), free)).to.equal("not-concerned");
  });

  it("an administrator, for every case", () => {
    expect(whyNotSubmit(person("lin", "supervision", ["admin"]), CASE)).to.equal(undefined);
  });

  it("nobody without the role, be they manager, of the branch, leader or supervisor", () => {
    expect(whyNotSubmit(person("zhang", "wushen", []), CASE)).to.equal("not-staff");
    expect(whyNotSubmit(person("xu", "wushen", ["leader", "supervisor"]), CASE)).to.equal(
      "not-staff",
    );
  });
});
