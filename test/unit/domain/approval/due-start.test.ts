import { expect } from "chai";
import { decide } from "../../../../src/domain/approval/decide.ts";
import { dueStartOf } from "../../../../src/domain/approval/due-start.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { takeBack } from "../../../../src/domain/approval/take-back.ts";
import { openNodes } from "../../../../src/domain/approval/tasks.ts";
import { withdrawKept } from "../../../../src/domain/approval/withdraw-kept.ts";
import { limitDue } from "../../../../src/domain/time/due.ts";
import { deedOf } from "../../../support/build-act.ts";
import { buildBureau, november, staff } from "../../../support/build.ts";
import {
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  staffed,
  submitAgain,
} from "../../../support/play-approval.ts";

const FLOW = [staffed("first", ["li"]), staffed("second", ["wang"], { after: ["first"] })];
const LATER = november(25, "10:00");
const { calendar } = buildBureau();

const factsAt = (approval: Approval, at = LATER) => ({
  ...factsFor(FLOW, { at, taskCount: approval.tasks.length, isUntouched: () => true }),
  dueFor: (limit: Parameters<typeof limitDue>[2]) => limitDue(calendar, at, limit),
});
const ofLi = (approval: Approval) => ({
  task: newestTaskOf(approval, "li"),
  deed: deedOf({ by: { ...deedOf().by, userid: staff("li") }, at: LATER }),
});

/** From when the open node is counted; its due time must be what comes of that. */
function startOf(approval: Approval): Date {
  const [node, ...others] = openNodes(approval);
  if (node === undefined || others.length > 0) return expect.fail("not one open node");
  const start = dueStartOf(approval, node);
  expect(limitDue(calendar, start, { workDays: 1 }).at).eql(node.dueAt);
  return start;
}

describe("the moment that a due time is counted from", () => {
  const agreed = play(["li approves"], FLOW);

  it("is when the node was opened", () => {
    expect(startOf(play([], FLOW))).eql(november(23, "09:10"));
  });

  it("is the take-back on a later day, not the first opening", () => {
    const after = nextOf(takeBack(agreed, ofLi(agreed), factsAt(agreed)));
    expect(startOf(after)).eql(LATER);
  });

  it("is the opening still, where the decision was undone: its time runs on", () => {
    const undone = takeBack(agreed, { ...ofLi(agreed), kind: "undo" }, factsAt(agreed));
    expect(startOf(nextOf(undone))).eql(november(23, "09:10"));
  });

  it("is the opening still in a node that had not ended: the limit of all runs on", () => {
    const flow = [staffed("first", ["li", "sun"]), ...FLOW.slice(1)];
    const half = play(["li approves"], flow);
    const facts = { ...factsAt(half), path: flow };
    const after = nextOf(takeBack(half, ofLi(half), facts));
    expect(startOf(after)).eql(november(23, "09:10"));
    expect(newestTaskOf(after, "li").dueAt).eql(newestTaskOf(after, "sun").dueAt);
  });

  it("is the take-back that opened the node again, not the next one while it was open", () => {
    const flow = [staffed("first", ["li", "sun"]), ...FLOW.slice(1)];
    const both = play(["li approves", "sun approves"], flow);
    const first = november(24, "09:00");
    const ofSun = {
      task: newestTaskOf(both, "sun"),
      deed: deedOf({ by: { ...deedOf().by, userid: staff("sun") }, at: first }),
    };
    const open = nextOf(takeBack(both, ofSun, { ...factsAt(both, first), path: flow }));
    const after = nextOf(takeBack(open, ofLi(open), { ...factsAt(open), path: flow }));
    expect(startOf(after)).eql(first);
  });

  it("is the return to the node, of a node that was taken back before too", () => {
    const taken = nextOf(takeBack(agreed, ofLi(agreed), factsAt(agreed, november(24, "09:00"))));
    const press = pressOn(newestTaskOf(taken, "li"), "li", "approve");
    const again = nextOf(decide(taken, press, factsAt(taken, november(24, "10:00"))));
    const back = { ...pressOn(newestTaskOf(again, "wang"), "wang", "return"), returnTo: "first" };
    expect(startOf(nextOf(decide(again, back, factsAt(again))))).eql(LATER);
  });

  it("is the withdrawal of a signature that was kept", () => {
    const returned = play(["li approves", "wang returns"], FLOW);
    const kept = submitAgain(returned, FLOW, { flowVersion: 1, isUntouched: () => true });
    const next = nextOf(kept);
    expect(startOf(nextOf(withdrawKept(next, ofLi(next), factsAt(next))))).eql(LATER);
  });
});
