import { expect } from "chai";
import {
  giversOf,
  handoverOf,
  handoverTo,
  handoversOf,
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

  it("has left behind those who gave it away, and the acts by which they did, in this seat and round only", () => {
    const gone = { status: "cancelled", cancelReason: "transferred" } as const;
    const tasks = [
      buildTask(1, { seatNo: 1, ...gone }),
      buildTask(2, { seatNo: 1, ...gone, holder: staff("wuhao") }),
      buildTask(3, { seatNo: 1, holder: staff("chenming") }),
      buildTask(4, { seatNo: 2 }),
    ];
    const [, , task = buildTask(3), other = buildTask(4)] = tasks;
    const given = buildApproval({ acts, tasks });
    expect(new Set(giversOf(given, task))).eql(new Set(["liuyang", "wuhao"]));
    expect(handoversOf(given, task)).eql(acts);
    expect(handoversOf(given, other)).eql([]);
    expect(handoversOf(given, { ...task, round: 2 })).eql([]);
  });
});
