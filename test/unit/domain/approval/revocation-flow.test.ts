import { expect } from "chai";
import type { OnTimeout } from "../../../../src/domain/approval/flow.ts";
import { revocationFlow } from "../../../../src/domain/approval/revocation-flow.ts";
import { buildFlow, buildFlowNode } from "../../../support/build-flow.ts";

const nodes = [
  buildFlowNode({ id: "marketing" }),
  buildFlowNode({ id: "production", after: ["marketing"] }),
  buildFlowNode({ id: "leader", after: ["production"] }),
];
const linksOf = (flow: ReturnType<typeof buildFlow>) =>
  revocationFlow(flow).nodes.map(({ id, after }) => [id, ...after]);

describe("the flow of a revocation", () => {
  it("has the nodes that signed, where the flow says nothing", () => {
    expect(linksOf(buildFlow({ nodes }))).eql([
      ["marketing"],
      ["production", "marketing"],
      ["leader", "production"],
    ]);
  });

  it("has those that the flow names, one after the other as before", () => {
    const flow = buildFlow({ nodes, revoke: ["leader", "marketing"] });
    expect(linksOf(flow)).eql([["marketing"], ["leader", "marketing"]]);
  });

  it("leaves nothing to rules, batches or deadlines that decide", () => {
    const automatic = buildFlowNode({
      technical: true,
      batch: true,
      mustRead: true,
      humanOnly: true,
      reviewFields: ["sources"],
      undoSeconds: 60,
    });
    const copyTo = [{ on: "finish" as const, who: [{ department: "finance" }] }];
    const flow = buildFlow({ nodes: [automatic], sameApprover: "any-before", copyTo });
    expect(revocationFlow(flow)).eql(buildFlow({ nodes: [buildFlowNode({ undoSeconds: 60 })] }));
  });

  it("calls in somebody above where the node says so, and never decides for them", () => {
    const timeoutOf = (act: OnTimeout["act"]) => {
      const onTimeout = { atPercent: 200, act };
      return revocationFlow(buildFlow({ nodes: [buildFlowNode({ onTimeout })] })).nodes[0]
        ?.onTimeout;
    };
    expect(timeoutOf("escalate")).eql({ atPercent: 200, act: "escalate" });
    expect(timeoutOf("take-over")).eql({ atPercent: 200, act: "take-over" });
    expect([timeoutOf("return"), timeoutOf("deemed-approved")]).eql([undefined, undefined]);
  });
});
