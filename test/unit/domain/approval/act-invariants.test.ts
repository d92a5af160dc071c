import { expect } from "chai";
import { LIVES_TIMEOUT_MS } from "../../../support/random-runs.ts";
import { takeBackOf } from "../../../../src/domain/approval/act.ts";
import { reasonNow } from "../../../../src/domain/approval/added-tasks.ts";
import type { Approval, Decision, Task } from "../../../../src/domain/approval/instance.ts";
import { tasksOfSeat } from "../../../../src/domain/approval/tasks.ts";
import type { TaskId } from "../../../../src/domain/ids.ts";
import {
  atEveryStep,
  countingNode,
  inEveryState,
  isUnique,
  slotOf,
} from "../../../support/in-every-state.ts";

/** What was signed in a node itself and still counts; what was kept there was signed before. */
function castIn(approval: Approval, id: string): Decision[] {
  const round = countingNode(approval, id)?.round;
  return approval.decisions.filter(
    (one) =>
      one.nodeId === id && one.round === round && takeBackOf(approval, one.taskId) === undefined,
  );
}

const PASSED: ReadonlySet<string> = new Set(["any-one-decided", "quorum-met"]);

/** Whether the seat of a task was asked for nothing since others were added. */
function isWaiting(approval: Approval, task: Task): boolean {
  return (
    task.cancelReason === "signers-added" && tasksOfSeat(approval, task).at(-1)?.id === task.id
  );
}

/** What the holder of a task that waits has to be told. */
function tellingOf(was = "", is = ""): "wait-ended" | "wait-resumed" | undefined {
  if (was === "signers-added" && PASSED.has(is)) return "wait-ended";
  return PASSED.has(was) && is === "signers-added" ? "wait-resumed" : undefined;
}

describe("whatever people do beside deciding, in any flow", () => {
  it("a seat changes hands at most three times in a round, never back and never to the submitter", () => {
    inEveryState(({ approval }) => {
      const { tasks, acts, submittedBy } = approval;
      const transfers = acts.filter(({ kind }) => kind === "transfer");
      const taskOf = (id: TaskId | undefined) => tasks.find((one) => one.id === id);
      for (const slot of new Set(tasks.map(slotOf))) {
        const own = transfers.filter(({ taskId }) => {
          const task = taskOf(taskId);
          return task !== undefined && slotOf(task) === slot;
        });
        expect(own.length).to.be.at.most(3);
        const givers = own.map(({ taskId }) => taskOf(taskId)?.holder);
        own.forEach(({ nextTaskId }, at) => {
          expect(givers.slice(0, at + 1)).not.to.include(taskOf(nextTaskId)?.holder);
        });
      }
      const given = tasks.filter(({ status }) => status === "pending");
      expect(given.map(({ holder }) => holder)).not.to.include(submittedBy);
    });
  });

  it("whoever is asked for several seats of a node holds them by office, never by a transfer", () => {
    inEveryState(({ approval }) => {
      for (const { seats } of approval.nodes) {
        const plain = seats.filter(({ group }) => group === undefined);
        expect(isUnique(plain.map(({ holder }) => holder))).to.equal(true);
      }
    });
  });

  it("what was done beside deciding is only ever added, at the end", () => {
    atEveryStep(({ before, after }) => {
      expect(after.acts.slice(0, before.acts.length)).to.deep.equal(before.acts);
    });
  });

  it("whoever waits for others whom they had added is told that the node has passed, and when it has not after all", () => {
    atEveryStep(({ before, after, outcome }) => {
      if (!outcome.ok) return;
      for (const task of before.tasks.filter((one) => isWaiting(after, one))) {
        const kind = tellingOf(reasonNow(before, task), reasonNow(after, task));
        if (kind === undefined) continue;
        expect(outcome.events).to.deep.include({ kind, taskId: task.id });
      }
    });
  });

  it("a decision is taken back at most once a seat and round, by its author, and never once others have gone on from it", () => {
    atEveryStep(({ act, before, outcome, after, flow }) => {
      if (act.kind !== "take-back" || !outcome.ok) return;
      const fresh = after.acts.slice(before.acts.length);
      for (const { taskId, by } of fresh) {
        const decision = before.decisions.find((one) => one.taskId === taskId);
        expect(decision).to.include({ decidedBy: by, verb: "approve" });
        const node = countingNode(before, decision?.nodeId ?? "");
        expect(node?.round, "of a node that counts").to.equal(decision?.round);
        const followers = flow.filter(({ after: needs }) => needs.includes(decision?.nodeId ?? ""));
        const later = followers.flatMap(({ id }) => castIn(before, id));
        expect(later).to.deep.equal([]);
      }
      const slots = after.acts
        .filter(({ kind }) => kind === "take-back")
        .flatMap(({ taskId }) => after.tasks.filter(({ id }) => id === taskId).map(slotOf));
      expect(isUnique(slots)).to.equal(true);
    });
  });
}).timeout(LIVES_TIMEOUT_MS);
