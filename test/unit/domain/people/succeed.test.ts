import { expect } from "chai";
import type { Who } from "../../../../src/domain/approval/flow.ts";
import type { Person, Role } from "../../../../src/domain/people/organisation.ts";
import { presentOrganisation } from "../../../../src/domain/people/present-organisation.ts";
import { successorOf, type LeftSeat } from "../../../../src/domain/people/succeed.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";
import { buildCase } from "../../../support/build-plan.ts";
import { modeOf } from "../../../support/build-mode.ts";

/** 刘洋 of dispatch has left; 黄敏 is the deputy there, 陈明 an administrator, 张伟 submitted. */
function successor(who: Who[], change: Partial<LeftSeat> & { gone?: string[] } = {}) {
  const { gone = [], ...rest } = change;
  const label = change.label ?? "调度中心 负责人";
  return successorOf({
    who,
    mode: modeOf("all"),
    organisation: organisationWithout("liuyang", ...gone),
    connectionCase: { ...buildCase(), branch: "production" },
    submittedBy: staff("zhangwei"),
    seat: { seatNo: 1, holder: staff("liuyang"), label },
    left: staff("liuyang"),
    label,
    seated: [],
    ...rest,
  });
}

function organisationWithout(...gone: string[]) {
  const whole = buildOrganisation();
  const people = [
    ...whole.people.map((one) => withRole(one, "chenming", "admin")),
    { ...person("sunli", "孙丽"), position: "值长" },
  ];
  return presentOrganisation({ ...whole, people }, new Set(gone.map(staff)));
}

function withRole(one: Person, userid: string, role: Role): Person {
  return one.userid === userid ? { ...one, roles: [role] } : one;
}

function person(userid: string, name: string): Person {
  return {
    userid: staff(userid),
    name,
    department: "dispatch",
    position: "主任",
    roles: ["staff"],
  };
}

const said = (found: ReturnType<typeof successorOf>) =>
  found === undefined ? "nobody" : `${found.holder} ${found.label}`;

describe("who takes the seat of somebody who has left", () => {
  it("is whoever holds the office of the department now", () => {
    expect(said(successor([{ department: "dispatch" }]))).to.equal("huangmin 调度中心 副职");
  });

  it("is whoever else has the position", () => {
    const change = { label: "调度中心 值长" };
    expect(said(successor([{ position: "值长", department: "dispatch" }], change))).to.equal(
      "sunli 调度中心 值长",
    );
    expect(said(successor([{ position: "值长" }], change))).to.equal("sunli 调度中心 值长");
  });

  it("is never taken from another entry of the node", () => {
    const who: Who[] = [
      { department: "production" },
      { position: "主任", department: "production" },
      { department: "nowhere" },
      { department: "dispatch" },
    ];
    expect(said(successor(who))).to.equal("huangmin 调度中心 副职");
  });

  it("is of the same group in a 分组会签", () => {
    const group = { groupNo: 2, name: "生产技术部", need: 1 };
    const seat = { seatNo: 1, holder: staff("liuyang"), label: "随便 负责人", group };
    const who: Who[] = [{ department: "dispatch" }, { department: "production" }];
    expect(said(successor(who, { seat }))).to.equal("chenming 生产技术部 负责人");
  });

  it("is the head of the case's branch where that signs", () => {
    const change = { label: "生产技术部 负责人" };
    expect(said(successor([{ caseRole: "branchHead" }], change))).to.equal(
      "chenming 生产技术部 负责人",
    );
    const noBranch = { ...buildCase(), branch: undefined };
    expect(said(successor([{ caseRole: "branchHead" }], { connectionCase: noBranch }))).to.equal(
      "huangmin 调度中心 副职（接替刘洋）",
    );
  });

  for (const who of [{ userids: ["liuyang"] }, { caseRole: "gridManager" as const }]) {
    it(`is the deputy of the department for a seat of a person: ${Object.keys(who).join()}`, () => {
      expect(said(successor([who]))).to.equal("huangmin 调度中心 副职（接替刘洋）");
    });
  }

  it("is the head where there is no deputy", () => {
    const change = { left: staff("wuhao"), label: "生产技术部 专责", gone: ["wuhao"] };
    expect(said(successor([{ userids: ["wuhao"] }], change))).to.equal(
      "chenming 生产技术部 负责人（接替吴昊）",
    );
  });

  it("is found by the words of the office when the list does not hold the person any more", () => {
    const change = { left: staff("former"), label: "调度中心 值长" };
    expect(said(successor([], change))).to.equal("huangmin 调度中心 副职（接替former）");
  });

  it("is an administrator when nobody of the department is left, which is told", () => {
    const found = successor([{ department: "dispatch" }], { gone: ["huangmin"] });
    expect(said(found)).to.equal("chenming 代行（刘洋离岗）");
    expect(found).to.include({ unfilledSince: "liuyang" });
    expect(said(successor([], { left: staff("former"), label: "资料室 主任" }))).to.equal(
      "chenming 代行（former离岗）",
    );
  });

  it("is never the submitter, nor anybody who sits in the node already", () => {
    const submittedBy = staff("huangmin");
    expect(said(successor([{ department: "dispatch" }], { submittedBy }))).to.equal(
      "chenming 代行（刘洋离岗）",
    );
    const seated = [staff("huangmin"), staff("chenming")];
    expect(said(successor([{ department: "dispatch" }], { seated }))).to.equal("nobody");
  });
});
