import { expect } from "chai";
import {
  migrate,
  whyNotMigrate,
  type MigrationFacts,
} from "../../../../src/domain/approval/migrate.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import { takeBack, whyNotTakeBack } from "../../../../src/domain/approval/take-back.ts";
import { november, staff } from "../../../support/build.ts";
import { deedOf } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import {
  asked,
  BASE_FLOW,
  factsFor,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  say,
  staffed,
  submitAgain,
  type StaffedNode,
} from "../../../support/play-approval.ts";

const flowOf = (nodes: readonly StaffedNode[], version: number): Flow => ({
  id: "sample",
  version,
  name: "样例",
  kind: "supply_plan",
  order: 1,
  when: {},
  nodes,
});

function changed(
  approval: Approval,
  to: readonly StaffedNode[],
  {
    map = {},
    from = BASE_FLOW,
  }: { map?: Record<string, string>; from?: readonly StaffedNode[] } = {},
) {
  const change = { from: flowOf(from, 1), to: flowOf(to, 2), map };
  const facts: MigrationFacts = {
    ...factsFor(to, { at: november(23, "15:00"), taskCount: approval.tasks.length }),
    dueFrom: (startedAt) => ({ at: new Date(startedAt.getTime() + 3_600_000), provisional: false }),
  };
  const refusal = whyNotMigrate(approval, change, facts);
  return { refusal, ...migrate(approval, change, facts) };
}

/** 会签 asks one more, who sits in it too; the leader's node is the same. */
const WIDER = [
  staffed("countersign", ["li", "wang", "zhao"], { mode: modeOf("any") }),
  staffed("leader", ["chen"], { after: ["countersign"] }),
];
const RENAMED = [staffed("both", ["li", "wang"]), staffed("chief", ["chen"], { after: ["both"] })];
const MAP = { countersign: "both", leader: "chief" };

describe("an approval that goes on by another version of its flow", () => {
  it("leaves alone who waits in a node that reads as before", () => {
    const before = play([]);
    const { refusal, approval, events } = changed(before, [
      ...BASE_FLOW.slice(0, 1),
      staffed("leader", ["ma"], { after: ["countersign"] }),
    ]);
    expect(refusal).to.equal(undefined);
    expect(events).to.deep.equal([]);
    expect(approval).to.deep.equal({ ...before, flowVersion: 2 });
  });

  it("asks anew where the node reads otherwise, by the new people, its clock running on", () => {
    const { approval } = changed(play([]), WIDER);
    expect(asked(approval)).to.deep.equal(["li", "wang", "zhao"]);
    expect(approval.tasks.slice(0, 2).map(({ cancelReason }) => cancelReason)).to.deep.equal([
      "migrated",
      "migrated",
    ]);
    expect(newestTaskOf(approval, "zhao").dueAt).to.deep.equal(november(23, "10:10"));
    const [node] = approval.nodes;
    expect(node).to.deep.include({ openedAt: november(23, "09:10"), status: "open" });
    expect(node?.mode.rule).to.equal("any");
  });

  it("goes on from what has passed, and asks who is new", () => {
    const before = play(["li approves", "wang approves"]);
    const { approval } = changed(before, [
      ...BASE_FLOW.slice(0, 1),
      staffed("legal", ["fa"], { after: ["countersign"] }),
      staffed("leader", ["chen"], { after: ["legal"] }),
    ]);
    expect(nodeStates(approval)).to.deep.equal({
      countersign: "passed",
      leader: "superseded",
      legal: "open",
    });
    expect(asked(approval)).to.deep.equal(["fa"]);
    const later = nextOf(
      say(approval, "fa approves", {
        flow: [
          ...BASE_FLOW.slice(0, 1),
          staffed("legal", ["fa"], { after: ["countersign"] }),
          staffed("leader", ["chen"], { after: ["legal"] }),
        ],
      }),
    );
    expect(asked(later)).to.deep.equal(["chen"]);
  });

  it("knows nodes by other names: signatures stand in the new one, and nobody takes them back", () => {
    const before = play(["li approves", "wang approves"]);
    const { refusal, approval } = changed(before, RENAMED, { map: MAP });
    expect(refusal).to.equal(undefined);
    expect(nodeStates(approval)).to.deep.equal({
      countersign: "superseded",
      leader: "superseded",
      both: "passed",
      chief: "open",
    });
    expect(asked(approval)).to.deep.equal(["chen"]);
    const kept = approval.tasks.filter(({ status }) => status === "kept");
    expect(kept.map(({ holder, nodeId }) => `${holder} ${nodeId}`)).to.deep.equal([
      "li both",
      "wang both",
    ]);
    expect(new Set(approval.tasks.map(({ id }) => id)).size).to.equal(approval.tasks.length);
    const task = newestTaskOf(before, "li");
    const facts = factsFor(RENAMED, { taskCount: approval.tasks.length });
    expect(whyNotTakeBack(approval, { task, by: staff("li") }, facts)).to.deep.equal({
      code: "cannot-take-back",
      why: "migrated",
    });
    expect(takeBack(approval, { task, deed: deedOf() }, facts).ok).to.equal(false);
    const ended = nextOf(say(approval, "chen approves", { flow: RENAMED }));
    expect(ended.status).to.equal("approved");
  });

  it("carries the approvals of a node that passed against a rejection", () => {
    const counted = { rule: "quorum", need: { count: 1 } } as const;
    const from = [
      staffed("countersign", ["li", "wang"], {
        mode: modeOf(counted, { veto: false, collectAll: true }),
      }),
      staffed("leader", ["chen"], { after: ["countersign"] }),
    ];
    const before = play(["li approves", "wang rejects"], from);
    const { approval } = changed(before, RENAMED, { map: MAP, from });
    const kept = approval.tasks.filter(({ status }) => status === "kept");
    expect(kept.map(({ holder }) => holder)).to.deep.equal(["li"]);
  });

  it("asks by the new name where somebody waits under the old one", () => {
    const { approval } = changed(play([]), RENAMED, { map: MAP });
    expect(nodeStates(approval)).to.deep.equal({ countersign: "superseded", both: "open" });
    expect(asked(approval)).to.deep.equal(["li", "wang"]);
    expect(newestTaskOf(approval, "li").dueAt).to.deep.equal(november(23, "10:10"));
  });

  it("remembers what its nodes were called, also while it waits for a new version", () => {
    for (const said of [[], ["li returns"]]) {
      const { approval } = changed(play(said), RENAMED, { map: MAP });
      expect(approval.acts.map(({ kind, taskId, choice }) => [kind, taskId, choice])).to.deep.equal(
        [["rename", "T1-1", "both"]],
      );
    }
  });

  it("is only pinned anew while it waits for a new version of the document", () => {
    const before = play(["li approves", "wang returns"]);
    const { refusal, approval } = changed(before, WIDER);
    expect(refusal).to.equal(undefined);
    expect(approval).to.deep.equal({ ...before, flowVersion: 2, flowSinceVersion: 2 });
    const again = submitAgain(approval, BASE_FLOW, { isUntouched: () => true });
    expect(nextOf(again).tasks.filter(({ status }) => status === "kept")).to.deep.equal([]);
  });

  it("is refused in the middle of a 会签, without a counterpart, from another version, and when it is over", () => {
    expect(changed(play(["li approves"]), WIDER).refusal).to.deep.equal({
      code: "cannot-migrate",
      why: "voted",
      node: "节点 countersign",
    });
    expect(changed(play([]), RENAMED).refusal).to.deep.include({ why: "no-counterpart" });
    const other = { ...play([]), flowVersion: 7 };
    expect(changed(other, WIDER).refusal).to.deep.include({ why: "other-version" });
    const elsewhere = { ...play([]), flowId: "other" };
    expect(changed(elsewhere, WIDER).refusal).to.deep.include({ why: "other-version" });
    expect(changed(play(["li rejects"]), WIDER).refusal).to.deep.include({ why: "ended" });
  });
});
