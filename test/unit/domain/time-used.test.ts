import { expect } from "chai";
import { timeUsed } from "../../../src/domain/time-used.ts";
import { buildApproval, buildBureau, buildNode, november } from "../../support/build.ts";

const { calendar } = buildBureau();
const now = november(25, "10:00");

const file = { cards: [] };

describe("working time used", () => {
  const first = buildNode({
    openedAt: november(23, "09:00"),
    closedAt: november(23, "11:00"),
    status: "passed",
  });
  const beside = { ...first, nodeId: "beside", closedAt: november(23, "10:00") };
  const late = {
    ...first,
    nodeId: "late",
    openedAt: november(23, "11:00"),
    dueAt: november(23, "11:20"),
    closedAt: november(23, "11:30"),
  };

  it("is told of each node, and branches that ran together count once in the whole", () => {
    const used = timeUsed(
      calendar,
      { file, approval: buildApproval({ nodes: [first, beside, late] }) },
      now,
    );
    expect(used.nodes.map(({ workMin, isLate }) => [workMin, isLate])).to.deep.equal([
      [120, false],
      [60, false],
      [30, true],
    ]);
    expect(used).to.include({ approvalWorkMin: 150, revisionWorkMin: 0 });
  });

  it("runs on in a node that is open", () => {
    const open = buildNode({ openedAt: november(25, "09:00"), dueAt: november(25, "18:00") });
    const used = timeUsed(calendar, { file, approval: buildApproval({ nodes: [open] }) }, now);
    expect(used.nodes[0]).to.include({ workMin: 60, isLate: false });
    expect(used).to.include({ approvalWorkMin: 60, revisionWorkMin: 0 });
  });

  it("leaves out what the submitter took between two rounds, and says it apart", () => {
    const second = buildNode({
      round: 2,
      documentVersion: 2,
      openedAt: november(24, "08:30"),
      closedAt: november(24, "09:30"),
    });
    const used = timeUsed(
      calendar,
      { file, approval: buildApproval({ nodes: [second, first] }) },
      now,
    );
    // From 11:00 to 12:00 and 14:30 to 18:00.
    expect(used).to.include({ approvalWorkMin: 180, revisionWorkMin: 270 });
  });

  it("goes on while a return to a node makes a second round of the same version", () => {
    const again = { ...late, round: 2, closedAt: november(23, "12:00") };
    const beyond = { ...first, nodeId: "sibling", closedAt: november(23, "15:30") };
    const used = timeUsed(
      calendar,
      { file, approval: buildApproval({ nodes: [first, beyond, again] }) },
      now,
    );
    expect(used).to.include({ approvalWorkMin: 240, revisionWorkMin: 0 });
  });

  it("counts on for the submitter while a returned document has not come back", () => {
    const returned = buildNode({
      status: "returned",
      openedAt: november(25, "08:30"),
      closedAt: november(25, "09:30"),
    });
    const approval = buildApproval({ status: "wait_revision", nodes: [returned] });
    expect(timeUsed(calendar, { file, approval }, now)).to.include({
      approvalWorkMin: 60,
      revisionWorkMin: 30,
    });
  });
});
