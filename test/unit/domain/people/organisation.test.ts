import { expect } from "chai";
import { departmentOf, personOf } from "../../../../src/domain/people/organisation.ts";
import { ORGANISATION } from "../approval/flow-samples.ts";

describe("the organisation", () => {
  it("finds a person however the userid is spelt in capitals", () => {
    expect(personOf(ORGANISATION, "zhao")?.name).to.equal("名zhao");
    expect(personOf(ORGANISATION, "ZhaO")?.name).to.equal("名zhao");
  });

  it("does not find a person by part of a userid", () => {
    expect(personOf(ORGANISATION, "zha")).to.equal(undefined);
  });

  it("finds a department by its id and not by its name", () => {
    expect(departmentOf(ORGANISATION, "finance")?.name).to.equal("财务部");
    expect(departmentOf(ORGANISATION, "财务部")).to.equal(undefined);
  });
});
