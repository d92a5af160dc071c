import { expect } from "chai";
import { checkRules } from "../../../../src/domain/automatic/check-rules.ts";
import type { FlowNode } from "../../../../src/domain/approval/flow.ts";
import { buildFlow, buildFlowNode } from "../../../support/build-flow.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { reviewedFlow } from "../../../support/play-rules.ts";

function wordsOf(change: Partial<FlowNode>): string[] {
  const signed = buildFlowNode({ id: "leader" });
  const nodes = [buildFlowNode({ id: "review", ...change }), signed];
  return checkRules(buildFlow({ nodes })).map(({ message }) => message);
}

describe("what a flow lets rules decide", () => {
  it("may be a technical review, and any act on a timeout", () => {
    expect(checkRules(reviewedFlow())).eql([]);
    expect(wordsOf({ onTimeout: { atPercent: 200, act: "escalate" } })).eql([]);
    expect(
      wordsOf({ onTimeout: { atPercent: 200, act: "deemed-approved", basis: "限时办结办法" } }),
    ).eql([]);
    expect(wordsOf({ onTimeout: { atPercent: 200, act: "return" } })).eql([]);
  });

  it("is nothing where people must decide", () => {
    const onTimeout = { atPercent: 200, act: "deemed-approved", basis: "某办法" } as const;
    expect(wordsOf({ humanOnly: true, technical: true })).eql([
      "节点「review」不能既是技术审查（可免审）又是人工必审",
    ]);
    expect(wordsOf({ humanOnly: true, onTimeout })).eql([
      "节点「review」是人工必审，不能超时视为同意",
    ]);
  });

  it("needs a document for consent by silence, and everybody heard before a return", () => {
    expect(wordsOf({ onTimeout: { atPercent: 200, act: "deemed-approved" } })).eql([
      "节点「review」超时视为同意须写明依据的制度文件（basis）",
    ]);
    const mode = modeOf("all", { collectAll: true });
    expect(wordsOf({ mode, onTimeout: { atPercent: 200, act: "return" } })).eql([
      "节点「review」须听取全部意见（collectAll），不能超时退回",
    ]);
  });

  it("leaves somebody who always signs, and is of plans only", () => {
    const review = buildFlowNode({ technical: true });
    const sometimes = buildFlowNode({ id: "b", when: { important: { is: true } } });
    expect(checkRules(buildFlow({ nodes: [review, sometimes] })).map(({ path }) => path)).eql([
      ["nodes"],
    ]);
    const investment = buildFlow({ kind: "grid_investment", nodes: [review] });
    expect(checkRules(investment).map(({ path }) => path)).eql([["nodes", 0, "technical"]]);
  });
});
