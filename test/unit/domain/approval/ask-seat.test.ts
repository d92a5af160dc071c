import { expect } from "chai";
import { askSeat } from "../../../../src/domain/approval/ask-seat.ts";
import { buildApproval, november, staff } from "../../../support/build.ts";

const seat = { round: 1, nodeId: "countersign", seatNo: 1, dueAt: november(24, "18:00") };
const to = { holder: staff("huangmin"), label: "调度中心 副职" };
const at = november(23, "16:00");

describe("asking somebody for a seat", () => {
  it("is a pending task in their office, due as the seat is", () => {
    const { approval, events } = askSeat(
      { approval: buildApproval(), events: [] },
      { ...seat, to },
      { at, nextTaskNo: 3 },
    );
    const task = approval.tasks.at(-1);
    expect(task).to.deep.include({ id: "T1-3", status: "pending", openedAt: at, ...seat, ...to });
    expect(events).to.deep.equal([{ kind: "task-opened", taskId: "T1-3" }]);
  });

  it("twice in one verb gives each task a number of its own", () => {
    const first = askSeat(
      { approval: buildApproval(), events: [] },
      { ...seat, to },
      { at, nextTaskNo: 7 },
    );
    const { approval } = askSeat(first, { ...seat, seatNo: 2, to }, { at, nextTaskNo: 7 });
    expect(approval.tasks.slice(2).map(({ id }) => id)).to.deep.equal(["T1-7", "T1-8"]);
  });

  it("for want of anybody of the department tells of it", () => {
    const lastResort = { ...to, unfilledSince: staff("liuyang") };
    const { approval, events } = askSeat(
      { approval: buildApproval(), events: [] },
      { ...seat, to: lastResort },
      { at, nextTaskNo: 3 },
    );
    expect(events.at(-1)).to.deep.equal({ kind: "seat-unfilled", taskId: "T1-3", left: "liuyang" });
    expect(approval.tasks.at(-1)).not.to.have.property("unfilledSince");
  });
});
