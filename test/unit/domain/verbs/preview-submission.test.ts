import { expect } from "chai";
import { previewSubmission } from "../../../../src/domain/verbs/preview-submission.ts";
import { submitVersion, type HandedIn } from "../../../../src/domain/verbs/submit-document.ts";
import {
  buildApproval,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { buildHvPlan, buildSource } from "../../../support/build-plan.ts";
import { fresh } from "../../../support/build-stages.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const flow = buildFlow({
  nodes: [
    buildFlowNode({ id: "dispatch", who: [{ userids: ["liuyang"] }], reviewFields: ["sources"] }),
    buildFlowNode({ id: "head", who: [{ userids: ["chenming"] }], after: ["dispatch"] }),
  ],
});
const around = buildSurroundings({ flow });

/** 刘洋 agreed to version 1, 陈明 returned it. */
const returned = buildApproval({
  status: "wait_revision",
  nodes: [
    buildNode({ nodeId: "dispatch", status: "passed", seats: [seat("liuyang")] }),
    buildNode({ nodeId: "head", status: "returned", seats: [seat("chenming")] }),
  ],
  tasks: [
    buildTask(1, { nodeId: "dispatch", seatNo: 1, status: "done", label: "调度中心 主任" }),
    buildTask(2, { nodeId: "head", seatNo: 1, holder: staff("chenming"), status: "done" }),
  ],
  decisions: [
    buildDecision({ nodeId: "dispatch", documentHash: buildDocument(1).contentHash }),
    buildDecision({
      taskId: buildTask(2).id,
      nodeId: "head",
      verb: "return",
      decidedBy: staff("chenming"),
    }),
  ],
});

function seat(holder: string) {
  return { seatNo: 1, holder: staff(holder), label: "" };
}

function handedIn(change: object): HandedIn {
  return { kind: "supply_plan", content: buildHvPlan(change), submittedBy: staff("zhangwei") };
}

function fileWith(approval = returned) {
  return buildFile({ stages: fresh, approvals: [approval], documents: [buildDocument(1)] });
}

function namesOf(change: object, file = fileWith()) {
  const { version, nodes } = nextOf(previewSubmission(file, handedIn(change), around));
  const kept = nodes.flatMap((one) => one.kept.map(({ seat: { holder } }) => holder));
  return { version, kept, asked: nodes.flatMap((one) => one.asked.map(({ holder }) => holder)) };
}

describe("what a submission would do", () => {
  it("is told by what the new version changes", () => {
    expect(namesOf({ drawnUpBy: "马强" })).eql({
      version: 2,
      kept: ["liuyang"],
      asked: ["chenming"],
    });
    const line = { sources: [buildSource({ line: "10 kV 园区二线" })] };
    expect(namesOf(line)).eql({ version: 2, kept: [], asked: ["liuyang", "chenming"] });
  });

  it("keeps nothing that was not given on the stored version itself", () => {
    const decisions = returned.decisions.map((one) => ({ ...one, documentHash: "another" }));
    expect(namesOf({ drawnUpBy: "马强" }, fileWith({ ...returned, decisions })).kept).eql([]);
  });

  it("is refused with the words of the submission itself", () => {
    const running = fileWith({ ...returned, status: "running" });
    const submission = handedIn({ drawnUpBy: "马强" });
    expect(refusalOf(previewSubmission(running, submission, around))).eql(
      refusalOf(submitVersion(running, submission, around)),
    );
  });

  it("leaves the case as it is", () => {
    const file = fileWith();
    const before = JSON.stringify(file);
    previewSubmission(file, handedIn({ drawnUpBy: "马强" }), around);
    expect(JSON.stringify(file)).equal(before);
    expect(around.at).eql(november(23, "15:10"));
  });
});
