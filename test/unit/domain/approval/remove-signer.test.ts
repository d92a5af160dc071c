import { expect } from "chai";
import { whyNotRemove } from "../../../../src/domain/approval/remove-signer.ts";
import { withdraw } from "../../../../src/domain/approval/withdraw.ts";
import { deedOf } from "../../../support/build-act.ts";
import { buildTask, staff } from "../../../support/build.ts";
import { playOn, remove } from "../../../support/play-adding.ts";
import {
  asked,
  eventsOf,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  refusalOf,
  say,
  submitAgain,
} from "../../../support/play-approval.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";

const on = (...sentences: string[]) => playOn(play([]), sentences);
const why = (approval: Approval, by: string, isAdmin = false) =>
  whyNotRemove(approval, { task: newestTaskOf(approval, "li"), by: staff(by), isAdmin });

describe("减签", () => {
  it("gives the task back to the adder, by a new card, and tells the removed so", () => {
    const outcome = remove(on("li adds zhao before"), "li removes zhao");
    const after = nextOf(outcome);
    expect(asked(after)).eql(["wang", "li"]);
    expect(eventsOf(outcome)).eql([
      { kind: "task-cancelled", taskId: "T1-3", reason: "signer-removed" },
      { kind: "task-opened", taskId: "T1-4" },
      { kind: "signer-removed", taskId: "T1-1" },
    ]);
    expect(refusalOf(say(after, "zhao approves"))).include({ code: "signer-removed" });
    expect(after.nodes[0]?.seats.map(({ holder }) => holder)).eql(["li", "wang"]);
    expect(after.acts.at(-1)?.signers).eql({
      seatNos: [3],
      people: ["zhao"],
      placing: "before",
      order: "all",
    });
  });

  it("of one of several: the others are heard", () => {
    const left = on("li adds zhao,sun before", "zhao approves", "li removes sun");
    expect(asked(left)).eql(["wang", "li"]);
  });

  it("takes those along whom the removed had added", () => {
    expect(asked(on("li adds zhao before", "zhao adds sun before", "li removes zhao"))).eql([
      "wang",
      "li",
    ]);
  });

  it("of the last who was missing: the node passes", () => {
    const signed = ["li adds zhao after", "li approves", "wang approves"];
    expect(nodeStates(on(...signed, "li removes zhao"))).include({ countersign: "passed" });
    const beside = ["li adds zhao beside", "li approves", "wang approves"];
    expect(nodeStates(on(...beside, "li removes zhao"))).include({ countersign: "passed" });
  });

  it("is the business of whoever holds the seat of the adder, and of administrators", () => {
    const waiting = on("li adds zhao before");
    expect(why(waiting, "li")).equal(undefined);
    expect(why(waiting, "zhao")).eql({ code: "cannot-remove", why: "not-adder" });
    expect(why(waiting, "linna", true)).equal(undefined);
  });

  it("goes by the node: another branch may be in a later round", () => {
    expect(why({ ...on("li adds zhao before"), round: 2 }, "li")).equal(undefined);
  });

  it("is refused once they, or anybody added by them, have been heard, and where nobody was added", () => {
    expect(why(on("li adds zhao before", "zhao approves"), "li")).eql({
      code: "cannot-remove",
      why: "heard",
    });
    const deep = on("li adds zhao before", "zhao adds sun before", "sun approves");
    expect(why(deep, "li")).eql({ code: "cannot-remove", why: "heard" });
    expect(refusalOf(remove(deep, "li removes zhao"))).eql({
      code: "cannot-remove",
      why: "heard",
    });
    expect(why(play([]), "li")).eql({ code: "cannot-remove", why: "nobody" });
    expect(whyNotRemove(play([]), { task: buildTask(9), by: staff("li"), isAdmin: false })).eql({
      code: "cannot-remove",
      why: "not-adder",
    });
  });

  it("is refused when the round or the approval has ended", () => {
    const returned = on("li adds zhao before", "wang returns");
    expect(why(returned, "li")).eql({ code: "cannot-remove", why: "nobody" });
    const task = newestTaskOf(returned, "li");
    const again = nextOf(submitAgain(returned));
    expect(whyNotRemove(again, { task, by: staff("li"), isAdmin: false })).eql({
      code: "older-round",
      latestVersion: 2,
    });
    const withdrawn = nextOf(withdraw(on("li adds zhao before"), deedOf()));
    expect(why(withdrawn, "li")).include({ code: "withdrawn" });
  });
});
