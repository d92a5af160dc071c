import { expect } from "chai";
import { checkOrganisation } from "../../../src/domain/check-organisation.ts";
import { personOf, type Organisation } from "../../../src/domain/organisation.ts";
import { ORGANISATION, staff } from "./approval/flow-samples.ts";

const wordsOf = (organisation: Organisation) =>
  checkOrganisation(organisation).map(({ path, message }) => `${path.join(".")}：${message}`);

describe("organisation", () => {
  it("finds a person whatever the case of the letters", () => {
    expect(personOf(ORGANISATION, "ZhAo")?.name).to.equal("名zhao");
    expect(personOf(ORGANISATION, "ghost")).to.equal(undefined);
  });

  it("has nothing to say about a sound one", () => {
    expect(wordsOf(ORGANISATION)).to.deep.equal([]);
  });

  it("names every contradiction at once, each with its place", () => {
    const [zhao, ...people] = ORGANISATION.people;
    const [marketing, ...departments] = ORGANISATION.departments;
    if (zhao === undefined || marketing === undefined) throw new Error("sample is empty");
    expect(
      wordsOf({
        ...ORGANISATION,
        people: [zhao, ...people, { ...zhao, department: "moon" }],
        departments: [
          { ...marketing, head: staff("ghost"), deputy: staff("ghost") },
          ...departments,
          { ...marketing, deputy: undefined },
        ],
      }),
    ).to.deep.equal([
      "people.8.userid：userid「zhao」重复（大小写视为相同）",
      "departments.4.id：部门编号「marketing」重复",
      "people.8.department：名zhao的部门「moon」不存在",
      "departments.0.head：营销部的负责人「ghost」不在人员名单中",
      "departments.0.deputy：营销部的副职「ghost」不在人员名单中",
      "departments.0.deputy：营销部的负责人和副职是同一人",
    ]);
  });
});
