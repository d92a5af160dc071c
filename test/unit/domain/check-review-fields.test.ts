import { expect } from "chai";
import { checkReviewFields } from "../../../src/domain/check-review-fields.ts";
import { buildFlow, buildFlowNode } from "../../support/build-flow.ts";

function problemsOf(reviewFields: readonly string[] | undefined) {
  const node = reviewFields === undefined ? buildFlowNode() : buildFlowNode({ reviewFields });
  return checkReviewFields(buildFlow({ nodes: [node] }));
}

describe("what a node says to review", () => {
  it("may be fields, whole lists and groups, or nothing at all", () => {
    expect(problemsOf(undefined)).to.deep.equal([]);
    expect(problemsOf(["sources.line", "meterPoints", "计量"])).to.deep.equal([]);
  });

  it("must be there: a slip is named with its node", () => {
    const problems = problemsOf(["voltage", "计量方式"]);
    expect(problems.map(({ path }) => path)).to.deep.equal([
      ["nodes", 0, "reviewFields"],
      ["nodes", 0, "reviewFields"],
    ]);
    expect(problems.map(({ message }) => message).join())
      .to.include("countersign")
      .and.include("「voltage」不存在");
  });

  it("must not be empty: every signature would be kept whatever changed", () => {
    expect(problemsOf([])).to.have.length(1);
  });

  it("is judged by the fields of the kind of document", () => {
    const nodes = [buildFlowNode({ reviewFields: ["estimate"] })];
    expect(checkReviewFields(buildFlow({ kind: "grid_investment", nodes }))).to.deep.equal([]);
    expect(checkReviewFields(buildFlow({ nodes }))).to.have.length(1);
  });
});
