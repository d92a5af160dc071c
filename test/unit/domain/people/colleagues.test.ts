import { expect } from "chai";
import { colleagueNamed, colleaguesOf } from "../../../../src/domain/people/colleagues.ts";
import type { Organisation, Person } from "../../../../src/domain/people/organisation.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";

const person = (userid: string, name: string, department = "sales"): Person => ({
  userid: staff(userid),
  name,
  department,
  position: "专责",
  roles: [],
});

const BUREAU: Organisation = {
  ...buildOrganisation(),
  departments: [{ id: "sales", name: "营销部", head: undefined, deputy: undefined }],
  people: [
    person("wuhao", "吴昊"),
    person("zhangwei", "张伟"),
    person("zhangwei2", "张伟"),
    person("zhangwei3", "张伟", "annex"),
  ],
};

describe("choosing somebody out of everybody", () => {
  it("each stands in the list with department and position, two who would read the same with their userids", () => {
    expect(colleaguesOf(BUREAU).map(({ text }) => text)).to.deep.equal([
      "吴昊（营销部 专责）",
      "张伟（营销部 专责） zhangwei",
      "张伟（营销部 专责） zhangwei2",
      "张伟（annex 专责）",
    ]);
  });

  for (const [text, who] of [
    ["吴昊（营销部 专责）", "wuhao"],
    [" 吴昊(营销部专责) ", "wuhao"],
    ["吴昊", "wuhao"],
    ["WuHao", "wuhao"],
    ["张伟（营销部 专责） zhangwei2", "zhangwei2"],
    ["张伟（annex 专责）", "zhangwei3"],
    ["张伟", undefined],
    ["吴", undefined],
    ["", undefined],
  ] as const) {
    it(`“${text}” means ${who ?? "nobody for certain"}`, () => {
      expect(colleagueNamed(BUREAU, text)).to.equal(who);
    });
  }
});
