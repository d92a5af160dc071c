import { expect } from "chai";
import {
  handoverOf,
  handoverTo,
  lineOfTask,
  receiverOf,
} from "../../../../src/domain/approval/handover.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { buildAct } from "../../../support/build-act.ts";
import { buildApproval, buildTask, staff } from "../../../support/build.ts";

const [first, second, third] = [1, 2, 3].map((n) => taskIdOf(1 as CaseId, n)) as [
  ReturnType<typeof taskIdOf>,
  ReturnType<typeof taskIdOf>,
  ReturnType<typeof taskIdOf>,
];
const acts = [
  buildAct({ kind: "transfer", taskId: first, nextTaskId: second }),
  buildAct({ kind: "transfer", taskId: second, nextTaskId: third }),
];
const approval = buildApproval({
  acts,
  tasks: [buildTask(1), buildTask(2), buildTask(3, { holder: staff("chenming") })],
});

describe("a task that changes hands", () => {
  it("knows by which act it went and came, and who has it now", () => {
    expect(handoverOf(approval, first)).equal(acts[0]);
    expect(handoverTo(approval, second)).equal(acts[0]);
    expect(handoverTo(approval, first)).equal(undefined);
    expect(receiverOf(approval, second)?.holder).equal("chenming");
    expect(receiverOf(approval, third)).equal(undefined);
  });

  it("is one wait with those before it", () => {
    expect(lineOfTask(approval, first)).eql([first]);
    expect(lineOfTask(approval, third)).eql([first, second, third]);
  });

  it("is one wait with what it was before others were heard first; a seat that is asked anew is not", () => {
    const before = (cancelReason: "signers-added" | "taken-back") =>
      buildApproval({
        acts: [],
        tasks: [
          buildTask(1, { status: "cancelled", cancelReason, seatNo: 1 }),
          buildTask(2, { seatNo: 1 }),
        ],
      });
    expect(lineOfTask(before("signers-added"), second)).eql([first, second]);
    expect(lineOfTask(before("taken-back"), second)).eql([second]);
    expect(lineOfTask(before("taken-back"), third)).eql([third]);
  });
});
