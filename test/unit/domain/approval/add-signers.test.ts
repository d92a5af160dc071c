import { expect } from "chai";
import { whyNotAdd } from "../../../../src/domain/approval/add-signers.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { add, playOn } from "../../../support/play-adding.ts";
import { decide } from "../../../../src/domain/approval/decide.ts";
import {
  asked,
  BASE_FLOW,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  pressOn,
  refusalOf,
  say,
  staffed,
  standIn,
  start,
} from "../../../support/play-approval.ts";
import { staff } from "../../../support/build.ts";

const on = (...sentences: string[]) => playOn(play([]), sentences);
const statesAfter = (...sentences: string[]) => nodeStates(on(...sentences))["countersign"];

describe("前加签", () => {
  it("asks the added in place of the adder, who is asked again when they have said something", () => {
    const outcome = add(play([]), "li adds zhao,sun before");
    expect(asked(nextOf(outcome))).eql(["wang", "zhao", "sun"]);
    expect(eventsOf(outcome)).eql([
      { kind: "task-cancelled", taskId: "T1-1", reason: "signers-added" },
      { kind: "task-opened", taskId: "T1-3" },
      { kind: "task-opened", taskId: "T1-4" },
      { kind: "signers-added", taskId: "T1-1" },
    ]);
    expect(asked(playOn(nextOf(outcome), ["zhao approves"]))).eql(["wang", "sun"]);
    expect(asked(playOn(nextOf(outcome), ["zhao approves", "sun approves"]))).eql(["wang", "li"]);
  });

  it("with one who is against it: hands it back at once, and decides nothing", () => {
    const after = on("li adds zhao,sun before", "zhao returns");
    expect(asked(after)).eql(["wang", "li"]);
    expect(after.decisions.map(({ verb }) => verb)).eql(["disagree"]);
    expect(after.status).equal("running");
    expect(newestTaskOf(after, "sun").cancelReason).equal("signers-heard");
    expect(refusalOf(say(after, "sun approves"))).eql({ code: "closed", reason: "signers-heard" });
  });

  it("against it is no return, whatever way back was sent with it", () => {
    const waiting = on("li adds zhao before");
    const press = pressOn(newestTaskOf(waiting, "zhao"), "zhao", "return");
    const sent = { ...press, returnTo: "countersign", resume: "direct" } as const;
    const facts = factsFor(BASE_FLOW, { taskCount: waiting.tasks.length });
    const [said] = nextOf(decide(waiting, sent, facts)).decisions;
    expect(said).include({ verb: "disagree" }).and.not.have.any.keys("returnTo", "resume");
  });

  it("或签 takes the first opinion, 依次 asks one after the other", () => {
    expect(asked(on("li adds zhao,sun before any", "sun approves"))).eql(["wang", "li"]);
    expect(asked(on("li adds zhao,sun before sequential"))).eql(["wang", "zhao"]);
    expect(asked(on("li adds zhao,sun before sequential", "zhao approves"))).eql(["wang", "sun"]);
  });

  it("the adder who presses meanwhile is told of those whom they wait for, and of the new card afterwards", () => {
    const waiting = on("li adds zhao before");
    const old = newestTaskOf(waiting, "li");
    expect(refusalOf(say(waiting, "li approves"))).eql({
      code: "waits-for-signers",
      to: ["zhao"],
    });
    const back = playOn(waiting, ["zhao approves"]);
    expect(newestTaskOf(back, "li")).not.eql(old);
    expect(whyNotAdd(back, { task: old, by: staff("li") })).eql({
      code: "closed",
      reason: "signers-added",
    });
  });

  it("in a node that passes without them: the adder is told so, and by whom in a 或签", () => {
    const any = [staffed("any", ["li", "wang"], { mode: modeOf("any") }), staffed("end", ["chen"])];
    const waiting = playOn(nextOf(start(any)), ["li adds zhao before"], any);
    const passed = say(waiting, "wang approves", { flow: any });
    expect(eventsOf(passed)).deep.include({ kind: "wait-ended", taskId: "T1-1" });
    const refusal = refusalOf(say(nextOf(passed), "li approves", { flow: any }));
    expect(refusal).include({ code: "already-decided", by: "wang" });
    const most = modeOf({ rule: "quorum", need: { count: 1 } });
    const quorum = [staffed("most", ["li", "wang"], { mode: most }), staffed("end", ["chen"])];
    const enough = playOn(nextOf(start(quorum)), ["li adds zhao before", "wang approves"], quorum);
    expect(refusalOf(say(enough, "li approves", { flow: quorum }))).eql({
      code: "closed",
      reason: "quorum-met",
    });
  });

  it("whose round was returned or rejected meanwhile: the adder is told by whom", () => {
    expect(refusalOf(say(on("li adds zhao before", "wang returns"), "li approves"))).include({
      code: "returned",
    });
    expect(refusalOf(say(on("li adds zhao before", "wang rejects"), "li approves"))).include({
      code: "rejected",
    });
  });
});

describe("后加签", () => {
  it("counts the adder's approval when the added have approved too", () => {
    const signed = ["li adds zhao after", "li approves", "wang approves"];
    expect(asked(on("li adds zhao after")), "nobody before li has said it").eql(["li", "wang"]);
    expect(asked(on(...signed))).eql(["zhao"]);
    expect(statesAfter(...signed)).equal("open");
    expect(statesAfter(...signed, "zhao approves")).equal("passed");
  });

  it("fails the node when one of them rejects, and ends the round when one returns it", () => {
    const signed = ["li adds zhao,sun after", "li approves"];
    expect(on(...signed, "zhao rejects").status).equal("rejected");
    expect(on(...signed, "sun returns").status).equal("wait_revision");
  });

  it("或签 needs one of them", () => {
    const signed = ["li adds zhao,sun after any", "li approves", "wang approves"];
    expect(statesAfter(...signed, "sun approves")).equal("passed");
  });

  it("means nothing where the adder rejects", () => {
    expect(on("li adds zhao after", "li rejects").status).equal("rejected");
  });
});

describe("并加签", () => {
  it("makes one more who has to sign; in 依次 that is the turn after the adder", () => {
    expect(asked(on("li adds zhao beside"))).eql(["li", "wang", "zhao"]);
    expect(statesAfter("li adds zhao beside", "li approves", "wang approves")).equal("open");
    const turn = [staffed("turn", ["li", "wang"], { mode: modeOf("sequential") })];
    const added = playOn(nextOf(start(turn)), ["li adds zhao beside", "li approves"], turn);
    expect(asked(added)).eql(["zhao"]);
  });

  it("only widens the pool of a 或签, and the adder's group", () => {
    const any = [staffed("any", ["li", "wang"], { mode: modeOf("any") })];
    expect(playOn(nextOf(start(any)), ["li adds zhao beside", "zhao approves"], any).status).equal(
      "approved",
    );
    const groups = [staffed("groups", ["li/1", "wang/2"], { mode: modeOf({ rule: "groups" }) })];
    const signed = ["li adds zhao beside", "zhao approves", "wang approves"];
    expect(playOn(nextOf(start(groups)), signed, groups).status).equal("approved");
  });

  it("of one who was added: heard together with them", () => {
    const both = ["li adds zhao before", "zhao adds sun beside", "zhao approves"];
    expect(asked(on(...both))).eql(["wang", "sun"]);
    expect(asked(on(...both, "sun returns"))).eql(["wang", "li"]);
  });
});

describe("委派", () => {
  it("asks one person, who has no vote and can ask nobody", () => {
    const after = on("li adds zhao opinion");
    expect(after.acts[0]?.kind).equal("ask-opinion");
    expect(refusalOf(add(after, "zhao adds sun before"))).eql({
      code: "cannot-add",
      why: "opinion-only",
    });
    expect(asked(playOn(after, ["zhao rejects"]))).eql(["wang", "li"]);
    expect(refusalOf(add(play([]), "li adds zhao,sun opinion"))).eql({
      code: "cannot-add",
      why: "one-only",
    });
  });
});

describe("who can be added", () => {
  const refused: [string, string, string, string[]?][] = [
    ["nobody", "li adds  before", "nobody"],
    ["the submitter", "li adds zhangwei before", "to-submitter"],
    ["oneself", "li adds li before", "seated"],
    ["somebody who sits here", "li adds wang before", "seated"],
    ["the same person twice", "li adds zhao,zhao before", "seated"],
    ["six at once", "li adds a,b,c,d,e,f before", "too-many"],
    ["more than five in all", "li adds e,f before", "too-many", ["li adds a,b,c,d beside"]],
    ["a sixth", "li adds f before", "too-many", ["li adds a,b,c,d,e beside"]],
    [
      "by one who was added by an added one",
      "sun adds a before",
      "too-deep",
      ["li adds zhao before", "zhao adds sun before"],
    ],
  ];
  for (const [whom, sentence, why, before = []] of refused) {
    it(`not ${whom}`, () => {
      expect(refusalOf(add(on(...before), sentence))).eql({ code: "cannot-add", why });
    });
  }

  it("not who stands in for somebody here, nor who has signed for them", () => {
    const delegated = standIn(play([]), "sun for wang");
    const signed = playOn(delegated, ["sun approves"]);
    for (const approval of [delegated, signed]) {
      for (const sentence of ["li adds sun beside", "li adds wang beside"]) {
        expect(refusalOf(add(approval, sentence))).eql({ code: "cannot-add", why: "seated" });
      }
    }
  });

  it("not by somebody else, nor in a node that is not there", () => {
    expect(refusalOf(add(on("li approves"), "li adds zhao before"))).include({
      code: "already-decided-by-you",
    });
    const torn = { ...play([]), nodes: [] };
    expect(refusalOf(add(torn, "li adds zhao before"))).eql({ code: "not-found" });
  });

  it("whoever speaks for two groups waits with both seats, and signs both", () => {
    const groups = [staffed("g", ["li/1", "li/2"], { mode: modeOf({ rule: "groups" }) })];
    const waiting = playOn(nextOf(start(groups)), ["li adds zhao before"], groups);
    expect(asked(waiting)).eql(["zhao"]);
    const back = playOn(waiting, ["zhao approves"], groups);
    expect(asked(back)).eql(["li", "li"]);
    expect(playOn(back, ["li approves"], groups).status).equal("approved");
  });
});
