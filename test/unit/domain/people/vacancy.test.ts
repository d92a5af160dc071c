import { expect } from "chai";
import type { Task } from "../../../../src/domain/approval/instance.ts";
import type { Card } from "../../../../src/domain/case-file.ts";
import { nodeTime } from "../../../../src/domain/time-used.ts";
import { heldFrom, vacantSpans } from "../../../../src/domain/people/vacancy.ts";
import {
  buildApproval,
  buildBureau,
  buildCard,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";

const HANDED_OVER = november(30, "08:30");
const NOW = november(30, "10:00");

/** 刘洋 left on Friday the 27th at 16:00; his task went to 黄敏 on Monday at 08:30. */
const left = buildTask(1, {
  openedAt: november(27, "15:00"),
  status: "cancelled",
  cancelReason: "left",
  closedAt: HANDED_OVER,
  leftAt: november(27, "16:00"),
});
const successor = buildTask(3, { seatNo: 1, holder: staff("huangmin"), openedAt: HANDED_OVER });
const cardAt = (sentAt: Date | undefined, task: Task = successor): Card =>
  buildCard(task.id, { to: task.holder, sentAt });
const node = buildNode({ openedAt: november(27, "15:00") });

function vacant(tasks: readonly Task[], cards: readonly Card[], of = node) {
  const approval = buildApproval({ nodes: [of], tasks });
  return vacantSpans({ file: { cards }, approval }, of, NOW);
}

describe("time in which an office is vacant", () => {
  it("D21: runs from the leaving to the delivery of the successor's card, and is booked to nobody", () => {
    const approval = buildApproval({ nodes: [node], tasks: [left, successor] });
    const asked = { file: { cards: [cardAt(HANDED_OVER)] }, approval };
    const { calendar } = buildBureau();
    expect(vacantSpans(asked, node, NOW)).eql([{ from: november(27, "16:00"), to: HANDED_OVER }]);
    // An hour of 刘洋 on Friday, an hour and a half of 黄敏 on Monday.
    expect(nodeTime(calendar, { ...asked, node }, NOW)).include({
      workMin: 270,
      vacantWorkMin: 120,
    });
    expect(heldFrom(asked, successor, NOW)).eql(HANDED_OVER);
  });

  it("goes on while that card is under way, until she signs without it, and no longer than the node", () => {
    const from = november(27, "16:00");
    expect(vacant([left, successor], [])).eql([{ from, to: NOW }]);
    expect(vacant([left, successor], [cardAt(undefined)])).eql([{ from, to: NOW }]);
    const signed: Task = { ...successor, status: "done", closedAt: november(30, "09:00") };
    expect(vacant([left, signed], [])).eql([{ from, to: november(30, "09:00") }]);
    const late = cardAt(november(30, "09:30"));
    const closed = { ...node, closedAt: november(30, "08:45") };
    expect(vacant([left, successor], [late], closed)).eql([{ from, to: november(30, "08:45") }]);
  });

  it("begins with the task of whoever had left before, and with the handover where only that is known", () => {
    const asked = { ...left, leftAt: november(27, "14:00") };
    const card = cardAt(november(30, "09:00"));
    expect(vacant([asked, successor], [card])[0]?.from).eql(november(27, "15:00"));
    const { leftAt: _, ...unknown } = left;
    expect(vacant([unknown, successor], [card])).eql([
      { from: HANDED_OVER, to: november(30, "09:00") },
    ]);
    expect(vacant([unknown, successor], [cardAt(HANDED_OVER)])).eql([]);
  });

  it("is counted once where two had left", () => {
    const other = {
      ...left,
      id: buildTask(2).id,
      seatNo: 2,
      holder: staff("wuhao"),
      leftAt: november(27, "17:00"),
    };
    const next = { ...successor, id: buildTask(4).id, seatNo: 2, holder: staff("chenming") };
    expect(vacant([other, left, successor, next], [cardAt(HANDED_OVER)])).eql([
      { from: november(27, "16:00"), to: NOW },
    ]);
    expect(vacant([other, { ...left, closedAt: november(27, "16:30") }], [])).eql([
      { from: november(27, "16:00"), to: november(27, "16:30") },
      { from: november(27, "17:00"), to: HANDED_OVER },
    ]);
  });

  it("is none of whoever took over from somebody who is still there", () => {
    const given = buildTask(1, { status: "cancelled", cancelReason: "transferred" });
    expect(vacant([given, successor], [])).eql([]);
    const approval = buildApproval({ tasks: [given, successor] });
    expect(heldFrom({ file: { cards: [] }, approval }, successor, NOW)).eql(HANDED_OVER);
  });

  it("is over at the handover when nobody was asked any more", () => {
    expect(vacant([left], [])).eql([{ from: november(27, "16:00"), to: HANDED_OVER }]);
    const { closedAt: _, ...open } = left;
    expect(vacant([{ ...open, closedAt: undefined }], [])).eql([
      { from: november(27, "16:00"), to: NOW },
    ]);
  });
});
