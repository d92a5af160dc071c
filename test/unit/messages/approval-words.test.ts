import { expect } from "chai";
import { approvalIdOf, type CaseId, type CaseNo } from "../../../src/domain/ids.ts";
import {
  approvalStateText,
  caseUrl,
  tasksUrl,
  decisionThatClosed,
  documentBefore,
  documentOfRound,
  factLines,
  linkText,
  nameOf,
  purposeText,
  shortName,
  subjectOf,
  verbText,
  versionOfRound,
} from "../../../src/messages/approval-words.ts";
import { SECOND } from "../../support/build-notice.ts";
import {
  buildApproval,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  staff,
} from "../../support/build.ts";

const secondRound = buildApproval({
  round: 2,
  documentVersion: 3,
  nodes: [buildNode(), buildNode({ round: 2, documentVersion: 3 })],
});

describe("words about an approval", () => {
  it("name people by name, strangers by userid, long names shortened", () => {
    expect(nameOf(buildOrganisation(), "liuyang")).equal("刘洋");
    expect(nameOf(buildOrganisation(), "gone")).equal("gone");
    expect(shortName("阿拉坦苏和毕力格巴特尔那顺")).equal("阿拉坦苏和毕力格巴特尔…");
  });

  it("name verbs", () => {
    const verbs = ["approve", "return", "reject"] as const;
    expect(verbs.map(verbText)).eql(["同意", "退回", "否决"]);
  });

  it("name a revocation as what it is, in what it is about and in how it stands", () => {
    const revocation = buildApproval({ revokes: approvalIdOf(1 as CaseId, 9) });
    expect(purposeText(buildApproval())).equal("供电方案");
    expect(purposeText(revocation)).equal("撤销供电方案");
    expect(subjectOf(buildFile(), revocation)).equal("BZ-2026-000123 撤销方案 v1");
    const states = ["running", "approved", "rejected", "withdrawn", "wait_revision"] as const;
    expect(states.map((status) => approvalStateText({ ...revocation, status }))).eql([
      "撤销审批中",
      "已同意撤销",
      "未同意撤销",
      "撤销申请已撤回",
      "已退回，待修改",
    ]);
    expect(approvalStateText(buildApproval({ status: "revoking" }))).equal("审批通过，撤销审批中");
  });

  it("name each round by the version that it looked at", () => {
    expect([versionOfRound(secondRound, 1), versionOfRound(secondRound, 2)]).eql([1, 3]);
    expect(subjectOf(buildFile(), secondRound)).equal("BZ-2026-000123 方案 v3");
    expect(subjectOf(buildFile(), secondRound, 1)).equal("BZ-2026-000123 方案 v1");
  });

  it("find the document of each round", () => {
    const file = buildFile({ documents: [buildDocument(1), buildDocument(3)] });
    expect(documentOfRound(file, secondRound, 1)?.version).equal(1);
    expect(documentOfRound(file, secondRound, 2)?.version).equal(3);
  });

  it("find the document before: of the round before, or of the approval that was rejected", () => {
    const documents = [buildDocument(1), buildDocument(2), buildDocument(3)];
    const rejected = buildApproval({ status: "rejected", documentVersion: 2 });
    const again = buildApproval({
      id: approvalIdOf(1 as CaseId, 2),
      previousApprovalId: rejected.id,
    });
    const file = buildFile({ documents, approvals: [rejected, again] });
    expect(documentBefore(file, secondRound, 2)?.version).equal(1);
    expect(documentBefore(file, secondRound, 1)).equal(undefined);
    expect(documentBefore(file, again, 1)?.version).equal(2);
    expect(documentBefore({ ...file, approvals: [again] }, again, 1)).equal(undefined);
  });

  it("say whom it is for and what it is, as far as known", () => {
    const customer = "客户：内蒙古牧名食品有限公司";
    expect(factLines(buildFile(), buildApproval())).eql([customer, "供电方案：10kV 315kVA 单电源"]);
    expect(factLines(buildFile({ documents: [] }), buildApproval())).eql([customer]);
  });

  it("make links that a customer's or a case's spelling cannot break", () => {
    expect(tasksUrl("https://qp.example.cn/")).equal("https://qp.example.cn/tasks");
    expect(caseUrl("https://qp.example.cn/", 'A"/b' as CaseNo)).equal(
      "https://qp.example.cn/cases/A%22%2Fb",
    );
    expect(linkText("https://a.cn", "查看")).equal('<a href="https://a.cn">查看</a>');
  });
});

describe("the decision that ended a task", () => {
  const agreed = buildDecision();
  const returned = buildDecision({ taskId: SECOND, verb: "return", nodeId: "leader" });
  const approval = buildApproval({ decisions: [agreed, returned] });
  const cancelled = (cancelReason: "any-one-decided" | "returned") =>
    buildTask(3, { holder: staff("chenming"), status: "cancelled", cancelReason });

  it("is its own, where there is one", () => {
    expect(decisionThatClosed(approval, buildTask(1, { status: "done" }))).equal(agreed);
  });

  it("is the one that was enough for its node, even when a later node returned", () => {
    expect(decisionThatClosed(approval, cancelled("any-one-decided"))).equal(agreed);
  });

  it("is the return of its round", () => {
    expect(decisionThatClosed(approval, cancelled("returned"))).equal(returned);
  });

  it("does not exist while the task is pending", () => {
    expect(decisionThatClosed(approval, buildTask(3))).equal(undefined);
  });
});
