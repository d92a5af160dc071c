import { expect } from "chai";
import { asForTask } from "../../../../src/domain/people/as-for-task.ts";
import { playOn } from "../../../support/play-adding.ts";
import { newestTaskOf, play } from "../../../support/play-approval.ts";

describe("a refusal for want of a reason", () => {
  const approval = playOn(play([]), ["li adds zhao before"]);
  const of = (holder: string) => ({ approval, task: newestTaskOf(approval, holder) });

  it("speaks of disagreeing where only an opinion is asked for, of returning otherwise", () => {
    expect(asForTask({ code: "reason-needed" }, of("zhao"))).eql({
      code: "reason-needed",
      isOpinion: true,
    });
    expect(asForTask({ code: "written-reason-needed", minLetters: 5 }, of("zhao"))).include({
      isOpinion: true,
    });
    expect(asForTask({ code: "reason-needed" }, of("wang"))).eql({ code: "reason-needed" });
  });

  it("any other stays what it is", () => {
    expect(asForTask({ code: "unknown-opinion" }, of("zhao"))).eql({ code: "unknown-opinion" });
  });
});
