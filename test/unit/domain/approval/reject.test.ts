import { expect } from "chai";
import { count, modeOf } from "../../../support/build-mode.ts";
import { november } from "../../../support/build.ts";
import {
  asked,
  eventsOf,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  refusalOf,
  say,
  staffed,
  start,
  submitAgain,
} from "../../../support/play-approval.ts";

describe("a rejection", () => {
  const parallel = [staffed("plan", ["li", "wang"]), staffed("metering", ["zhao"])];

  it("fails its node and ends the approval for everybody, in branches beside it too", () => {
    const outcome = say(nextOf(start(parallel)), "li rejects", { flow: parallel });
    const next = nextOf(outcome);
    expect(next).to.deep.include({ status: "rejected", closedAt: november(23, "14:03") });
    expect(nodeStates(next)).to.deep.equal({ plan: "failed", metering: "superseded" });
    expect(next.tasks.map(({ cancelReason }) => cancelReason)).to.deep.equal([
      undefined,
      "veto",
      "veto",
    ]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).to.deep.equal([
      "task-decided",
      "task-cancelled",
      "task-cancelled",
      "approval-rejected",
    ]);
  });

  it("is what everybody reads who presses later", () => {
    const rejected = play(["li rejects"], parallel);
    const late = { code: "rejected", byName: "名 li", at: november(23, "14:03") };
    expect(refusalOf(say(rejected, "wang approves", { flow: parallel }))).to.deep.equal(late);
    expect(refusalOf(say(rejected, "zhao returns", { flow: parallel }))).to.deep.equal(late);
    expect(refusalOf(submitAgain(rejected, parallel))).to.deep.equal({
      code: "closed",
      reason: "rejected",
    });
  });

  it("only counts where there is no veto; the one that makes the number impossible ends it", () => {
    const mode = count(3, { veto: false });
    const flow = [staffed("vote", ["li", "wang", "zhao", "chen", "sun"], { mode })];
    const open = play(["li approves", "wang rejects", "zhao rejects"], flow);
    expect(open.status).to.equal("running");
    const closed = nextOf(say(open, "chen rejects", { flow }));
    expect(closed.status).to.equal("rejected");
    expect(newestTaskOf(closed, "sun")).to.include({ cancelReason: "quorum-impossible" });
    expect(play(["li approves", "wang approves", "zhao approves"], flow).status).to.equal(
      "approved",
    );
  });

  it("where everybody is heard ends it with the last opinion, and a return cannot undo it before", () => {
    const mode = modeOf("all", { collectAll: true });
    const flow = [staffed("meeting", ["li", "wang", "zhao"], { mode })];
    const open = play(["li rejects"], flow);
    expect(asked(open)).to.deep.equal(["wang", "zhao"]);
    expect(refusalOf(say(open, "wang returns", { flow }))).to.deep.equal({
      code: "outcome-certain",
      passes: false,
    });
    const closed = play(["li rejects", "wang approves", "zhao approves"], flow);
    expect(closed.status).to.equal("rejected");
    expect(closed.decisions).to.have.length(3);
  });

  it("that is certain cannot be undone by a return in a branch beside it; what has passed can", () => {
    const hearing = (veto: boolean) => [
      staffed("meeting", ["li", "wang"], { mode: modeOf("any", { veto, collectAll: true }) }),
      staffed("metering", ["zhao"]),
    ];
    const failing = play(["li rejects"], hearing(true));
    expect(refusalOf(say(failing, "zhao returns", { flow: hearing(true) }))).to.deep.equal({
      code: "outcome-certain",
      passes: false,
    });
    const passing = play(["li approves"], hearing(false));
    const back = nextOf(say(passing, "zhao returns", { flow: hearing(false) }));
    expect(back.status).to.equal("wait_revision");
  });

  it("after enough approvals of a node that hears everybody is an opinion and changes nothing", () => {
    const mode = count(2, { collectAll: true });
    const flow = [staffed("vote", ["li", "wang", "zhao"], { mode })];
    const passing = play(["li approves", "wang approves"], flow);
    expect(refusalOf(say(passing, "zhao returns", { flow }))).to.include({ passes: true });
    expect(nextOf(say(passing, "zhao rejects", { flow })).status).to.equal("approved");
  });

  it("a press too late because enough had agreed reads so", () => {
    const flow = [staffed("vote", ["li", "wang", "zhao"], { mode: count(2) })];
    const done = play(["li approves", "wang approves"], flow);
    expect(refusalOf(say(done, "zhao rejects", { flow }))).to.deep.equal({
      code: "closed",
      reason: "quorum-met",
    });
  });
});
