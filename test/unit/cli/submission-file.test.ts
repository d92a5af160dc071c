import { expect } from "chai";
import { readSubmission } from "../../../src/cli/submission-file.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import type { YamlFile } from "../../../src/config/yaml-file.ts";
import { buildHvPlan, buildInvestment } from "../../support/build-plan.ts";

function fileOf(data: unknown): YamlFile {
  return { name: "x.yaml", data, problemAt: (_path, message) => ({ where: "x.yaml", message }) };
}

describe("cli/submission-file", () => {
  it("takes a plan alone, with case and submitter from the command line", () => {
    const read = readSubmission(fileOf(buildHvPlan()), { case: "BZ-1", as: "ZhangWei" });
    expect(read).to.include({ kind: "supply_plan", caseNo: "BZ-1", under: "plan." });
    expect(read.parsed).to.deep.equal({
      ok: true,
      value: { submittedBy: "zhangwei", content: buildHvPlan() },
    });
  });

  it("takes the body of the API, with everything in the file", () => {
    const data = { caseNo: "BZ-2", submittedBy: "maqiang", investment: buildInvestment() };
    const read = readSubmission(fileOf(data), {});
    expect(read).to.include({ kind: "grid_investment", caseNo: "BZ-2", under: "" });
    expect(read.parsed).to.deep.include({ ok: true });
  });

  it("lets the command line go before the file", () => {
    const data = { caseNo: "BZ-2", submittedBy: "maqiang", ...buildHvPlan() };
    const read = readSubmission(fileOf(data), { case: "BZ-3", as: "zhangwei" });
    expect(read.caseNo).to.equal("BZ-3");
    expect(read.parsed.ok && read.parsed.value.submittedBy).to.equal("zhangwei");
  });

  it("says that the submitter is missing like any other field", () => {
    const { parsed } = readSubmission(fileOf(buildHvPlan()), {});
    expect(parsed.ok ? [] : parsed.problems).to.deep.equal([
      {
        field: "submittedBy",
        code: "required",
        message: "提交人：必须填写",
        severity: "error",
      },
    ]);
  });

  it("asks for the kind when the content does not show it, and refuses one that does not exist", () => {
    expect(() => readSubmission(fileOf({ a: 1 }), {})).to.throw(UsageError, "--kind");
    expect(() => readSubmission(fileOf({ kind: "plan" }), {})).to.throw(UsageError, "supply_plan");
    expect(() => readSubmission(fileOf([1]), {})).to.throw(UsageError, "x.yaml");
  });
});
