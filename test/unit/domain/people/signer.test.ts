import { expect } from "chai";
import { signerOf } from "../../../../src/domain/people/signer.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";

describe("a signer", () => {
  it("is kept with name, position and department in words, and nothing else", () => {
    expect(signerOf(buildOrganisation(), staff("liuyang"))).eql({
      userid: "liuyang",
      name: "刘洋",
      position: "主任",
      department: "调度中心",
    });
  });

  it("keeps the number of a department that has no name any more", () => {
    const organisation = buildOrganisation({ departments: [] });
    expect(signerOf(organisation, staff("liuyang"))?.department).equal("dispatch");
  });

  it("is nobody who is not in the organisation", () => {
    expect(signerOf(buildOrganisation(), staff("stranger"))).equal(undefined);
  });
});
