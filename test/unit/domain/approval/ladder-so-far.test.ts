import { expect } from "chai";
import { ladderSoFar } from "../../../../src/domain/approval/ladder-so-far.ts";
import type { Approval, FiredRung, Task } from "../../../../src/domain/approval/instance.ts";
import { buildTask, november } from "../../../support/build.ts";
import { playOn } from "../../../support/play-adding.ts";
import { newestTaskOf, play } from "../../../support/play-approval.ts";

const fired = (task: Task, rungId: string, firedAt: Date): FiredRung => ({
  taskId: task.id,
  round: 1,
  ladder: "approval-node@1",
  rungId,
  firedAt,
  result: "sent",
});
const rungsOf = (approval: Approval, holder: string) =>
  ladderSoFar(approval, newestTaskOf(approval, holder)).rungs.map(({ rungId }) => rungId);

describe("the ladder of those who were added", () => {
  const plain = play([]);
  const before = {
    ...plain,
    firedRungs: [fired(newestTaskOf(plain, "li"), "half", november(23, "13:00"))],
  };
  const waiting = playOn(before, ["li adds zhao before"]);

  it("goes on with the adder's: what had been said before they were asked is not said to them", () => {
    expect(rungsOf(waiting, "zhao")).eql(["half"]);
    expect(ladderSoFar(waiting, newestTaskOf(waiting, "zhao")).openedAt).eql(
      newestTaskOf(plain, "li").openedAt,
    );
    expect(rungsOf(waiting, "wang")).eql([]);
  });

  it("is told apart from what is said to others while they are asked", () => {
    const later = fired(newestTaskOf(waiting, "wang"), "late", november(23, "15:00"));
    const beside = playOn({ ...before, firedRungs: [] }, ["li adds zhao beside"]);
    const toAdder = fired(newestTaskOf(beside, "li"), "late", november(23, "15:00"));
    expect(rungsOf({ ...beside, firedRungs: [later, toAdder] }, "zhao")).eql([]);
  });

  it("and the adder, asked again, hears nothing twice either", () => {
    const late = fired(newestTaskOf(waiting, "zhao"), "late", november(23, "14:03"));
    const told = { ...waiting, firedRungs: [...waiting.firedRungs, late] };
    expect(rungsOf(playOn(told, ["zhao approves"]), "li")).eql(["half", "late"]);
  });

  it("is its own where nobody was added, or the seat is gone", () => {
    expect(ladderSoFar(plain, buildTask(9)).openedAt).eql(buildTask(9).openedAt);
  });
});
