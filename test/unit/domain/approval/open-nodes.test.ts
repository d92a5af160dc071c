import { expect } from "chai";
import { advance } from "../../../../src/domain/approval/engine.ts";
import { openReachedNodes } from "../../../../src/domain/approval/open-nodes.ts";
import { november } from "../../../support/build.ts";
import {
  BASE_FLOW,
  factsFor,
  nextOf,
  nodeStates,
  play,
  say,
  start,
} from "../../../support/play-approval.ts";

describe("opening nodes", () => {
  it("opens none whose predecessors have not passed, and none twice", () => {
    const progress = { approval: play(["li approves"]), events: [] };
    const { approval } = openReachedNodes(progress, factsFor(BASE_FLOW, { taskCount: 2 }));
    expect(nodeStates(approval)).to.deep.equal({ countersign: "open" });
  });

  it("opens the next node at the moment of the last signature", () => {
    const signed = play(["li approves"]);
    const at = november(23, "17:30");
    const { nodes } = nextOf(say(signed, "wang approves", { at }));
    expect(
      nodes.map(({ nodeId, openedAt, closedAt }) => [nodeId, openedAt, closedAt]),
    ).to.deep.equal([
      ["countersign", november(23, "09:10"), at],
      ["leader", at, undefined],
    ]);
  });

  it("marks a due time that rests on a calendar that is not final", () => {
    const facts = {
      ...factsFor(BASE_FLOW),
      dueFor: () => ({ at: november(30, "18:00"), provisional: true }),
    };
    const fresh = { ...nextOf(start()), nodes: [], tasks: [] };
    const [node] = advance({ approval: fresh, events: [] }, facts).approval.nodes;
    expect(node).to.deep.include({ dueAt: november(30, "18:00"), dueProvisional: true });
  });
});
