import { expect } from "chai";
import { returnChoices } from "../../../../src/domain/verbs/return-choices.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { buildDocument, buildFile } from "../../../support/build.ts";
import { newestTaskOf, play } from "../../../support/play-approval.ts";

const flow = buildFlow({
  nodes: [
    buildFlowNode({ who: [{ userids: ["li", "wang"] }] }),
    buildFlowNode({ id: "leader", who: [{ userids: ["chen"] }], after: ["countersign"] }),
  ],
});
const around = buildSurroundings({ flow });
const approval = play(["li approves", "wang approves"]);
const task = newestTaskOf(approval, "chen");

describe("the nodes that a task may be returned to", () => {
  it("are those of the pinned flow that have passed before it", () => {
    const file = buildFile({ documents: [buildDocument(1)], approvals: [approval] });
    const names = returnChoices({ file, approval, task }, around).map(({ nodeId }) => nodeId);
    expect(names).to.deep.equal(["countersign"]);
  });

  it("are none where the case does not have the document", () => {
    const file = buildFile({ documents: [], approvals: [approval] });
    expect(returnChoices({ file, approval, task }, around)).to.deep.equal([]);
  });
});
