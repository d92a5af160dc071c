import { expect } from "chai";
import { november } from "../../../support/build.ts";
import {
  asked,
  eventsOf,
  nextOf,
  nodeStates,
  play,
  refusalOf,
  staffed,
  start,
  submitAgain,
} from "../../../support/play-approval.ts";

describe("starting an approval", () => {
  it("opens the first node alone and asks everybody who sits in it", () => {
    const approval = nextOf(start());
    expect(nodeStates(approval)).to.deep.equal({ countersign: "open" });
    expect(asked(approval)).to.deep.equal(["li", "wang"]);
  });

  it("is round 1 of the submitted version, under the flow as published", () => {
    expect(nextOf(start())).to.include({
      id: "A1-1",
      status: "running",
      round: 1,
      documentVersion: 1,
      flowId: "sample",
      flowVersion: 1,
      submittedBy: "zhangwei",
      closedAt: undefined,
    });
  });

  it("tells that it began, then whom it asks", () => {
    expect(eventsOf(start())).to.deep.equal([
      { kind: "approval-started", approvalId: "A1-1" },
      { kind: "task-opened", taskId: "T1-1" },
      { kind: "task-opened", taskId: "T1-2" },
    ]);
  });

  it("gives every task the limit of its node", () => {
    const { nodes, tasks, startedAt } = nextOf(start());
    expect(startedAt).to.deep.equal(november(23, "09:10"));
    for (const one of [...nodes, ...tasks]) {
      expect(one).to.deep.include({
        openedAt: november(23, "09:10"),
        dueAt: november(24, "18:00"),
      });
    }
  });

  it("opens all nodes that wait for nobody", () => {
    const flow = [staffed("dispatch", ["li"]), staffed("metering", ["wang"])];
    expect(asked(nextOf(start(flow)))).to.deep.equal(["li", "wang"]);
  });
});

describe("submitting a returned plan again", () => {
  const returned = play(["li approves", "wang returns"]);

  it("asks everybody anew from the first node, also Li who had approved", () => {
    const approval = nextOf(submitAgain(returned));
    expect(approval.round).to.equal(2);
    expect(nodeStates(approval)).to.deep.equal({ countersign: "open" });
    expect(asked(approval)).to.deep.equal(["li", "wang"]);
  });

  it("looks at the new version, submitter and flow", () => {
    const approval = nextOf(submitAgain(returned));
    expect(approval).to.include({
      status: "running",
      documentVersion: 2,
      submittedBy: "maqiang",
      flowVersion: 2,
    });
    expect(approval.nodes.at(-1)).to.include({ round: 2, documentVersion: 2 });
  });

  it("keeps the signatures and nodes of round 1 as they were", () => {
    const approval = nextOf(submitAgain(returned));
    expect(approval.decisions).to.deep.equal(returned.decisions);
    expect(approval.nodes.slice(0, returned.nodes.length)).to.deep.equal(returned.nodes);
    expect(approval.startedAt).to.deep.equal(returned.startedAt);
  });

  it("numbers its tasks on from those of round 1", () => {
    expect(eventsOf(submitAgain(returned))).to.deep.equal([
      { kind: "approval-resubmitted", approvalId: "A1-1" },
      { kind: "task-opened", taskId: "T1-3" },
      { kind: "task-opened", taskId: "T1-4" },
    ]);
  });

  it("follows another flow where the new version needs one", () => {
    const other = [staffed("metering", ["zhao"])];
    expect(asked(nextOf(submitAgain(returned, other)))).to.deep.equal(["zhao"]);
  });

  it("is refused while people are still being asked, naming the version they look at", () => {
    expect(refusalOf(submitAgain(nextOf(start())))).to.deep.equal({
      code: "approval-running",
      approvalId: "A1-1",
      documentVersion: 1,
    });
  });

  it("is refused once the plan is approved", () => {
    const approved = play(["li approves", "wang approves", "chen approves"]);
    expect(refusalOf(submitAgain(approved))).to.deep.equal({ code: "closed", reason: "approved" });
  });
});
