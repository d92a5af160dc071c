import { expect } from "chai";
import { documentWarnings } from "../../../src/domain/document-warnings.ts";
import { buildBureau, buildDocument, buildFile, november } from "../../support/build.ts";
import { buildHvPlan } from "../../support/build-plan.ts";
import { buildPlanLimits } from "../../support/build-plan-limits.ts";

const codesOf = (content = buildHvPlan(), submittedAt = november(23, "09:10")) =>
  documentWarnings(buildFile(), { ...buildDocument(1, content), submittedAt }, buildBureau()).map(
    ({ code }) => code,
  );

describe("warnings of a submitted version", () => {
  it("are none where nothing is doubtful", () => {
    expect(codesOf()).to.deep.equal([]);
  });

  it("leave out errors, which were told to the submitter", () => {
    expect(codesOf(buildHvPlan({ transformerTotalKva: 400 }))).to.deep.equal([
      "total-differs-from-approved",
    ]);
  });

  it("are judged by the limits in force", () => {
    const bureau = buildBureau({ planLimits: buildPlanLimits({ hvlvMaxKva: 200 }) });
    const found = documentWarnings(buildFile(), buildDocument(1), bureau);
    expect(found.map(({ code }) => code)).to.include("hvlv-too-large");
  });
});
