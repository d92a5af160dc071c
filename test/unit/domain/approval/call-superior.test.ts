import { expect } from "chai";
import { callSuperior, type Call } from "../../../../src/domain/approval/call-superior.ts";
import { SYSTEM } from "../../../../src/domain/ids.ts";
import { november, staff } from "../../../support/build.ts";
import { modeOf } from "../../../support/build-mode.ts";
import type { EngineFacts } from "../../../../src/domain/approval/engine-facts.ts";
import { ownerOfSeat } from "../../../../src/domain/approval/seated.ts";
import { pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import { factsFor, newestTaskOf, nextOf, start, staffed } from "../../../support/play-approval.ts";

/** Li sits for two groups, Wang for a third. */
const GROUPS = [staffed("groups", ["li/1", "li/2", "wang/3"], { mode: modeOf("groups") })];
const approval = nextOf(start(GROUPS));
const facts = factsFor(GROUPS, { at: november(26, "09:00"), taskCount: 3 });

function called(kind: Call["kind"], before = approval, told = facts) {
  const [task] = before.tasks;
  if (task === undefined) return expect.fail("nobody is asked");
  const to = { holder: staff("head"), label: "负责人" };
  return callSuperior(before, { kind, task, to, text: "依据某办法" }, told);
}

/** Who is asked after a call while 负责人 is on leave: "deputy for head 1" for the first seat. */
function askedOnLeave(isShared: boolean, kind: Call["kind"] = "take-over"): string[] {
  const holdersOf: EngineFacts["holdersOf"] = ({ approval: now, node, seat }) => {
    const owner = { holder: ownerOfSeat(now, node, seat), label: "负责人" };
    const onBehalfOf = { principal: owner.holder, grantId: 1, until: november(28, "00:00") };
    const deputy = { ...owner, holder: staff("deputy"), onBehalfOf };
    return isShared ? [owner, deputy] : [deputy];
  };
  const { approval: next } = called(kind, approval, { ...facts, holdersOf });
  return pendingTasks(next)
    .slice(1)
    .map(({ holder, seatNo, onBehalfOf }) =>
      onBehalfOf === undefined
        ? `${holder} ${seatNo}`
        : `${holder} for ${onBehalfOf.principal} ${seatNo}`,
    );
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

  it("asks at once whoever stands in for them, where the seats are to be theirs", () => {
    expect(askedOnLeave(false)).eql(["deputy for head 1", "deputy for head 2"]);
    expect(askedOnLeave(true)).eql(["head 1", "deputy for head 1", "head 2", "deputy for head 2"]);
    expect(askedOnLeave(false, "escalate").slice(-2)).eql(["head 1", "head 2"]);
  });

  it("asks themselves about a node that is not there", () => {
    const { approval: next } = called("take-over", { ...approval, nodes: [] });
    expect(newestTaskOf(next, "head").status).equal("pending");
  });
});
