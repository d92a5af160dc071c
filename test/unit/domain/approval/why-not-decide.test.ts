import { expect } from "chai";
import type { Act } from "../../../../src/domain/approval/act.ts";
import { decide } from "../../../../src/domain/approval/decide.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { whyNotDecide } from "../../../../src/domain/approval/why-not-decide.ts";
import { buildAct } from "../../../support/build-act.ts";
import { buildApproval, buildTask, november, staff } from "../../../support/build.ts";
import {
  BASE_FLOW,
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  refusalOf,
  say,
  staffed,
  start,
} from "../../../support/play-approval.ts";
import { modeOf } from "../../../support/build-mode.ts";

describe("a press that comes too late or from the wrong person", () => {
  const after = (...sentences: string[]) => play(sentences);
  const li = { by: "li", byName: "名 li", at: november(23, "14:03") };

  it("from Li again, with the same choice: Li has signed at 14:03", () => {
    expect(refusalOf(say(after("li approves"), "li approves"))).to.deep.equal({
      code: "already-decided-by-you",
      at: li.at,
      verb: "approve",
      sameVerb: true,
    });
  });

  it("from Li again, with the other choice: says that Li had approved", () => {
    expect(refusalOf(say(after("li approves"), "li returns"))).to.deep.include({
      code: "already-decided-by-you",
      verb: "approve",
      sameVerb: false,
    });
  });

  it("from Wang on what Li has signed: names Li and the moment", () => {
    expect(refusalOf(say(after("li approves"), "wang approves li"))).to.deep.equal({
      code: "already-decided",
      ...li,
      verb: "approve",
    });
  });

  it("from a stranger on a task that waits: names who is asked", () => {
    expect(refusalOf(say(nextOf(start()), "chen approves wang"))).to.deep.equal({
      code: "not-your-task",
      holder: "wang",
    });
  });

  it("from Wang after Li's signature was enough: names Li", () => {
    const flow = [staffed("countersign", ["li", "wang"], { mode: modeOf("any") })];
    const approval = play(["li approves"], flow);
    expect(refusalOf(say(approval, "wang returns", { flow }))).to.deep.equal({
      code: "already-decided",
      ...li,
      verb: "approve",
    });
  });

  it("from Wang after Li's signature was enough: names Li, not Sun who signed the node before", () => {
    const flow = [
      staffed("survey", ["sun"]),
      staffed("countersign", ["li", "wang"], { mode: modeOf("any"), after: ["survey"] }),
    ];
    const approval = play(["sun approves", "li approves"], flow);
    expect(refusalOf(say(approval, "wang approves", { flow }))).to.deep.include({ by: "li" });
  });

  it("from Wang after Li returned the plan: says so and names Li", () => {
    expect(refusalOf(say(after("li returns"), "wang approves"))).to.deep.equal({
      code: "returned",
      byName: li.byName,
      at: li.at,
    });
  });

  it("from Wang, in a node that was done before somebody else returned the plan: names Li, not the returner", () => {
    const flow = [
      staffed("countersign", ["li", "wang"], { mode: modeOf("any") }),
      staffed("metering", ["zhao"]),
    ];
    const approval = play(["li approves", "zhao returns"], flow);
    expect(refusalOf(say(approval, "wang approves", { flow }))).to.deep.include({
      code: "already-decided",
      by: "li",
    });
  });

  it("from Wang on the node of Li's approval, when Zhao elsewhere returned: names Zhao", () => {
    const flow = [staffed("countersign", ["li", "wang"]), staffed("metering", ["zhao"])];
    const approval = play(["li approves", "zhao returns"], flow);
    expect(refusalOf(say(approval, "wang approves", { flow }))).to.deep.include({
      code: "returned",
      byName: "名 zhao",
    });
  });

  it("on a card of an older version: points to the newest one", () => {
    const again = after("li returns", "submitted again");
    const [, wangsOld] = again.tasks;
    expect(wangsOld && whyNotDecide(again, pressOn(wangsOld, "wang", "approve"))).to.deep.equal({
      code: "older-round",
      latestVersion: 2,
    });
  });

  it("on a card of an older version points to no newer card where none has come or will come", () => {
    const turn = [staffed("first", ["li"]), staffed("second", ["wang"], { after: ["first"] })];
    const again = play(["li approves", "wang returns", "submitted again"], turn);
    const lost = { ...newestTaskOf(again, "wang"), status: "cancelled" } as const;
    const pressed = { ...pressOn(lost, "wang", "approve"), task: lost };
    const without = { ...again, decisions: again.decisions.slice(0, 1) };
    expect(whyNotDecide(without, pressed)).to.deep.equal({
      code: "older-round",
      latestVersion: 2,
      isAskedLater: true,
    });
    const ended = (status: Approval["status"], acts: Act[] = []) =>
      whyNotDecide({ ...without, status, acts }, pressed);
    expect(ended("withdrawn", [buildAct()])).to.deep.include({ code: "withdrawn" });
    for (const status of ["approved", "rejected", "revoking", "revoked"] as const) {
      expect(ended(status)).to.deep.equal({ code: "closed", reason: status });
    }
  });

  it("from Li on the card of the round that Li returned: Li has decided it", () => {
    const again = after("li returns", "submitted again");
    const [lisOld] = again.tasks;
    expect(lisOld && whyNotDecide(again, pressOn(lisOld, "li", "approve"))).to.deep.include({
      code: "already-decided-by-you",
      verb: "return",
      sameVerb: false,
    });
  });

  it("names the returner of the task's own round", () => {
    const approval = after("li returns", "submitted again", "wang returns");
    expect(refusalOf(say(approval, "li approves"))).to.deep.include({
      code: "returned",
      byName: "名 wang",
    });
  });

  it("on a task that ended by nobody's signature: gives the reason it ended for", () => {
    const task = buildTask(1, { status: "cancelled", cancelReason: "superseded" });
    const approval = buildApproval({ tasks: [task] });
    const by = { userid: staff("liuyang") };
    expect(whyNotDecide(approval, { task, verb: "approve", by })).to.deep.equal({
      code: "closed",
      reason: "superseded",
    });
  });

  it("of Li's approval and Wang's return at the same moment, in a node where one is enough, only the first counts", () => {
    const flow = [staffed("countersign", ["li", "wang"], { mode: modeOf("any") })];
    const approved = play(["li approves"], flow);
    const returned = play(["wang returns"], flow);
    expect(refusalOf(say(approved, "wang returns", { flow })).code).to.equal("already-decided");
    expect(refusalOf(say(returned, "li approves", { flow })).code).to.equal("returned");
    expect([approved.decisions.length, returned.decisions.length]).to.deep.equal([1, 1]);
  });

  it("is not refused when the right person presses a task that waits", () => {
    const approval = nextOf(start());
    const press = pressOn(newestTaskOf(approval, "wang"), "wang", "return");
    expect(whyNotDecide(approval, press)).to.equal(undefined);
    expect(decide(approval, press, factsFor(BASE_FLOW, { taskCount: 2 })).ok).to.equal(true);
  });
});
