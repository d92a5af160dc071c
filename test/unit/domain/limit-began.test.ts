import { expect } from "chai";
import { limitBeganAt } from "../../../src/domain/limit-began.ts";
import { buildApproval, buildBureau, buildNode, buildTask, november } from "../../support/build.ts";

const { calendar } = buildBureau();
const limit = { workMin: 60 };
const first = november(23, "09:00");
const again = november(23, "15:00");

/** Opened at nine, asked again at three. */
function beganAt(dueAt: Date): Date {
  const node = buildNode({ openedAt: first, dueAt });
  const tasks = [buildTask(1, { openedAt: first }), buildTask(2, { openedAt: again, dueAt })];
  return limitBeganAt(calendar, { approval: buildApproval({ nodes: [node], tasks }), node }, limit);
}

describe("from when the limit of a node counts", () => {
  it("is its opening, or the moment at which its seats were asked anew with all of it", () => {
    expect(beganAt(november(23, "10:00"))).eql(first);
    expect(beganAt(november(23, "16:00"))).eql(again);
  });

  it("is its opening where nothing fits, or the limit is not known any more", () => {
    expect(beganAt(november(24, "12:00"))).eql(first);
    const node = buildNode({ openedAt: first, dueAt: november(23, "16:00") });
    const asked = { approval: buildApproval({ nodes: [node] }), node };
    expect(limitBeganAt(calendar, asked, undefined)).eql(first);
  });
});
