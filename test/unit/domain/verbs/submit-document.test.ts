import { expect } from "chai";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { documentHash } from "../../../../src/domain/case/document-hash.ts";
import { approvalIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { submitVersion, type HandedIn } from "../../../../src/domain/verbs/submit-document.ts";
import type { UploadedFile } from "../../../../src/domain/case/attachment.ts";
import { buildAttachment, buildUpload } from "../../../support/build-attachment.ts";
import {
  buildApproval,
  buildDocument,
  buildFile,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { buildHvPlan, buildInvestment } from "../../../support/build-plan.ts";
import { fresh, running, submitted } from "../../../support/build-stages.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const opened = buildFile({ stages: fresh, documents: [], approvals: [], cards: [] });
const changed = buildHvPlan({ calcLoadKw: 280 });

/** 张伟 hands in the base plan. */
function handedIn(changes: Partial<HandedIn> = {}): HandedIn {
  return {
    kind: "supply_plan",
    content: buildHvPlan(),
    submittedBy: staff("zhangwei"),
    ...changes,
  };
}

const submit = (file: CaseFile, changes: Partial<HandedIn> = {}, now = around) =>
  submitVersion(file, handedIn(changes), now);

describe("the first version of a plan", () => {
  const outcome = submit(opened);

  it("is kept as version 1 with its hash, who handed it in and when", () => {
    expect(nextOf(outcome).documents).eql([
      {
        kind: "supply_plan",
        version: 1,
        content: buildHvPlan(),
        attachments: [],
        contentHash: documentHash(buildHvPlan()),
        submittedBy: staff("zhangwei"),
        submittedAt: november(23, "15:10"),
      },
    ]);
  });

  it("has the attachments that it names, under its hash; one that is nobody's is a problem of it", () => {
    const named = (...files: (UploadedFile | undefined)[]) => ({
      files: files.map((file) => ({ id: "F", file })),
      maxCount: 2,
    });
    const [document] = nextOf(submit(opened, { attachments: named(buildUpload(1)) })).documents;
    expect(document?.attachments).eql([buildAttachment(1)]);
    expect(document?.contentHash).equal(documentHash(buildHvPlan(), [buildAttachment(1)]));
    const refused = refusalOf(submit(opened, { attachments: named(undefined) }));
    expect(refused).nested.include({ code: "bad-document", "problems[0].code": "unknown-file" });
  });

  it("begins its approval by the flow that fits it and asks the first signers", () => {
    const [approval] = nextOf(outcome).approvals;
    expect(approval).include({ id: "A1-1", round: 1, flowId: "plan-10kv-single", flowVersion: 1 });
    expect(nextOf(outcome).approvals.flatMap(asked)).eql(["liuyang", "wuhao"]);
  });

  it("moves the case on from drafting, told after the cards", () => {
    expect(running(nextOf(outcome).stages)).eql(["plan_approval"]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).eql([
      "approval-started",
      "task-opened",
      "task-opened",
      "stage-finished",
      "stage-finished",
      "stage-started",
    ]);
  });
});

describe("the version after a return", () => {
  const returned = buildApproval({ status: "wait_revision" });
  const file = buildFile({ stages: fresh, approvals: [returned] });

  it("is the next version and the next round of the same approval", () => {
    const next = nextOf(submit(file, { content: changed, submittedBy: staff("maqiang") }));
    expect(next.documents.map(({ version }) => version)).eql([1, 2]);
    expect(next.approvals).lengthOf(1);
    expect(next.approvals[0]).include({ round: 2, documentVersion: 2, submittedBy: "maqiang" });
  });

  it("keeps the flow that the approval began with, though a newer one is published", () => {
    const newer = buildFlow({ version: 2, nodes: [buildFlowNode({ id: "other" })] });
    const published = buildSurroundings({ bureau: { flows: [newer] } });
    const next = nextOf(submit(file, { content: changed }, published));
    expect(next.approvals[0]).include({ round: 2, flowVersion: 1 });
  });
});

describe("the version after a rejection", () => {
  const rejected = buildApproval({ status: "rejected" });
  const file = buildFile({ stages: fresh, approvals: [rejected] });

  it("begins another approval, which names the rejected one and keeps nothing of it", () => {
    const next = nextOf(submit(file, { content: changed }));
    expect(next.approvals[0]).equal(rejected);
    expect(next.approvals[1]).include({
      id: "A1-2",
      previousApprovalId: "A1-1",
      round: 1,
      documentVersion: 2,
      status: "running",
    });
    expect(next.approvals[1]?.decisions).eql([]);
    expect(next.approvals.flatMap(asked)).include.members(["liuyang", "wuhao"]);
  });

  it("goes by the flow that is in force now, not by that of the rejected one", () => {
    const newer = buildFlow({ version: 2, nodes: [buildFlowNode({ id: "other" })] });
    const published = buildSurroundings({ bureau: { flows: [newer] } });
    const next = nextOf(submit(file, { content: changed }, published));
    expect(next.approvals[1]).include({ flowVersion: 2 });
  });

  it("must not say what was rejected", () => {
    expect(refusalOf(submit(file))).eql({
      code: "unchanged-document",
      documentVersion: 1,
      wasRejected: true,
    });
  });

  it("is a round of the new approval when that is returned", () => {
    const again = {
      ...buildApproval({ status: "wait_revision" }),
      id: approvalIdOf(1 as CaseId, 2),
    };
    const both = buildFile({ stages: fresh, approvals: [rejected, again] });
    const next = nextOf(submit(both, { content: changed }));
    expect(next.approvals.map(({ round }) => round)).eql([1, 2]);
  });
});

describe("an investment", () => {
  it("is approved beside the plan, in an approval and versions of its own", () => {
    const flow = buildFlow({ id: "investment", kind: "grid_investment" });
    const file = buildFile({ stages: submitted });
    const change = { kind: "grid_investment" as const, content: buildInvestment() };
    const next = nextOf(submit(file, change, buildSurroundings({ flow })));
    expect(next.approvals.map(({ id, kind }) => `${id} ${kind}`)).eql([
      "A1-1 supply_plan",
      "A1-2 grid_investment",
    ]);
    expect(next.documents.at(-1)).include({ kind: "grid_investment", version: 1 });
    expect(running(next.stages)).eql(["plan_approval", "invest_approval"]);
  });
});

describe("a version is refused", () => {
  it("with everything that is wrong with it, before anything else", () => {
    const begun = buildFile({ stages: submitted });
    const refusal = refusalOf(submit(begun, { submittedBy: staff("stranger") }));
    expect(refusal.code === "bad-document" && refusal.problems.map(({ code }) => code)).eql([
      "unknown-person",
    ]);
  });

  it("while its approval runs, and once it is approved", () => {
    const inState = (status: "running" | "approved") =>
      buildFile({ stages: submitted, approvals: [buildApproval({ status })] });
    expect(refusalOf(submit(inState("running"), { content: changed }))).eql({
      code: "approval-running",
      approvalId: "A1-1",
      documentVersion: 1,
    });
    expect(refusalOf(submit(inState("approved"), { content: changed }))).eql({
      code: "closed",
      reason: "approved",
    });
  });

  it("when it says what the version before said", () => {
    const approvals = [buildApproval({ status: "wait_revision" })];
    const file = buildFile({ stages: fresh, approvals, documents: [buildDocument(1)] });
    expect(refusalOf(submit(file))).eql({ code: "unchanged-document", documentVersion: 1 });
  });

  it("when no flow fits it, with the facts that none fits", () => {
    const none = buildSurroundings({ bureau: { flows: [] } });
    const refusal = refusalOf(submit(opened, {}, none));
    expect(refusal.code === "no-flow" && refusal.facts).include({
      kind: "supply_plan",
      voltageKv: 10,
      capacityKva: 315,
    });
  });

  it("when some node could be signed by nobody", () => {
    const flow = buildFlow({ nodes: [buildFlowNode({ who: [{ userids: ["gone"] }] })] });
    expect(refusalOf(submit(opened, {}, buildSurroundings({ flow })))).include({
      code: "no-approver",
      node: "调度、生技会签",
    });
  });

  it("when the case is not that far", () => {
    const flow = buildFlow({ kind: "grid_investment" });
    const change = { kind: "grid_investment" as const, content: buildInvestment() };
    expect(refusalOf(submit(opened, change, buildSurroundings({ flow })))).eql({
      code: "wrong-stage",
      stage: "方案编制",
    });
  });
});
