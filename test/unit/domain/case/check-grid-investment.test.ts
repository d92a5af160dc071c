import { expect } from "chai";
import { checkGridInvestment } from "../../../../src/domain/case/check-grid-investment.ts";
import type { GridInvestment } from "../../../../src/domain/case/grid-investment.ts";
import { buildInvestment } from "../../../support/build-plan.ts";
import { buildPlanLimits } from "../../../support/build-plan-limits.ts";

const SUBMITTED = { submittedOn: "2026-11-23", limits: buildPlanLimits() };

function found(changes: Partial<GridInvestment>): string[] {
  return checkGridInvestment(buildInvestment(changes), SUBMITTED).map(
    (one) => `${one.severity} ${one.field} ${one.code}`,
  );
}

describe("check of a grid investment", () => {
  it("finds nothing in a complete request", () => {
    expect(found({})).to.deep.equal([]);
  });

  it("refuses parts that do not add up, and says both sums", () => {
    const { estimate } = buildInvestment();
    const problems = checkGridInvestment(
      buildInvestment({ estimate: { ...estimate, lineFen: estimate.lineFen + 1 } }),
      SUBMITTED,
    );
    expect(problems).to.deep.equal([
      {
        field: "estimate.totalFen",
        code: "estimate-sum",
        message: "投资估算分项合计 213,600.01 元，与填写的合计 213,600.00 元 不一致",
        severity: "error",
      },
    ]);
  });

  it("refuses an estimate of nothing", () => {
    const nothing = {
      totalFen: 0,
      lineFen: 0,
      transformerFen: 0,
      meteringFen: 0,
      civilFen: 0,
      permitFen: 0,
      otherFen: 0,
    };
    expect(found({ estimate: nothing })).to.deep.equal(["error estimate.totalFen estimate-empty"]);
  });

  it("wants a note on other funds", () => {
    expect(found({ fundingSource: "other" })).to.deep.equal([
      "error fundingNote funding-note-missing",
    ]);
    expect(found({ fundingSource: "other", fundingNote: "政府补助" })).to.deep.equal([]);
  });

  it("refuses more energy than the capacity can carry in a year", () => {
    expect(found({ expectedKwhPerYear: 315 * 8_760 + 1 })).to.deep.equal([
      "error expectedKwhPerYear use-impossible",
    ]);
  });

  it("refuses dates in the past", () => {
    expect(found({ plannedFinishOn: "2026-11-22" })).to.deep.equal([
      "error plannedFinishOn finish-past",
    ]);
    expect(found({ plannedFinishOn: "2026-11-23", expectedStartOn: "2026-11-22" })).to.include(
      "error expectedStartOn start-past",
    );
  });

  it("warns of poor use by the limit that is passed in, and of works that end after the start", () => {
    expect(found({ expectedKwhPerYear: 100_000 })).to.deep.equal([
      "warning expectedKwhPerYear use-low",
    ]);
    const limits = buildPlanLimits({ minUseHoursPerYear: 100 });
    expect(
      checkGridInvestment(buildInvestment({ expectedKwhPerYear: 100_000 }), {
        ...SUBMITTED,
        limits,
      }),
    ).to.deep.equal([]);
    expect(found({ plannedFinishOn: "2027-03-02" })).to.deep.equal([
      "warning plannedFinishOn finish-after-start",
    ]);
  });
});
