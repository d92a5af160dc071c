import { expect } from "chai";
import { headOf, isInAudience } from "../../../src/messages/alert-audience.ts";
import type { Audience } from "../../../src/domain/time/ladder.ts";
import { contextOf } from "../../support/build-notice.ts";
import { buildOrganisation, buildTask, staff } from "../../support/build.ts";

describe("the audience of an alert", () => {
  const audiencesOf = (reader: string): Audience[] =>
    (["holder", "managers", "department-head", "group"] as const).filter((audience) =>
      isInAudience(audience, staff(reader), {
        tasks: [buildTask(1), buildTask(2, { holder: staff("wuhao") })],
        context: contextOf(),
      }),
    );

  it("is known of holders, managers and heads; a group is nobody", () => {
    expect(audiencesOf("wuhao")).to.deep.equal(["holder"]);
    expect(audiencesOf("zhangwei")).to.deep.equal(["managers"]);
    expect(audiencesOf("maqiang")).to.deep.equal(["managers"]);
    expect(audiencesOf("chenming")).to.deep.equal(["department-head"]);
    expect(audiencesOf("huangmin"), "deputy of a holder who is the head").to.deep.equal([
      "department-head",
    ]);
    expect(audiencesOf("stranger")).to.deep.equal([]);
  });

  it("has no head for somebody who left, or whose department has neither head nor deputy", () => {
    expect(headOf(buildOrganisation(), staff("stranger"))).to.equal(undefined);
    expect(headOf(buildOrganisation(), staff("zhangwei"))).to.equal(undefined);
  });
});
