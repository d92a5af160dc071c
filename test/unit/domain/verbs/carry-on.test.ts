import { expect } from "chai";
import { carryOn } from "../../../../src/domain/verbs/carry-on.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { CaseEvent } from "../../../../src/domain/outcome.ts";
import { buildFile } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { fresh, running, submitted } from "../../../support/build-stages.ts";
import { eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const CASE_ID = 1 as CaseId;
const approvalId = approvalIdOf(CASE_ID, 1);
const taskId = taskIdOf(CASE_ID, 1);
const decided: CaseEvent = { kind: "task-decided", taskId, verb: "approve" };
const approved: CaseEvent = { kind: "approval-approved", approvalId };
const returned: CaseEvent = { kind: "approval-returned", approvalId, taskId };

const carry = (events: readonly CaseEvent[], stages = submitted) =>
  carryOn(buildFile({ stages }), events, buildSurroundings());

describe("what joins an approval and the stages of its case", () => {
  it("an approved plan ends its stage and begins the reply, told after what was done", () => {
    const outcome = carry([decided, approved]);
    expect(running(nextOf(outcome).stages)).eql(["plan_reply"]);
    expect(eventsOf(outcome)).eql([
      decided,
      approved,
      { kind: "stage-finished", stageId: "plan_approval" },
      { kind: "stage-started", stageId: "plan_reply" },
    ]);
  });

  it("a returned plan goes back into drafting", () => {
    const outcome = carry([returned]);
    expect(running(nextOf(outcome).stages)).eql(["plan_draft"]);
    expect(eventsOf(outcome)).eql([returned, { kind: "stage-started", stageId: "plan_draft" }]);
  });

  it("a rejected plan too: it is to be written anew", () => {
    const rejected: CaseEvent = { kind: "approval-rejected", approvalId };
    const outcome = carry([rejected]);
    expect(running(nextOf(outcome).stages)).eql(["plan_draft"]);
    expect(eventsOf(outcome)).eql([rejected, { kind: "stage-started", stageId: "plan_draft" }]);
  });

  it("anything else leaves the stages alone", () => {
    const events: CaseEvent[] = [decided, { kind: "approval-started", approvalId }];
    const outcome = carry(events);
    expect(nextOf(outcome)).eql(buildFile({ stages: submitted }));
    expect(eventsOf(outcome)).eql(events);
  });

  it("an approval that the case does not have moves nothing", () => {
    const unknown = approvalIdOf(CASE_ID, 9);
    const events: CaseEvent[] = [
      { kind: "approval-approved", approvalId: unknown },
      { kind: "approval-returned", approvalId: unknown, taskId },
    ];
    expect(nextOf(carry(events)).stages).eql(submitted);
  });

  it("a stage that does not run refuses the whole change, whatever follows", () => {
    const refusal = { code: "wrong-stage", stage: "方案审批" };
    expect(refusalOf(carry([approved, decided], fresh))).eql(refusal);
  });
});
