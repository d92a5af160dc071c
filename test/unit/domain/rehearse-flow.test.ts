import { expect } from "chai";
import { presentOrganisation } from "../../../src/domain/people/present-organisation.ts";
import { rehearseFlow, type RehearsedStep } from "../../../src/domain/rehearse-flow.ts";
import { buildDocument, buildOrganisation, november, staff } from "../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../support/build-flow.ts";
import { buildCase } from "../../support/build-plan.ts";
import { buildGrant } from "../../support/build-grant.ts";

const TWO_NODES = buildFlow({
  nodes: [
    buildFlowNode({ limit: { workMin: 60 } }),
    buildFlowNode({
      id: "head",
      name: "审批",
      who: [{ department: "dispatch" }],
      after: ["countersign"],
    }),
  ],
});

function rehearse(flow = TWO_NODES, change: Partial<ReturnType<typeof buildSurroundings>> = {}) {
  const tried = { flow, connectionCase: buildCase(), document: buildDocument(1) };
  return rehearseFlow(tried, { ...buildSurroundings({ flow }), ...change });
}

function steps(outcome: ReturnType<typeof rehearse>): RehearsedStep[] {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.next;
}

const nodesOf = (walked: readonly RehearsedStep[]) =>
  walked.at(-1)?.file.approvals[0]?.nodes.map(({ nodeId, status, openedAt, dueAt }) => ({
    nodeId,
    status,
    openedAt,
    dueAt,
  }));

describe("a flow that is tried before it runs", () => {
  it("is walked to its end: each node opens when the one before is due, and is due by the calendar", () => {
    const walked = steps(rehearse());
    expect(nodesOf(walked)).to.deep.equal([
      {
        nodeId: "countersign",
        status: "passed",
        openedAt: november(23, "15:10"),
        dueAt: november(23, "16:10"),
      },
      {
        nodeId: "head",
        status: "passed",
        openedAt: november(23, "16:10"),
        dueAt: november(24, "18:00"),
      },
    ]);
    expect(walked.at(-1)?.events.map(({ kind }) => kind)).to.include("approval-approved");
  });

  it("asks the people who would be asked, with leave as it is known", () => {
    const grants = [buildGrant({ principal: staff("liuyang"), delegate: staff("huangmin") })];
    const [first] = steps(rehearse(TWO_NODES, { grants }));
    const asked = first?.file.approvals[0]?.tasks.map(({ holder }) => holder);
    expect(asked).to.deep.equal(["huangmin", "wuhao"]);
  });

  it("tells of facts that do not belong to the flow, and of a node that nobody could sign", () => {
    const narrow = rehearse(buildFlow({ when: { voltageKv: { atLeast: 35 } } }));
    expect(narrow).to.deep.include({ ok: false }).and.nested.include({ "refusal.code": "no-flow" });
    const vacant = rehearse(
      buildFlow({ nodes: [buildFlowNode({ who: [{ department: "wushen" }] })] }),
    );
    expect(vacant).to.nested.include({ "refusal.code": "no-approver" });
  });

  it("goes on with the successor of somebody who has left", () => {
    const organisation = presentOrganisation(buildOrganisation(), new Set([staff("liuyang")]));
    const { bureau } = buildSurroundings({ flow: TWO_NODES });
    const walked = steps(rehearse(TWO_NODES, { bureau: { ...bureau, organisation } }));
    const asked = walked[0]?.file.approvals[0]?.tasks.map(({ holder }) => holder);
    expect(asked).to.deep.equal(["huangmin", "wuhao"]);
  });
});
