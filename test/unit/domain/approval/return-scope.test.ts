import { expect } from "chai";
import fc from "fast-check";
import {
  followersOf,
  precursorsOf,
  returnScope,
  type PathNode,
} from "../../../../src/domain/approval/return-scope.ts";
import { flows } from "../../../support/random-flow.ts";

/** 发策, then 调控 and two of 计量 in turn side by side, then a leader. */
const PATH: readonly PathNode[] = [
  { id: "planning", after: [] },
  { id: "dispatch", after: ["planning"] },
  { id: "meters", after: ["planning"] },
  { id: "metering", after: ["meters"] },
  { id: "leader", after: ["dispatch", "metering"] },
  { id: "director", after: ["leader"] },
];

function scopeOf(from: string, to: string): { recalled: string[]; between: string[] } {
  const { recalled, between } = returnScope(PATH, { from, to });
  return { recalled: [...recalled], between: [...between] };
}

describe("what a return goes back over", () => {
  it("inside a branch: that branch and what lies behind the join, never the branch beside it", () => {
    expect(scopeOf("metering", "meters")).to.deep.equal({
      recalled: ["meters", "metering", "leader", "director"],
      between: [],
    });
  });

  it("to the fork: every branch; between the two lies only the own one", () => {
    const { recalled, between } = scopeOf("metering", "planning");
    expect(recalled).to.have.members([
      "planning",
      "dispatch",
      "meters",
      "metering",
      "leader",
      "director",
    ]);
    expect(between).to.deep.equal(["meters"]);
  });

  it("from behind the join into a branch: that branch alone is gone back over", () => {
    const { recalled, between } = scopeOf("leader", "meters");
    expect(recalled).not.to.include("dispatch");
    expect(between).to.deep.equal(["metering"]);
  });

  it("from behind the join to the fork: all branches lie between", () => {
    expect(scopeOf("director", "planning").between).to.have.members([
      "dispatch",
      "meters",
      "metering",
      "leader",
    ]);
  });

  it("of a node that nobody waits for is that node", () => {
    expect([...followersOf(PATH, "director")]).to.deep.equal([]);
    expect([...precursorsOf(PATH, "planning")]).to.deep.equal([]);
  });

  it("is, on any path, closed behind itself, and leaves out whatever does not wait for the target", () => {
    fc.assert(
      fc.property(flows, fc.nat(), fc.nat(), (path, one, other) => {
        const from = path[one % path.length]?.id ?? "";
        const to = path[other % path.length]?.id ?? "";
        const { recalled, between } = returnScope(path, { from, to });
        for (const node of path) {
          const waitsForRecalled = node.after.some((before) => recalled.has(before));
          expect(recalled.has(node.id)).to.equal(node.id === to || waitsForRecalled);
          const isBetween =
            recalled.has(node.id) && node.id !== to && precursorsOf(path, from).has(node.id);
          expect(between.has(node.id)).to.equal(isBetween);
        }
      }),
    );
  });
});
