import { expect } from "chai";
import type { BatchItem } from "../../../../src/domain/verbs/batch.ts";
import { sizesOf } from "../../../../src/domain/verbs/batch-size.ts";
import { buildFlow } from "../../../support/build-flow.ts";
import { buildApproval, buildDocument, buildFile, buildTask } from "../../../support/build.ts";
import { buildHvPlan, buildInvestment } from "../../../support/build-plan.ts";

const item = (): BatchItem => {
  const approval = buildApproval();
  const file = buildFile({ approvals: [approval] });
  return { file, approval, task: buildTask(1), flow: buildFlow() };
};

describe("how much a batch is about", () => {
  it("is a sum for each unit, and the largest of all", () => {
    const large = item();
    const kva = (value: number): BatchItem => ({
      ...large,
      file: {
        ...large.file,
        documents: [buildDocument(1, buildHvPlan({ approvedCapacity: { value, unit: "kVA" } }))],
      },
    });
    const money: BatchItem = {
      ...large,
      approval: { ...large.approval, kind: "grid_investment" },
      file: {
        ...large.file,
        documents: [{ ...buildDocument(1), kind: "grid_investment", content: buildInvestment() }],
      },
    };
    const most = kva(630);
    const { totals, largest } = sizesOf([kva(315), most]);
    expect(totals).eql([{ unit: "kVA", value: 945 }]);
    expect(largest).equal(most);
    expect(sizesOf([kva(315), money]).totals.map(({ unit, value }) => [unit, value > 0])).eql([
      ["kVA", true],
      ["fen", true],
    ]);
    expect(sizesOf([{ ...large, file: { ...large.file, documents: [] } }])).eql({ totals: [] });
  });
});
