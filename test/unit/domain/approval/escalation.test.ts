import { expect } from "chai";
import {
  escalationTo,
  isCoOwned,
  isEscalated,
} from "../../../../src/domain/approval/escalation.ts";
import { buildApproval, buildTask } from "../../../support/build.ts";
import { buildAct } from "../../../support/build-act.ts";
import { FIRST, SECOND } from "../../../support/build-notice.ts";

const approvalWith = (kind: "escalate" | "take-over" | "transfer") =>
  buildApproval({ acts: [buildAct({ kind, taskId: FIRST, nextTaskId: SECOND })] });

describe("somebody who was called in from above", () => {
  it("holds a task that an act of the clock has opened", () => {
    expect(escalationTo(approvalWith("take-over"), buildTask(2))?.kind).equal("take-over");
    expect(escalationTo(approvalWith("transfer"), buildTask(2))).equal(undefined);
    expect(escalationTo(approvalWith("escalate"), buildTask(1))).equal(undefined);
  });

  it("shares the seat only when they were called in beside its holder", () => {
    expect(isCoOwned(approvalWith("escalate"), buildTask(2))).equal(true);
    expect(isCoOwned(approvalWith("take-over"), buildTask(2))).equal(false);
  });

  it("was called in once for a wait", () => {
    expect(isEscalated(approvalWith("escalate"), [buildTask(1)])).equal(true);
    expect(isEscalated(approvalWith("transfer"), [buildTask(1)])).equal(false);
    expect(isEscalated(approvalWith("escalate"), [buildTask(2)])).equal(false);
  });
});
