import { expect } from "chai";
import { delegatedTo, type DelegationQuestion } from "../../../../src/domain/leave/delegated-to.ts";
import type { Grant } from "../../../../src/domain/leave/grant.ts";
import { presentOrganisation } from "../../../../src/domain/people/present-organisation.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";

const owner = { holder: staff("liuyang"), label: "调度中心 负责人" };
/** 刘洋 heads dispatch, where 黄敏 is the deputy; 吴昊 of another department stands in. */
const toWu = buildGrant({ delegate: staff("wuhao") });

function holders(grants: Grant[], change: Partial<DelegationQuestion> = {}, of = owner): string[] {
  const question: DelegationQuestion = {
    organisation: buildOrganisation(),
    submittedBy: staff("zhangwei"),
    seated: [],
    givers: [],
    grantOf: (userid) => grants.find(({ principal }) => principal === userid),
    ...change,
  };
  return delegatedTo(of, question).map(
    ({ holder, label, onBehalfOf }) =>
      `${holder} ${label}${onBehalfOf === undefined ? "" : ` for ${onBehalfOf.principal}`}`,
  );
}

describe("who is asked for a seat whose owner is on leave", () => {
  it("is the owner without a grant", () => {
    expect(holders([])).to.deep.equal(["liuyang 调度中心 负责人"]);
  });

  it("is the delegate in their place, in the same office", () => {
    expect(holders([toWu])).to.deep.equal(["wuhao 调度中心 负责人 for liuyang"]);
  });

  it("are both where they share, and the owner alone when the delegate may not", () => {
    const shared = { ...toWu, mode: "share" as const };
    expect(holders([shared])).to.deep.equal([
      "liuyang 调度中心 负责人",
      "wuhao 调度中心 负责人 for liuyang",
    ]);
    expect(holders([shared], { submittedBy: staff("wuhao") })).to.deep.equal([
      "liuyang 调度中心 负责人",
    ]);
  });

  const notes: [string, Partial<DelegationQuestion>, Grant[], string][] = [
    ["who submitted", { submittedBy: staff("wuhao") }, [], "代理人吴昊是提交人"],
    ["who gave it away", { givers: [staff("wuhao")] }, [], "代理人吴昊已将此项转办"],
    ["who sits in the node already", { seated: [staff("wuhao")] }, [], "代理人吴昊已在本环节"],
    [
      "who is on leave without a taker",
      {},
      [buildGrant({ principal: staff("wuhao"), delegate: staff("liuyang") })],
      "代理人吴昊也在休假",
    ],
    [
      "who has left",
      { organisation: presentOrganisation(buildOrganisation(), new Set([staff("wuhao")])) },
      [],
      "代理人已离岗",
    ],
  ];
  for (const [who, change, more, note] of notes) {
    it(`is the deputy instead of a delegate ${who}, with a note`, () => {
      expect(holders([toWu, ...more], change)).to.deep.equal([
        `huangmin 调度中心 负责人（${note}，由副职代） for liuyang`,
      ]);
    });
  }

  it("is the head where the deputy is on leave or is the owner", () => {
    const deputy = { holder: staff("huangmin"), label: "调度中心 副职" };
    const grant = buildGrant({ principal: staff("huangmin"), delegate: staff("zhangwei") });
    expect(holders([grant], {}, deputy)).to.deep.equal([
      "liuyang 调度中心 副职（代理人张伟是提交人，由负责人代） for huangmin",
    ]);
  });

  it("is the owner all the same when nobody can", () => {
    const seated = [staff("wuhao"), staff("huangmin")];
    expect(holders([toWu], { seated })).to.deep.equal(["liuyang 调度中心 负责人"]);
    const away = buildGrant({ principal: staff("huangmin"), delegate: staff("chenming") });
    expect(holders([toWu, away], { seated: [staff("wuhao")] })).to.deep.equal([
      "liuyang 调度中心 负责人",
    ]);
    const odd = { ...buildOrganisation(), departments: [] };
    expect(holders([toWu], { seated, organisation: odd })).to.deep.equal([
      "liuyang 调度中心 负责人",
    ]);
    const stranger = { holder: staff("stranger"), label: "某处" };
    const lent = buildGrant({ principal: staff("stranger"), delegate: staff("zhangwei") });
    expect(holders([lent], {}, stranger)).to.deep.equal(["stranger 某处"]);
  });
});
