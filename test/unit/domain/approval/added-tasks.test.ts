import { expect } from "chai";
import {
  addingTo,
  isOpinionTask,
  lastAddingBy,
  opinionsFor,
  reasonNow,
  removalOf,
  seatOfTask,
  seatsOfNode,
  waitsFor,
} from "../../../../src/domain/approval/added-tasks.ts";
import type { Approval, ApprovalNode, Decision } from "../../../../src/domain/approval/instance.ts";
import { buildAct } from "../../../support/build-act.ts";
import { buildDecision, buildTask, november } from "../../../support/build.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { playOn } from "../../../support/play-adding.ts";
import { newestTaskOf, play, staffed } from "../../../support/play-approval.ts";

const decisionOn = (approval: Approval, who: string, verb: Decision["verb"]): Decision =>
  buildDecision({ taskId: newestTaskOf(approval, who).id, verb });

const on = (...sentences: string[]) => playOn(play([]), sentences);

describe("what a task knows of added signers", () => {
  it("at whose wish it is asked, and that it is for an opinion", () => {
    const approval = on("li adds zhao before", "wang adds sun after");
    expect(addingTo(approval, newestTaskOf(approval, "zhao"))?.by).equal("li");
    expect(addingTo(approval, newestTaskOf(approval, "wang"))).equal(undefined);
    expect(isOpinionTask(approval, newestTaskOf(approval, "zhao"))).equal(true);
    expect(isOpinionTask(approval, newestTaskOf(approval, "wang"))).equal(false);
  });

  it("by which act its seat added others, the last up to a moment", () => {
    const approval = on("li adds zhao before", "li removes zhao", "li adds sun before");
    const task = newestTaskOf(approval, "li");
    expect(lastAddingBy(approval, task)?.signers?.people).eql(["sun"]);
    expect(lastAddingBy(approval, task, november(23, "13:59"))).equal(undefined);
    expect(lastAddingBy(approval, newestTaskOf(approval, "wang"))).equal(undefined);
  });

  it("by which act it was removed", () => {
    const approval = on("li adds zhao,sun before", "li removes zhao");
    expect(removalOf(approval, newestTaskOf(approval, "zhao"))?.kind).equal("remove-signer");
    expect(removalOf(approval, newestTaskOf(approval, "sun"))).equal(undefined);
    expect(seatOfTask(approval, newestTaskOf(approval, "zhao"))).equal(undefined);
    expect(isOpinionTask(approval, newestTaskOf(approval, "zhao"))).equal(false);
  });

  it("whom it waits for: everybody who is asked because of it, not who signs beside", () => {
    const deep = on("li adds a beside", "li adds zhao before", "zhao adds sun before");
    expect(waitsFor(deep, newestTaskOf(deep, "li"))).eql(["sun"]);
  });

  it("what was said to it: by those before, and by those beside them; not what was taken back", () => {
    const heard = on("li adds zhao before", "zhao adds sun beside", "zhao approves", "sun returns");
    const said = opinionsFor(heard, newestTaskOf(heard, "li"));
    expect(said.map(({ decidedBy, verb }) => `${decidedBy} ${verb}`)).eql([
      "zhao approve",
      "sun disagree",
    ]);
    expect(opinionsFor(heard, newestTaskOf(heard, "wang"))).eql([]);
    const waiting = on("li adds zhao before");
    expect(opinionsFor(waiting, newestTaskOf(waiting, "li"))).eql([]);
    const opinion = newestTaskOf(heard, "zhao").id;
    const taken = {
      ...heard,
      acts: [...heard.acts, buildAct({ kind: "take-back", taskId: opinion })],
    };
    const left = opinionsFor(taken, newestTaskOf(heard, "li"));
    expect(left.map(({ decidedBy }) => decidedBy)).eql(["sun"]);
  });

  it("why whoever waits for others will be asked no more, where that is so", () => {
    const flow = [
      staffed("first", ["zhou"]),
      staffed("countersign", ["li", "wang"], { after: ["first"] }),
    ];
    const started = playOn(play([], flow), ["zhou approves"], flow);
    const waiting = playOn(started, ["li adds zhao before", "zhao adds sun before"], flow);
    const waits = newestTaskOf(waiting, "zhao");
    expect(reasonNow(waiting, waits)).equal("signers-added");

    const removed = playOn(waiting, ["li removes zhao"], flow);
    expect(reasonNow(removed, waits)).equal("signer-removed");

    const nodeWith = (change: Partial<ApprovalNode>) => ({
      ...waiting,
      nodes: waiting.nodes.map((one) => (one.nodeId === "first" ? one : { ...one, ...change })),
    });
    const returned = decisionOn(waiting, "wang", "return");
    const recalled = { by: returned.taskId, keeps: true };
    const sentBack = nodeWith({ status: "superseded", recalled });
    const decisions = [...waiting.decisions, returned];
    expect(reasonNow({ ...sentBack, decisions }, waits)).equal("returned");
    expect(reasonNow(sentBack, waits), "a decision before it was taken back").equal("taken-back");
    expect(reasonNow(nodeWith({ status: "superseded" }), waits)).equal("taken-back");
    const ended = { ...nodeWith({ status: "superseded" }), status: "wait_revision" as const };
    expect(reasonNow(ended, waits)).equal("signers-added");
    expect(reasonNow(nodeWith({ status: "passed" }), waits)).equal("quorum-met");
    const any = nodeWith({ status: "passed", mode: modeOf("any") });
    expect(reasonNow(any, waits)).equal("any-one-decided");
    expect(reasonNow(waiting, newestTaskOf(waiting, "wang"))).equal(undefined);
  });

  it("nothing where its node is not there", () => {
    expect(seatsOfNode({ ...play([]), nodes: [] }, buildTask(1))).eql([]);
  });
});
