import { expect } from "chai";
import { callSuperior, type Call } from "../../../../src/domain/approval/call-superior.ts";
import { SYSTEM } from "../../../../src/domain/ids.ts";
import { november, staff } from "../../../support/build.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { newestTaskOf, nextOf, start, staffed } from "../../../support/play-approval.ts";

/** Li sits for two groups, Wang for a third. */
const GROUPS = [staffed("groups", ["li/1", "li/2", "wang/3"], { mode: modeOf("groups") })];
const approval = nextOf(start(GROUPS));
const facts = { at: november(26, "09:00"), nextTaskNo: 4 };

function called(kind: Call["kind"]) {
  const [task] = approval.tasks;
  if (task === undefined) return expect.fail("nobody is asked");
  const to = { holder: staff("head"), label: "负责人" };
  return callSuperior(approval, { kind, task, to, text: "依据某办法" }, facts);
}

describe("calling somebody in from above", () => {
  it("asks them for every seat of whoever is late, by one card", () => {
    const { approval: next, events } = called("escalate");
    const fresh = next.tasks.slice(3);
    expect(fresh.map(({ holder, seatNo, status }) => [holder, seatNo, status])).eql([
      ["head", 1, "pending"],
      ["head", 2, "pending"],
    ]);
    expect(newestTaskOf(next, "li").status).equal("pending");
    expect(next.acts.map(({ taskId, nextTaskId, by }) => [taskId, nextTaskId, by])).eql([
      ["T1-1", "T1-4", SYSTEM],
      ["T1-2", "T1-5", SYSTEM],
    ]);
    expect(events.at(-1)).eql({ kind: "task-escalated", taskId: "T1-4" });
  });

  it("takes the seats from them where that is said, with the same due time", () => {
    const { approval: next } = called("take-over");
    expect(next.tasks.map(({ holder, status }) => `${holder} ${status}`)).eql([
      "li cancelled",
      "li cancelled",
      "wang pending",
      "head pending",
      "head pending",
    ]);
    expect(next.nodes[0]?.seats.map(({ holder }) => holder)).eql(["head", "head", "wang"]);
    expect(newestTaskOf(next, "head").dueAt).eql(newestTaskOf(approval, "li").dueAt);
  });
});
