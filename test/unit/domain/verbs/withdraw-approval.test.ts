import { expect } from "chai";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { submitVersion } from "../../../../src/domain/verbs/submit-document.ts";
import { isReasonNeeded, runsApproval } from "../../../../src/domain/verbs/withdraw-approval.ts";
import { written } from "../../../support/build-act.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  staff,
} from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";
import { fresh, running, submitted } from "../../../support/build-stages.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const base = buildFile({ stages: submitted });
const signed = buildFile({
  stages: submitted,
  approvals: [
    buildApproval({
      tasks: [buildTask(1, { status: "done" }), buildTask(2, { holder: staff("wuhao") })],
      decisions: [buildDecision()],
    }),
  ],
});
const returned = buildFile({
  stages: fresh,
  approvals: [
    buildApproval({
      status: "wait_revision",
      tasks: [],
      nodes: [buildNode({ status: "returned" })],
      decisions: [buildDecision({ verb: "return" })],
    }),
  ],
});

describe("撤回: withdrawing on a page", () => {
  it("is the business of submitter and both managers, and of nobody else", () => {
    const [approval = buildApproval()] = base.approvals;
    const subject = { file: base, approval, task: undefined };
    const may = ["zhangwei", "maqiang", "liuyang"].map((one) => runsApproval(subject, staff(one)));
    expect(may).eql([true, true, false]);
    const refusal: Refusal = { code: "not-submitter" };
    const sent = written("withdraw", { from: staff("liuyang") });
    expect(refusalOf(doAct(base, sent, around))).eql(refusal);
  });

  it("ends the approval and puts the plan back into drafting, as a return does", () => {
    const outcome = doAct(base, written("withdraw", { text: "" }), around);
    const next = nextOf(outcome);
    expect(next.approvals.map(({ status }) => status)).eql(["withdrawn"]);
    expect(running(next.stages)).eql(["plan_draft"]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).eql([
      "task-cancelled",
      "task-cancelled",
      "approval-withdrawn",
      "stage-started",
    ]);
  });

  it("asks for a reason once somebody has decided", () => {
    expect(base.approvals.map(isReasonNeeded)).eql([false]);
    expect(signed.approvals.map(isReasonNeeded)).eql([true]);
    const refusal: Refusal = { code: "act-reason-needed", minLetters: 5 };
    expect(refusalOf(doAct(signed, written("withdraw", { text: "无" }), around))).eql(refusal);
    expect(nextOf(doAct(signed, written("withdraw"), around)).approvals[0]?.status).eql(
      "withdrawn",
    );
  });

  it("moves no stage when the plan was returned before", () => {
    const next = nextOf(doAct(returned, written("withdraw"), around));
    expect(next.stages).equal(returned.stages);
    expect(next.approvals[0]?.status).equal("withdrawn");
  });

  it("lets the same plan be submitted again: a new approval that names the withdrawn one", () => {
    const people = buildOrganisation().people.map((one) => ({ ...one, roles: ["staff"] as const }));
    const bureau = { organisation: buildOrganisation({ people }) };
    const withdrawn = nextOf(doAct(base, written("withdraw"), around));
    const handedIn = {
      kind: "supply_plan",
      content: buildHvPlan(),
      submittedBy: staff("maqiang"),
    } as const;
    const again = nextOf(submitVersion(withdrawn, handedIn, buildSurroundings({ bureau })));
    const [before, now] = again.approvals;
    expect(before).equal(withdrawn.approvals[0]);
    expect(now).include({ previousApprovalId: before?.id, round: 1, documentVersion: 2 });
    expect(again.approvals.flatMap(asked)).eql(["liuyang", "wuhao"]);
  });
});
