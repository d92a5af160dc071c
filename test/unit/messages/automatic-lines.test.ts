import { expect } from "chai";
import { automaticLines } from "../../../src/messages/automatic-lines.ts";
import { buildAct } from "../../support/build-act.ts";
import { buildApproval, buildDecision } from "../../support/build.ts";
import { FIRST } from "../../support/build-notice.ts";
import { buildMark } from "../../support/build-rule.ts";

const byRule = buildMark();
const decisions = [buildDecision({ byRule })];

describe("what rules have decided, for an answer", () => {
  it("is a line each: where, and by which rule", () => {
    expect(automaticLines(buildApproval({ decisions }))).eql([
      "调度、生技会签：按典型方案“箱变 315”（第 7 版）自动同意",
    ]);
    expect(automaticLines(buildApproval({ decisions, nodes: [] }))[0]).include("countersign：");
  });

  it("is nothing that somebody has signed, of another round, or objected to", () => {
    const acts = [buildAct({ kind: "object", taskId: FIRST })];
    expect(automaticLines(buildApproval({ decisions: [buildDecision()] }))).eql([]);
    expect(automaticLines(buildApproval({ decisions, round: 2 }))).eql([]);
    expect(automaticLines(buildApproval({ decisions, acts }))).eql([]);
  });
});
