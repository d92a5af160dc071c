import { expect } from "chai";
import { checkOrganisation } from "../../../../src/domain/people/check-organisation.ts";
import { personOf, type Organisation } from "../../../../src/domain/people/organisation.ts";
import { ORGANISATION, staff } from "../approval/flow-samples.ts";

/** With two people who can stand in for a vacant office. */
const SOUND: Organisation = {
  ...ORGANISATION,
  people: ORGANISATION.people.map((person, index) =>
    index < 2 ? { ...person, roles: ["leader"] } : person,
  ),
};

const wordsOf = (organisation: Organisation) =>
  checkOrganisation(organisation).map(({ path, message }) => `${path.join(".")}：${message}`);

describe("organisation", () => {
  it("finds a person whatever the case of the letters", () => {
    expect(personOf(ORGANISATION, "ZhAo")?.name).to.equal("名zhao");
    expect(personOf(ORGANISATION, "ghost")).to.equal(undefined);
  });

  it("has nothing to say about a sound one", () => {
    expect(wordsOf(SOUND)).to.deep.equal([]);
  });

  it("names every contradiction at once, each with its place", () => {
    const [zhao, ...people] = SOUND.people;
    const [marketing, ...departments] = SOUND.departments;
    if (zhao === undefined || marketing === undefined) throw new Error("sample is empty");
    expect(
      wordsOf({
        ...SOUND,
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

  it("wants two people who can stand in for a vacant office, since one of them may be the submitter", () => {
    const [first, ...others] = SOUND.people;
    if (first === undefined) throw new Error("sample is empty");
    const people = [first, ...others.map((person) => ({ ...person, roles: [] }))];
    expect(wordsOf({ ...SOUND, people })).to.deep.equal([
      "people：至少要有两人具有 admin、leader、supervisor 角色之一，岗位空缺时由其代行",
    ]);
  });
});
