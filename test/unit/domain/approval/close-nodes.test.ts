import { expect } from "chai";
import {
  closeSettledNodes,
  closeTasks,
  rejectApproval,
} from "../../../../src/domain/approval/close-nodes.ts";
import { november } from "../../../support/build.ts";
import {
  asked,
  BASE_FLOW,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  staffed,
  start,
} from "../../../support/play-approval.ts";

const at = november(23, "15:00");

describe("ending tasks", () => {
  it("ends the given tasks with the reason and leaves the others", () => {
    const approval = nextOf(start());
    const closed = closeTasks({ approval, events: [] }, [newestTaskOf(approval, "wang")], {
      reason: "superseded",
      at,
    });
    expect(asked(closed.approval)).to.deep.equal(["li"]);
    expect(newestTaskOf(closed.approval, "wang")).to.deep.include({
      status: "cancelled",
      cancelReason: "superseded",
      closedAt: at,
    });
    expect(closed.events).to.deep.equal([
      { kind: "task-cancelled", taskId: "T1-2", reason: "superseded" },
    ]);
  });
});

describe("closing nodes", () => {
  it("leaves a node alone in which somebody is waited for", () => {
    const progress = { approval: play(["li approves"]), events: [] };
    expect(closeSettledNodes(progress, at)).to.deep.equal(progress);
  });

  it("a rejection ends it everywhere: the failed node stays failed, a branch beside it is given up", () => {
    const flow = [
      staffed("dispatch", ["li"]),
      staffed("metering", ["wang"]),
      ...BASE_FLOW.slice(2),
    ];
    const approval = nextOf(start(flow));
    const [dispatch, metering] = approval.nodes;
    if (dispatch === undefined || metering === undefined) expect.fail("two nodes are open");
    const failed = { ...dispatch, status: "failed" as const };
    const before = { ...approval, nodes: [failed, metering] };
    const rejected = rejectApproval({ approval: before, events: [] }, failed, at);
    expect(rejected.approval).to.deep.include({ status: "rejected", closedAt: at });
    expect(nodeStates(rejected.approval)).to.deep.equal({
      dispatch: "failed",
      metering: "superseded",
    });
    expect(asked(rejected.approval)).to.deep.equal([]);
    expect(rejected.events.at(-1)).to.deep.equal({
      kind: "approval-rejected",
      approvalId: approval.id,
    });
  });
});
