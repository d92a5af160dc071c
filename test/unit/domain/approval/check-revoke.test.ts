import { expect } from "chai";
import { checkRevoke, checkRevokeSigned } from "../../../../src/domain/approval/check-revoke.ts";
import { checkFlow, checkFlowConditions } from "../../../../src/domain/approval/check-flow.ts";
import { buildFlow, buildFlowNode } from "../../../support/build-flow.ts";

const large = buildFlowNode({ id: "leader", when: { capacityKva: { above: 1000 } } });
const nodes = [buildFlowNode(), large];

describe("a flow that names who signs a revocation", () => {
  it("may say nothing, or name nodes of its own", () => {
    for (const flow of [buildFlow({ nodes }), buildFlow({ nodes, revoke: ["countersign"] })]) {
      expect([...checkRevoke(flow), ...checkRevokeSigned(flow)]).eql([]);
    }
  });

  it("is wrong where it names a node that is not there", () => {
    const flow = buildFlow({ nodes, revoke: ["countersign", "board"] });
    const problem = { path: ["revoke", 1], message: "撤销所指的节点「board」不存在" };
    expect(checkFlow(flow, { organisation: undefined, ladderIds: undefined })).eql([problem]);
  });

  it("is wrong where nobody might have to sign", () => {
    const problem = {
      path: ["revoke"],
      message: "撤销所指的节点都带条件或为空，可能出现无人审批的情况",
    };
    for (const revoke of [[], ["leader"]]) {
      expect(checkFlowConditions(buildFlow({ nodes, revoke }))).eql([problem]);
    }
  });
});
