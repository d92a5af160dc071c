import { expect } from "chai";
import { planText } from "../../../src/cli/migration-words.ts";
import { SYSTEM, type ApprovalId, type CaseId, type CaseNo } from "../../../src/domain/ids.ts";
import type { Standing } from "../../../src/domain/verbs/migrate-case.ts";

describe("cli/migration-words", () => {
  const standing: Standing = {
    flowVersion: 3,
    status: "running",
    waiting: [{ node: "分管领导审批", holder: "yangbo", dueAt: "2026-11-24T10:00:00.000Z" }],
    decisions: [
      { node: "生技审核", by: SYSTEM, verb: "approve" },
      { node: "发策审核", by: "chenming", verb: "approve" },
    ],
  };
  const planned = {
    caseId: 1 as CaseId,
    caseNo: "BZ-2026-000123" as CaseNo,
    approvalId: "A1-1" as ApprovalId,
    before: standing,
    after: { ...standing, flowVersion: 4 },
    refused: undefined,
  };
  const plan = { flowId: "plan-10kv-single", from: 3, to: 4, map: {}, instances: [planned] };

  it("says of a rule that it decided, in words for people", () => {
    const text = planText(
      plan,
      (userid) => ({ chenming: "陈明", yangbo: "杨波" })[userid] ?? userid,
    );
    expect(text).to.include(
      "等 杨波（分管领导审批，2026-11-24 18:00 到期）；已有意见 系统（按规则） 同意（生技审核）、陈明 同意（发策审核）",
    );
    expect(text).not.to.include("system");
  });
});
