import { expect } from "chai";
import type { EngineFacts } from "../../../../src/domain/approval/engine-facts.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { takeBack } from "../../../../src/domain/approval/take-back.ts";
import type { Outcome } from "../../../../src/domain/outcome.ts";
import { deedOf } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { november } from "../../../support/build.ts";
import { personOf, playOn } from "../../../support/play-adding.ts";
import {
  asked,
  BASE_FLOW,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  say,
  staffed,
  type StaffedNode,
} from "../../../support/play-approval.ts";

const ANY = [
  staffed("any", ["li", "wang"], { mode: modeOf("any") }),
  staffed("leader", ["chen"], { after: ["any"] }),
];
const AT = november(23, "15:00");

/** Wang takes back what they have agreed to. */
function retract(
  approval: Approval,
  flow: readonly StaffedNode[],
  told: Partial<EngineFacts> = {},
): Outcome<Approval> {
  const task = newestTaskOf(approval, "wang");
  const facts = { ...factsFor(flow, { at: AT, taskCount: approval.tasks.length }), ...told };
  return takeBack(approval, { task, deed: deedOf({ by: personOf("wang"), at: AT }) }, facts);
}

describe("whoever waits while somebody takes back what they have agreed to", () => {
  it("is told, where they had added others and were told that the wait was over, that it is not", () => {
    const waiting = playOn(play([], ANY), ["li adds zhao before"], ANY);
    const passed = nextOf(say(waiting, "wang approves", { flow: ANY }));
    const outcome = retract(passed, ANY);
    expect(asked(nextOf(outcome))).eql(["zhao", "wang"]);
    const { id: taskId } = newestTaskOf(passed, "li");
    expect(eventsOf(outcome).at(-1)).eql({ kind: "wait-resumed", taskId });
    const again = playOn(nextOf(outcome), ["zhao approves"], ANY);
    expect(asked(again), "and asks them as they had wished").eql(["wang", "li"]);
  });

  it("is told nothing in a node that was open all along, or where they were removed", () => {
    const flow = [staffed("all", ["li", "wang", "sun"])];
    const waiting = playOn(play([], flow), ["li adds zhao before", "wang approves"], flow);
    const kinds = eventsOf(retract(waiting, flow)).map(({ kind }) => kind);
    expect(kinds).not.include("wait-resumed");
    const nested = ["li adds zhao before", "zhao adds fa before", "li removes zhao"];
    const removed = playOn(play([], ANY), nested, ANY);
    const passed = nextOf(say(removed, "wang approves", { flow: ANY }));
    const told = eventsOf(retract(passed, ANY)).map(({ kind }) => kind);
    expect(told).not.include("wait-resumed");
  });

  it("has no more time in a node that is open, and all of it in one that had ended", () => {
    const later = november(25, "18:00");
    const dues = (before: Approval) => {
      const dueFor = () => ({ at: later, provisional: true });
      const after = nextOf(retract(before, BASE_FLOW, { dueFor }));
      const [node] = after.nodes;
      return [node?.dueAt, node?.dueProvisional, newestTaskOf(after, "wang").dueAt];
    };
    const due = november(24, "18:00");
    expect(dues(play(["wang approves"]))).eql([due, false, due]);
    expect(dues(play(["li approves", "wang approves"]))).eql([later, true, later]);
  });
});
