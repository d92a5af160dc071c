import { expect } from "chai";
import type { Approval, Decision, Task } from "../../../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import type { CaseDocument } from "../../../../src/domain/case/document.ts";
import type { ConnectionCase } from "../../../../src/domain/case/connection-case.ts";
import type { Person, Role } from "../../../../src/domain/people/organisation.ts";
import {
  audienceOf,
  maySeeCase,
  maySeeTask,
  type CaseAudience,
} from "../../../../src/domain/people/who-may-see.ts";
import { buildApproval, buildFile, buildOrganisation, buildTask } from "../../../support/build.ts";
import { ORGANISATION, staff } from "../approval/flow-samples.ts";

const AUDIENCE: CaseAudience = {
  gridManager: staff("zhang"),
  worksManager: staff("ma"),
  submitters: [staff("first"), staff("second")],
  holders: [staff("li")],
  copied: [staff("he")],
  holderDepartments: ORGANISATION.departments.filter(({ id }) => id === "marketing"),
};

function viewer(userid: string, ...roles: Role[]): Person {
  return { userid: staff(userid), name: userid, department: "planning", position: "专责", roles };
}

describe("maySeeCase", () => {
  for (const role of ["leader", "supervisor", "admin"] as const) {
    it(`shows every case to a ${role}`, () => {
      expect(maySeeCase(viewer("stranger", role), AUDIENCE)).to.equal(true);
    });
  }

  it("shows no case to staff who have nothing to do with it", () => {
    expect(maySeeCase(viewer("stranger", "staff"), AUDIENCE)).to.equal(false);
  });

  for (const [userid, what] of [
    ["zhang", "grid manager"],
    ["ma", "works manager"],
    ["first", "submitter of an earlier version"],
    ["second", "submitter of the latest version"],
    ["li", "holder of a task"],
    ["he", "person copied"],
    ["zhao", "head of a holder's department"],
    ["sun", "deputy of a holder's department"],
  ] as const) {
    it(`shows it to the ${what}`, () => {
      expect(maySeeCase(viewer(userid, "staff"), AUDIENCE)).to.equal(true);
    });
  }

  it("does not show it to the heads of other departments", () => {
    expect(maySeeCase(viewer("zhou"), AUDIENCE)).to.equal(false);
  });
});

describe("audienceOf", () => {
  const task = (holder: string, status: Task["status"]) =>
    ({ holder: staff(holder), status }) as Task;
  const file: CaseFile = {
    connectionCase: { gridManager: staff("zhang"), worksManager: staff("ma") } as ConnectionCase,
    stages: [],
    documents: [
      { submittedBy: staff("zhang") } as CaseDocument,
      { submittedBy: staff("bai") } as CaseDocument,
    ],
    approvals: [
      {
        submittedBy: staff("bai"),
        tasks: [task("li", "cancelled"), task("wu", "pending")],
        decisions: [{ decidedBy: staff("ghost") } as Decision],
        copies: [{ to: staff("he") }],
      } as unknown as Approval,
    ],
    cards: [],
    readings: [],
  };

  it("collects submitters of all versions and holders of all times", () => {
    const audience = audienceOf(file, ORGANISATION);
    expect(audience.submitters).to.include.members(["zhang", "bai"]);
    expect(audience.holders).to.deep.equal(["li", "wu", "ghost"]);
    expect(audience.copied).to.deep.equal(["he"]);
  });

  it("names the departments of holders, and passes over people who have left", () => {
    const { holderDepartments } = audienceOf(file, ORGANISATION);
    expect(holderDepartments.map(({ id }) => id)).to.deep.equal(["marketing", "planning"]);
  });
});

describe("maySeeTask", () => {
  const sees = (userid: string): boolean => {
    const onBehalfOf = { principal: staff("liuyang"), grantId: 1, until: new Date(0) };
    const gone = buildTask(1, { holder: staff("chenming"), onBehalfOf, status: "cancelled" });
    const organisation = buildOrganisation({ departments: [] });
    const file = buildFile({ approvals: [buildApproval({ tasks: [gone] })] });
    return maySeeTask(staff(userid), { file, task: gone }, organisation);
  };

  it("tells whoever was asked, and whom they stood in for, though they may not see the case", () => {
    expect(["chenming", "liuyang"].filter(sees)).to.deep.equal(["chenming", "liuyang"]);
  });

  it("tells whoever may see the case, and nobody else", () => {
    expect(sees("zhangwei"), "its manager").to.equal(true);
    expect(["wuhao", "stranger"].filter(sees)).to.deep.equal([]);
  });
});
