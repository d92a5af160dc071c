import { expect } from "chai";
import { checkSubmission } from "../../../src/domain/check-submission.ts";
import { buildBureau, buildFile, november, staff } from "../../support/build.ts";
import { buildHvPlan } from "../../support/build-plan.ts";
import { buildPlanLimits } from "../../support/build-plan-limits.ts";

const check = (change: { content?: ReturnType<typeof buildHvPlan>; submittedBy?: string } = {}) =>
  checkSubmission(
    buildFile(),
    {
      content: change.content ?? buildHvPlan(),
      submittedBy: staff(change.submittedBy ?? "zhangwei"),
    },
    { bureau: buildBureau(), at: november(23, "09:10") },
  ).map(({ field, code, severity }) => `${severity} ${field} ${code}`);

describe("checking a submission", () => {
  it("finds nothing wrong with a good plan from a known person", () => {
    expect(check()).to.deep.equal([]);
  });

  it("objects to a submitter who is not in the organisation", () => {
    expect(check({ submittedBy: "ghost" })).to.deep.equal(["error submittedBy unknown-person"]);
  });

  it("objects to somebody who has nothing to do with the case, in words with their name", () => {
    const [problem] = checkSubmission(
      buildFile(),
      { content: buildHvPlan(), submittedBy: staff("liuyang") },
      { bureau: buildBureau(), at: november(23, "09:10") },
    );
    expect(problem).to.deep.equal({
      field: "submittedBy",
      code: "not-allowed",
      message: "刘洋不是本工单的客户经理或工程经理，也不属于负责本工单的供电分局，不能提交",
      severity: "error",
    });
  });

  it("names everything at once, the submitter first", () => {
    const content = buildHvPlan({ validFrom: "2026-11-01", validTo: "2026-11-22" });
    expect(check({ content, submittedBy: "ghost" })).to.include.ordered.members([
      "error submittedBy unknown-person",
      "error validTo validity-past",
    ]);
  });

  it("judges by the limits that the bureau has settled", () => {
    const codes = (hvValidMonths: number) =>
      checkSubmission(
        buildFile(),
        { content: buildHvPlan(), submittedBy: staff("zhangwei") },
        {
          bureau: buildBureau({ planLimits: buildPlanLimits({ hvValidMonths }) }),
          at: november(23, "09:10"),
        },
      ).map(({ code }) => code);
    expect(codes(12)).to.deep.equal([]);
    expect(codes(24)).to.deep.equal(["validity-term"]);
  });

  it("takes the day of the submission as it is in China, also shortly after midnight", () => {
    const content = buildHvPlan({ validFrom: "2025-11-22", validTo: "2026-11-22" });
    const codes = (at: Date) =>
      checkSubmission(
        buildFile(),
        { content, submittedBy: staff("zhangwei") },
        { bureau: buildBureau(), at },
      ).map(({ code }) => code);
    expect(codes(november(22, "23:59"))).not.to.include("validity-past");
    expect(codes(november(23, "00:01"))).to.include("validity-past");
  });
});
