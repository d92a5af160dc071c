import { expect } from "chai";
import { migrateCase, standingIn, standingOf } from "../../../../src/domain/verbs/migrate-case.ts";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import { approvalIdOf, type ApprovalId, type CaseId } from "../../../../src/domain/ids.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";

const from = buildFlow();
const around = buildSurroundings({ flow: from });
const ID_CASE = 1 as CaseId;
const ID = approvalIdOf(ID_CASE, 1);
const file = buildFile({
  stages: submitted,
  approvals: [
    buildApproval({
      nodes: [
        buildNode({
          seats: [
            { seatNo: 1, holder: staff("liuyang"), label: "调度中心 主任" },
            { seatNo: 2, holder: staff("wuhao"), label: "生产技术部 主任" },
          ],
        }),
      ],
    }),
  ],
});
const widened = buildFlow({
  version: 2,
  nodes: [buildFlowNode({ who: [{ userids: ["liuyang", "wuhao", "huangmin"] }] })],
});

const migrateTo = (to: Flow, of: CaseFile = file, approvalId: ApprovalId = ID) =>
  migrateCase(
    of,
    { approvalId, change: { from, to, map: {} }, plannedAt: november(23, "10:00") },
    around,
  );

describe("taking a case to another version of a flow", () => {
  it("says in plain text what it was and what it will be", () => {
    const outcome = migrateTo(widened);
    const after = outcome.ok ? standingIn(outcome.next, ID) : expect.fail("refused");
    expect(standingIn(file, ID)?.waiting).to.deep.equal([
      { node: "调度、生技会签", holder: "liuyang", dueAt: "2026-11-24T10:00:00.000Z" },
      { node: "调度、生技会签", holder: "wuhao", dueAt: "2026-11-24T10:00:00.000Z" },
    ]);
    expect(after?.waiting.map(({ holder }) => holder)).to.deep.equal([
      "liuyang",
      "wuhao",
      "huangmin",
    ]);
    expect(after).to.deep.include({ flowVersion: 2, status: "running", decisions: [] });
  });

  it("leaves alone what decides about a revocation", () => {
    const approvals = file.approvals.map((one) => ({ ...one, revokes: approvalIdOf(ID_CASE, 9) }));
    expect(migrateTo(widened, { ...file, approvals })).to.deep.equal({
      ok: false,
      refusal: { code: "cannot-migrate", why: "revocation", node: "" },
    });
  });

  it("names what counts, and a task whose node is gone by its id", () => {
    const approval = buildApproval({
      tasks: [buildTask(1, { status: "done" }), buildTask(2, { nodeId: "gone" })],
      decisions: [buildDecision()],
    });
    const standing = standingOf(approval);
    expect(standing.decisions).to.deep.equal([
      { node: "调度、生技会签", by: "liuyang", verb: "approve" },
    ]);
    expect(standing.waiting[0]?.node).to.equal("gone");
  });

  it("counts what opens now from the moment of the dry run", () => {
    const legal = buildFlowNode({ id: "legal", who: [{ userids: ["chenming"] }] });
    const to = buildFlow({
      version: 2,
      nodes: [buildFlowNode(), { ...legal, limit: { workMin: 60 } }],
    });
    const outcome = migrateTo(to);
    const after = outcome.ok ? standingIn(outcome.next, ID) : undefined;
    expect(after?.waiting.at(-1)?.dueAt).to.equal(november(23, "11:00").toISOString());
  });

  it("is refused where the facts have left the flow, nobody could sign, or something is not there", () => {
    const codeOf = (outcome: ReturnType<typeof migrateTo>) =>
      outcome.ok ? "done" : outcome.refusal.code;
    expect(codeOf(migrateTo({ ...widened, when: { voltageKv: { atLeast: 35 } } }))).equal(
      "no-flow",
    );
    const vacant = buildFlow({
      version: 2,
      nodes: [buildFlowNode({ who: [{ department: "wushen" }] })],
    });
    expect(codeOf(migrateTo(vacant))).equal("no-approver");
    expect(codeOf(migrateTo(widened, { ...file, approvals: [] }))).equal("not-found");
    expect(codeOf(migrateTo(widened, { ...file, documents: [] }))).equal("plan-missing");
    expect(standingIn({ ...file, approvals: [] }, ID)).equal(undefined);
    expect(codeOf(migrateTo({ ...widened, nodes: [buildFlowNode({ id: "x" })] }))).equal(
      "cannot-migrate",
    );
  });
});
