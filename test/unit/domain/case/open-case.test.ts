import { expect } from "chai";
import { checkOpenCase, type OpenCaseInput } from "../../../../src/domain/case/open-case.ts";
import type { StaffId } from "../../../../src/domain/ids.ts";
import type { Person } from "../../../../src/domain/people/organisation.ts";

const NOW = new Date("2026-11-23T01:00:00Z");

function person(userid: string): Person {
  const office = { department: "wushen", position: "客户经理", roles: ["staff"] } as const;
  return { userid: userid as StaffId, name: userid, ...office };
}

function found(changes: Partial<OpenCaseInput>): string[] {
  const input: OpenCaseInput = {
    customerName: "内蒙古牧名食品有限公司",
    address: "乌审旗",
    customerClass: "hv-single",
    requestKind: "new",
    gridManager: "zhangwei" as StaffId,
    worksManager: "maqiang" as StaffId,
    branch: "wushen",
    acceptedAt: NOW,
    ...changes,
  };
  const organisation = {
    people: [person("zhangwei"), person("maqiang")],
    departments: [{ id: "wushen", name: "乌审旗供电分局", head: undefined, deputy: undefined }],
    managersChatId: undefined,
  };
  return checkOpenCase(input, { organisation, now: NOW }).map((one) => `${one.field} ${one.code}`);
}

describe("check of a new case", () => {
  it("finds nothing where managers and branch are known, with or without optional fields", () => {
    expect(found({})).to.deep.equal([]);
    expect(found({ branch: undefined, acceptedAt: undefined })).to.deep.equal([]);
  });

  it("names every stranger at once", () => {
    const nobody = "nobody" as StaffId;
    expect(found({ gridManager: nobody, worksManager: nobody, branch: "moon" })).to.deep.equal([
      "gridManager unknown-person",
      "worksManager unknown-person",
      "branch unknown-department",
    ]);
  });

  it("refuses an acceptance in the future", () => {
    expect(found({ acceptedAt: new Date(NOW.getTime() + 1) })).to.deep.equal([
      "acceptedAt accepted-in-future",
    ]);
  });
});
