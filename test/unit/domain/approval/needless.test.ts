import { expect } from "chai";
import { needlessTasks } from "../../../../src/domain/approval/needless.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { playOn } from "../../../support/play-adding.ts";
import { play } from "../../../support/play-approval.ts";

/** The approval as it is, its first node with the seats of another one. */
function needless(approval: Approval, { nodes: [other] }: Approval) {
  const [node] = approval.nodes;
  if (node === undefined || other === undefined) return [];
  const seated = { ...node, seats: other.seats };
  return needlessTasks({ ...approval, nodes: [seated] }, seated).map(
    ({ task, reason }) => `${task.holder} ${reason}`,
  );
}

describe("tasks that wait in vain", () => {
  const plain = play([]);
  const added = playOn(plain, ["li adds zhao before"]);

  it("are none while everybody is asked whose turn it is", () => {
    expect(needless(plain, plain)).eql([]);
    expect(needless(added, added)).eql([]);
  });

  it("are those of whoever wants to hear others first, and of whoever was removed", () => {
    expect(needless(plain, added)).eql(["li signers-added"]);
    expect(needless(added, plain)).eql(["zhao signer-removed"]);
  });

  it("are those of whoever is heard no more because enough have been", () => {
    const two = playOn(plain, ["li adds zhao,sun before"]);
    const heard = playOn(plain, ["li adds zhao,sun before any", "zhao approves"]);
    const waiting = { ...two, decisions: heard.decisions };
    expect(needless(waiting, heard)).eql(["zhao signers-heard", "sun signers-heard"]);
  });
});
