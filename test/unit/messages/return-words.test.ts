import { expect } from "chai";
import { decide } from "../../../src/domain/approval/decide.ts";
import type { Approval, Resume } from "../../../src/domain/approval/instance.ts";
import {
  nodeReturnedTo,
  resumeLines,
  returnBefore,
  returnLine,
  wayBackText,
} from "../../../src/messages/return-words.ts";
import { buildDecision } from "../../support/build.ts";
import {
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  staffed,
} from "../../support/play-approval.ts";

const FLOW = [staffed("first", ["li"]), staffed("second", ["chen"], { after: ["first"] })];

function sentBack(resume: Resume): Approval {
  const before = play(["li approves"], FLOW);
  const press = pressOn(newestTaskOf(before, "chen"), "chen", "return");
  const facts = factsFor(FLOW, { taskCount: before.tasks.length });
  return nextOf(decide(before, { ...press, returnTo: "first", resume }, facts));
}

const approval = sentBack("direct");
const decision = approval.decisions.at(-1) ?? expect.fail("no decision");

describe("a return in words", () => {
  it("says where it went and how it comes back, as far as that was said", () => {
    expect(wayBackText(approval, decision)).to.equal("退回至“节点 first”，直送退回人");
    const stepwise = sentBack("step-by-step").decisions.at(-1) ?? expect.fail("no decision");
    expect(wayBackText(approval, stepwise)).to.equal("退回至“节点 first”，逐级重走");
    const direct = buildDecision({ verb: "return", resume: "direct" });
    expect(wayBackText(approval, direct)).to.equal("退给提交人，直送退回人");
    expect(wayBackText(approval, buildDecision())).to.equal("");
  });

  it("names a node that is not there any more by its id", () => {
    expect(nodeReturnedTo({ ...approval, nodes: [] }, decision)).to.equal("first");
    expect(nodeReturnedTo(approval, buildDecision())).to.equal(undefined);
  });

  it("is told to those who are asked because of it, and to nobody else", () => {
    const asked = newestTaskOf(approval, "li");
    expect(returnBefore(approval, asked)).to.equal(decision);
    expect(returnLine(approval, decision)).to.equal("名 chen 退回至“节点 first”：同意该方案");
    expect(returnLine(approval, buildDecision())).to.equal("刘洋 退回：同意该方案");
    const first = approval.tasks[0] ?? expect.fail("no task");
    expect(returnBefore(approval, first)).to.equal(undefined);
    expect(returnBefore({ ...approval, decisions: [] }, asked)).to.equal(undefined);
    const laterVersion = approval.nodes.map((node) =>
      node.round === 2 ? { ...node, documentVersion: 2 } : node,
    );
    expect(returnBefore({ ...approval, nodes: laterVersion }, asked)).to.equal(undefined);
    expect(returnBefore({ ...approval, nodes: approval.nodes.slice(0, 2) }, asked)).to.equal(
      undefined,
    );
  });

  it("tells the submitter how the next version comes back, where that was said", () => {
    expect(resumeLines(buildDecision({ resume: "direct" })).join()).to.include("提交后直送 刘洋");
    expect(resumeLines(buildDecision({ resume: "step-by-step" })).join()).to.include(
      "已有同意不沿用",
    );
    expect(resumeLines(buildDecision())).to.deep.equal([]);
  });
});
