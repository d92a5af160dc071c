import { expect } from "chai";
import type { CancelReason } from "../../../../src/domain/outcome.ts";
import {
  decisionThatCancelled,
  failedNodeOf,
  rejectionOf,
  returnOfVersion,
  returnOver,
  votesOf,
} from "../../../../src/domain/approval/votes.ts";
import { buildApproval, buildDecision, buildNode, buildTask } from "../../../support/build.ts";
import { rejected } from "../../../support/build-notice.ts";
import { count } from "../../../support/build-mode.ts";
import { newestTaskOf, play, staffed } from "../../../support/play-approval.ts";

describe("the votes of a node", () => {
  const flow = [
    staffed("first", ["li", "wang", "zhao"], { mode: count(2, { veto: false }) }),
    staffed("second", ["chen", "sun"], { after: ["first"] }),
  ];

  it("are what its seats said, in the order of the commits, and no return", () => {
    const approval = play(["wang rejects", "li approves", "zhao approves", "chen returns"], flow);
    const said = approval.nodes.map((node) =>
      votesOf(approval, node).map(({ seatNo, verb }) => `${seatNo} ${verb}`),
    );
    expect(said).to.deep.equal([["2 reject", "1 approve", "3 approve"], []]);
  });

  it("reject the approval by the one that made the failure certain", () => {
    const approval = play(["wang rejects", "zhao rejects"], flow);
    expect(failedNodeOf(approval)?.nodeId).to.equal("first");
    expect(rejectionOf(approval)?.decidedBy).to.equal("zhao");
    expect(newestTaskOf(approval, "li")).to.include({ cancelReason: "quorum-impossible" });
  });

  it("reject nothing while no node has failed", () => {
    expect(rejectionOf(play(["wang rejects"], flow))).to.equal(undefined);
  });
});

describe("the decision that made a task needless", () => {
  const agreed = buildDecision();
  const returned = buildDecision({ taskId: buildTask(2).id, verb: "return", nodeId: "leader" });
  const approval = buildApproval({ decisions: [agreed, returned] });
  const cause = (reason: CancelReason, of = approval) =>
    decisionThatCancelled(of, buildTask(3), reason);

  it("is the last of its node in a 或签", () => {
    expect(cause("any-one-decided")).to.equal(agreed);
  });

  it("is the return to the submitter that ended its version", () => {
    expect(cause("returned")).to.equal(returned);
    expect(returnOfVersion(approval, 2)).to.equal(undefined);
  });

  it("is the return that has gone back over its node", () => {
    const sentBack = { ...returned, returnTo: "countersign" };
    const by = sentBack.taskId;
    const node = buildNode({ recalled: { by, keeps: true } });
    const later = buildApproval({ decisions: [sentBack], nodes: [node] });
    expect(returnOver(later, node)).to.equal(sentBack);
    expect(cause("returned", later)).to.equal(sentBack);
    expect(cause("returned", { ...later, nodes: [] })).to.equal(undefined);
    expect(returnOver(later, buildNode()), "while it counts").to.equal(undefined);
  });

  it("is the rejection, of whatever node", () => {
    const [rejection] = rejected.decisions;
    expect([cause("veto", rejected), cause("quorum-impossible", rejected)]).to.deep.equal([
      rejection,
      rejection,
    ]);
  });

  it("is nobody's where enough agreed, or a new version came", () => {
    expect([cause("quorum-met"), cause("superseded"), cause("left")]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
