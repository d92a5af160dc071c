import { expect } from "chai";
import { automaticLines } from "../../../src/messages/automatic-lines.ts";
import { buildAct } from "../../support/build-act.ts";
import { buildApproval, buildDecision, buildNode } from "../../support/build.ts";
import { FIRST } from "../../support/build-notice.ts";
import { buildMark } from "../../support/build-rule.ts";

const byRule = buildMark();
const decisions = [buildDecision({ byRule })];

describe("what rules have decided, for an answer", () => {
  it("is a line each: where, and by which rule", () => {
    expect(automaticLines(buildApproval({ decisions }))).eql([
      "调度、生技会签：按典型方案“箱变 315”（第 7 版）自动同意",
    ]);
  });

  it("is nothing that somebody has signed, that was gone back over, or objected to", () => {
    const acts = [buildAct({ kind: "object", taskId: FIRST })];
    expect(automaticLines(buildApproval({ decisions: [buildDecision()] }))).eql([]);
    const recalled = { by: FIRST, keeps: false };
    const goneBack = buildApproval({ decisions, nodes: [buildNode({ recalled })] });
    expect(automaticLines(goneBack)).eql([]);
    expect(automaticLines(buildApproval({ decisions, acts }))).eql([]);
  });
});
