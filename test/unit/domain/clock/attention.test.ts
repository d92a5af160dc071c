import { expect } from "chai";
import type { FiredRung } from "../../../../src/domain/approval/instance.ts";
import { ladderOfTask, nextAttentionAt } from "../../../../src/domain/clock/attention.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { buildAct } from "../../../support/build-act.ts";
import {
  buildApproval,
  buildBureau,
  buildCard,
  buildFile,
  buildNode,
  buildTask,
  november,
} from "../../../support/build.ts";

const FIRST = taskIdOf(1 as CaseId, 1);
const bureau = buildBureau();
const task = buildTask(1);

function fired(rungId: string, changes: Partial<FiredRung> = {}): FiredRung {
  return {
    taskId: FIRST,
    round: 1,
    ladder: "approval-node@1",
    rungId,
    firedAt: november(24, "08:50"),
    result: "sent",
    ...changes,
  };
}

/** Opened on the 23rd at 09:10 and due on the 24th at 18:00, 800 working minutes later: this is half of them. */
const HALF_AT = november(24, "08:50");

describe("what the ladder of a task asks for", () => {
  const asks = (firedRungs: FiredRung[], now = HALF_AT) =>
    ladderOfTask(bureau, { approval: buildApproval({ firedRungs }), task }, now)?.due.fire?.id;

  it("is the rung that is due now", () => {
    expect(asks([])).equal("half");
    expect(asks([], november(23, "17:00"))).equal(undefined);
  });

  it("is never a rung that this task had before", () => {
    expect(asks([fired("half")])).equal(undefined);
  });

  it("is never a rung that was said to whoever had given the task away", () => {
    const nextTaskId = taskIdOf(1 as CaseId, 3);
    const acts = [buildAct({ kind: "transfer", taskId: FIRST, nextTaskId })];
    const old = buildTask(1, { status: "cancelled", cancelReason: "transferred" });
    const given = { ...buildTask(3), seatNo: old.seatNo };
    const approval = buildApproval({ acts, firedRungs: [fired("half")], tasks: [old, given] });
    expect(ladderOfTask(bureau, { approval, task: given }, HALF_AT)?.due.fire).equal(undefined);
  });

  it("is silent after a promise until its time, and speaks once when it was in vain", () => {
    const until = november(24, "12:00");
    const acts = [buildAct({ kind: "acknowledge", taskId: FIRST, until })];
    const after = (firedRungs: FiredRung[], now: Date) =>
      ladderOfTask(bureau, { approval: buildApproval({ acts, firedRungs }), task }, now)?.due.fire
        ?.id;
    expect(after([], november(24, "11:00"))).equal(undefined);
    expect(after([], november(24, "14:30"))).equal("half");
    const spoken = [fired("half", { firedAt: november(24, "14:30") })];
    expect(after(spoken, november(24, "14:31"))).equal(undefined);
  });

  it("does not mind rungs of other tasks and of earlier rounds", () => {
    const others = [
      fired("half", { taskId: taskIdOf(1 as CaseId, 2) }),
      fired("half", { round: 0 }),
    ];
    expect(asks(others)).equal("half");
  });

  it("goes on where it was when the seat was taken over by somebody else", () => {
    const taken = { ...task, status: "cancelled", cancelReason: "left" } as const;
    const heir = { ...task, id: taskIdOf(1 as CaseId, 3), openedAt: november(24, "08:40") };
    const before = buildApproval({ tasks: [taken, heir] });
    const asksHeir = (approval = before) =>
      ladderOfTask(bureau, { approval, task: heir }, HALF_AT)?.due.fire?.id;
    expect(asksHeir()).equal("half");
    expect(asksHeir({ ...before, firedRungs: [fired("half")] })).equal(undefined);
    expect(asksHeir(buildApproval({ tasks: [] })), "on its own").equal(undefined);
  });

  it("is nothing at all when its ladder is not configured any more", () => {
    const approval = buildApproval({ nodes: [buildNode({ ladderId: "gone" })] });
    expect(ladderOfTask(bureau, { approval, task }, HALF_AT)).equal(undefined);
    const nodeless = buildApproval({ nodes: [] });
    expect(ladderOfTask(bureau, { approval: nodeless, task }, HALF_AT)).equal(undefined);
  });
});

describe("a case next wants to be looked at", () => {
  const file = (changes: Parameters<typeof buildApproval>[0] = {}, cards = [buildCard(FIRST)]) =>
    buildFile({ approvals: [buildApproval({ tasks: [task], ...changes })], cards });

  it("when the earliest rung of a pending task is reached", () => {
    expect(nextAttentionAt(bureau, file(), november(23, "09:10"))).eql(HALF_AT);
  });

  it("at once while a rung is due", () => {
    const now = november(24, "10:00");
    expect(nextAttentionAt(bureau, file(), now)).eql(now);
  });

  it("when a card has to be replaced, if that comes first", () => {
    const firedRungs = ["half", "due", "late"].map((rungId) => fired(rungId));
    const renewedAt = november(26, "08:40");
    expect(nextAttentionAt(bureau, file({ firedRungs }), november(24, "10:00"))).eql(renewedAt);
  });

  it("when the office opens, while a card is overdue at night", () => {
    const lost = buildCard(FIRST, { sentAt: undefined, undeliverableAt: november(23, "09:11") });
    const firedRungs = ["half", "due", "late"].map((rungId) => fired(rungId));
    const asleep = november(23, "20:00");
    expect(nextAttentionAt(bureau, file({ firedRungs }, [lost]), asleep)).eql(
      november(24, "08:30"),
    );
  });

  it("only for its card when the ladder is gone, and never when it has no card either", () => {
    const nodes = [buildNode({ ladderId: "gone" })];
    const now = november(23, "09:10");
    expect(nextAttentionAt(bureau, file({ nodes }), now)).eql(november(26, "08:40"));
    expect(nextAttentionAt(bureau, file({ nodes }, []), now)).equal(undefined);
  });

  it("never when nobody is asked", () => {
    const tasks = [buildTask(1, { status: "done" })];
    expect(nextAttentionAt(bureau, file({ tasks }), HALF_AT)).equal(undefined);
  });
});
