import { expect } from "chai";
import {
  approvalLineOf,
  candidateLineOf,
  caseAnswerOf,
  questionLineOf,
  taskLineOf,
} from "../../../src/messages/case-answer.ts";
import { buildAct } from "../../support/build-act.ts";
import { approved, returned } from "../../support/build-notice.ts";
import {
  buildApproval,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  november,
  staff,
} from "../../support/build.ts";

const organisation = buildOrganisation();
const stage = {
  id: "plan_approval",
  name: "方案审批",
  status: "running" as const,
  startedAt: november(23, "09:10"),
  dueAt: november(26, "18:00"),
  dueProvisional: false,
  finishedAt: undefined,
};

describe("what an answer reads out of a case file", () => {
  it("of a task: case, version, plan, holder and limit", () => {
    const approval = buildApproval({ nodes: [buildNode({ dueProvisional: true })] });
    expect(taskLineOf(buildFile(), { approval, task: buildTask(1) }, organisation)).eql({
      caseNo: "BZ-2026-000123",
      customerName: "内蒙古牧名食品有限公司",
      version: "方案 v1",
      documentLine: "10kV 315kVA 单电源",
      holderName: "刘洋",
      label: "调度中心 负责人",
      openedAt: november(23, "09:10"),
      dueAt: november(24, "18:00"),
      card: "delivered",
      dueProvisional: true,
      asked: "审批",
      awaited: undefined,
    });
  });

  it("of a task about which something was asked: of whom an answer is awaited, and what they are to answer", () => {
    const said = { by: staff("liuyang"), name: "刘洋", to: staff("zhangwei"), text: "走哪条沟？" };
    const asked = buildAct({ kind: "ask", taskId: buildTask(1).id, ...said });
    const of = { approval: buildApproval({ acts: [asked] }), task: buildTask(1) };
    expect(taskLineOf(buildFile(), of, organisation).awaited).eql({ of: "张伟", since: asked.at });
    expect(questionLineOf(buildFile(), of)).include({ byName: "刘洋", text: "走哪条沟？" });
    expect(questionLineOf(buildFile(), { ...of, task: buildTask(2) })).equal(undefined);
  });

  it("of a running approval: whom it waits for", () => {
    const line = approvalLineOf(buildFile(), buildApproval(), organisation);
    expect(line).include({ kind: "供电方案", status: "running", submitterName: "张伟" });
    expect(line.waiting.map(({ holderName }) => holderName)).eql(["刘洋", "吴昊"]);
    expect([line.approvedAt, line.returned]).eql([undefined, undefined]);
  });

  it("of an approval that passed or was returned: when, by whom, why", () => {
    expect(approvalLineOf(buildFile(), approved, organisation).approvedAt).eql(
      november(23, "15:10"),
    );
    expect(approvalLineOf(buildFile(), returned, organisation).returned).eql({
      byName: "刘洋",
      at: november(23, "14:03"),
      reason: "电源点不合理",
    });
  });

  it("of an approval without its document: no plan in one line", () => {
    const line = approvalLineOf(buildFile({ documents: [] }), buildApproval(), organisation);
    expect(line.documentLine).equal("");
  });

  it("of a case: its running stages only", () => {
    const done = { ...stage, id: "survey", name: "现场勘查", status: "done" as const };
    const file = buildFile({ stages: [done, stage] });
    const answer = caseAnswerOf(file, organisation);
    expect(answer.stages.map(({ name }) => name)).eql(["方案审批"]);
    expect(answer.approvals).length(1);
    expect(candidateLineOf(file).stageNames).eql(["方案审批"]);
  });
});
