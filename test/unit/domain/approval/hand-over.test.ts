import { expect } from "chai";
import { handOver } from "../../../../src/domain/approval/hand-over.ts";
import { asked, factsFor, newestTaskOf, nextOf, start } from "../../../support/play-approval.ts";
import { BASE_FLOW } from "../../../support/play-approval.ts";
import { november, staff } from "../../../support/build.ts";

describe("a seat handed over", () => {
  const before = nextOf(start());
  const facts = factsFor(BASE_FLOW, { at: november(23, "15:00"), taskCount: before.tasks.length });
  const task = newestTaskOf(before, "li");
  const to = { holder: staff("sun"), label: "countersign 席位" };
  const { approval, events } = handOver(
    { approval: before, events: [] },
    { task, to, reason: "left" },
    facts,
  );

  it("waits for the other and for nobody else", () => {
    expect(asked(approval)).to.deep.equal(["wang", "sun"]);
    expect(approval.tasks.find(({ id }) => id === task.id)).to.deep.include({
      status: "cancelled",
      cancelReason: "left",
      closedAt: facts.at,
    });
  });

  it("is the same seat of the same round, due as before", () => {
    const { round, nodeId, seatNo, dueAt } = newestTaskOf(approval, "sun");
    expect({ round, nodeId, seatNo, dueAt }).to.deep.equal({
      round: task.round,
      nodeId: task.nodeId,
      seatNo: task.seatNo,
      dueAt: task.dueAt,
    });
  });

  it("tells whom it was taken from, then who is asked", () => {
    expect(events.map(({ kind }) => kind)).to.deep.equal(["task-cancelled", "task-opened"]);
  });
});
