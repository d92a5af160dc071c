import { expect } from "chai";
import { errorsOf, hasErrors, warningsOf } from "../../../../src/domain/case/problems.ts";

const FINDING = { when: true, field: "voltageKv", code: "voltage-level", message: "不符" };
const PROBLEM = { field: "voltageKv", code: "voltage-level", message: "不符" };

describe("findings of a check", () => {
  it("become problems only where they hold", () => {
    const findings = [FINDING, { ...FINDING, when: false }];
    expect(errorsOf(findings)).to.deep.equal([{ ...PROBLEM, severity: "error" }]);
    expect(warningsOf(findings)).to.deep.equal([{ ...PROBLEM, severity: "warning" }]);
  });

  it("stop a submission only as errors", () => {
    expect(hasErrors(warningsOf([FINDING]))).to.equal(false);
    expect(hasErrors([...warningsOf([FINDING]), ...errorsOf([FINDING])])).to.equal(true);
    expect(hasErrors([])).to.equal(false);
  });
});
