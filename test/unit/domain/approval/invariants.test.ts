import { expect } from "chai";
import { LIVES_TIMEOUT_MS } from "../../../support/random-runs.ts";
import { takeBackOf } from "../../../../src/domain/approval/act.ts";
import { whyNotDecide } from "../../../../src/domain/approval/why-not-decide.ts";
import type { Approval, Task } from "../../../../src/domain/approval/instance.ts";
import { pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import { staff } from "../../../support/build.ts";
import { rejectionOf } from "../../../../src/domain/approval/votes.ts";
import { expectedTurns } from "../../../support/expected-added.ts";
import { expectedAnswer, hasPassed } from "../../../support/expected-answer.ts";
import type { StaffedNode } from "../../../support/play-approval.ts";
import {
  atEveryStep,
  countingNode,
  inEveryState,
  isUnique,
  signaturesOf,
  slotOf,
  standingOf,
} from "../../../support/in-every-state.ts";

describe("whatever people press, in any flow", () => {
  it("there is at most one signature on a task, and for a seat and round one that counts, or one task that waits", () => {
    inEveryState((state) => {
      const { decisions, tasks } = state.approval;
      expect(isUnique(decisions.map(({ taskId }) => taskId))).to.equal(true);
      const counted = tasks.filter(({ id, status }) => {
        return status === "done" && takeBackOf(state.approval, id) === undefined;
      });
      const waiting = tasks.filter(({ status }) => status === "pending");
      expect(isUnique([...counted, ...waiting].map(slotOf))).to.equal(true);
      expect(isUnique(tasks.map(({ id }) => id))).to.equal(true);
    });
  });

  it("every finished task carries a signature of its holder in its round, and no other task does", () => {
    inEveryState(({ approval: { decisions, tasks } }) => {
      const done = tasks.filter(({ status }) => status === "done");
      const signed = decisions.map(({ taskId, decidedBy, round, nodeId }) => ({
        id: taskId,
        holder: decidedBy,
        round,
        nodeId,
      }));
      const expected = done.map(({ id, holder, round, nodeId }) => ({ id, holder, round, nodeId }));
      expect(signed).to.have.deep.members(expected);
    });
  });

  it("signatures are only ever added, at the end", () => {
    atEveryStep(({ before, after }) => {
      expect(after.decisions.slice(0, before.decisions.length)).to.deep.equal(before.decisions);
      const fresh = after.decisions.slice(before.decisions.length);
      expect(
        new Set(fresh.map(({ decidedBy, nodeId }) => `${decidedBy} ${nodeId}`)).size,
      ).to.be.oneOf([0, 1]);
    });
  });

  it("a closed task never changes again, a node only when a decision is taken back or a return goes back over it", () => {
    atEveryStep(({ act, before, after }) => {
      before.tasks.forEach((task, index) => {
        if (task.status !== "pending") expect(after.tasks[index]).to.deep.equal(task);
      });
      before.nodes.forEach((node, index) => {
        const mayReopen =
          ["take-back", "withdraw-kept"].includes(act.kind) || node.status === "superseded";
        if (node.status !== "open" && !mayReopen) {
          const { recalled: _recalled, ...next } = after.nodes[index] ?? node;
          const { recalled, ...was } = node;
          expect(next).to.deep.equal(was);
          if (recalled !== undefined) expect(after.nodes[index]).to.equal(node);
        }
      });
    });
  });

  it("a node is opened once in a round, so it closes once", () => {
    inEveryState(({ approval: { nodes } }) => {
      expect(isUnique(nodes.map(({ round, nodeId }) => `${round} ${nodeId}`))).to.equal(true);
    });
  });

  it("nobody is asked unless the approval is running", () => {
    inEveryState(({ approval }) => {
      if (approval.status !== "running") expect(pendingTasks(approval)).to.deep.equal([]);
    });
  });

  it("a running approval always asks somebody: it is never stuck", () => {
    inEveryState(({ approval }) => {
      if (approval.status === "running") expect(pendingTasks(approval)).not.to.deep.equal([]);
    });
  });

  it("only open nodes that count ask, with the version and due time of the node", () => {
    inEveryState(({ approval }) => {
      for (const task of pendingTasks(approval)) {
        const node = countingNode(approval, task.nodeId);
        expect(node?.status).to.equal("open");
        expect(node).to.deep.include({
          round: task.round,
          documentVersion: approval.documentVersion,
          dueAt: task.dueAt,
        });
      }
    });
  });

  it("exactly those are asked whose turn the signatures of this round make it", () => {
    inEveryState(({ approval, flow }) => {
      const turns = approval.status === "running" ? turnsIn(flow, approval) : [];
      expect(pendingTasks(approval).map(turnOf)).to.have.members(turns);
    });
  });

  it("it is approved if, and only if, every node of the path has passed in this round", () => {
    inEveryState(({ approval, flow }) => {
      const isPassed = flow.every(({ id }) => countingNode(approval, id)?.status === "passed");
      expect(approval.status === "approved").to.equal(isPassed);
      expect(flow.every((node) => hasPassed(node, approval))).to.equal(isPassed);
      expect(approval.closedAt !== undefined).to.equal(
        isPassed || ["rejected", "withdrawn"].includes(approval.status),
      );
    });
  });

  it("it is rejected if, and only if, the votes of one of its nodes failed it", () => {
    inEveryState(({ approval, flow }) => {
      const failed = flow.filter((node) => hasFailed(node, approval));
      expect(failed.length > 0).to.equal(approval.status === "rejected");
      const marked = approval.nodes.filter(({ status }) => status === "failed");
      expect(marked.map(({ nodeId }) => nodeId)).to.deep.equal(failed.map(({ id }) => id));
      expect(rejectionOf(approval) !== undefined).to.equal(failed.length > 0);
    });
  });

  it("it waits for a new version, unless withdrawn, if, and only if, somebody returned it to the submitter", () => {
    inEveryState(({ approval }) => {
      const isReturned = signaturesOf(approval).some(
        ({ verb, returnTo }) => verb === "return" && returnTo === undefined,
      );
      if (approval.status === "withdrawn") return;
      expect(approval.status === "wait_revision").to.equal(isReturned);
    });
  });

  it("the right person is let in, once, and everybody else is told why not", () => {
    atEveryStep(({ before, flow, outcome, press }) => {
      if (press === undefined) return;
      expect(outcome.ok ? "signed" : outcome.refusal.code).to.equal(
        expectedAnswer({ before, flow }, press),
      );
    });
  });

  it("a refusal changes nothing", () => {
    atEveryStep(({ before, after, outcome }) => {
      if (!outcome.ok) expect(after).to.equal(before);
    });
  });

  it("a press that was taken is refused the second time, as decided by the same person", () => {
    atEveryStep(({ after, outcome, press }) => {
      if (!outcome.ok || press === undefined) return;
      const again = { ...press, by: { userid: staff(press.by) } };
      expect(whyNotDecide(after, again)).to.deep.include({
        code: "already-decided-by-you",
        sameVerb: true,
      });
    });
  });

  it("a version can be submitted again only when the last one was returned", () => {
    atEveryStep(({ act, before, outcome }) => {
      if (act.kind !== "submit") return;
      const answer = {
        running: "approval-running",
        approved: "closed",
        wait_revision: "taken",
        rejected: "closed",
        withdrawn: "closed",
        revoking: "closed",
        revoked: "closed",
      };
      expect(outcome.ok ? "taken" : outcome.refusal.code).to.equal(answer[before.status]);
    });
  });

  it("the events tell everything that happened to a task or an approval", () => {
    atEveryStep(({ before, after, outcome }) => {
      if (!outcome.ok) return;
      const happened = outcome.events.filter(
        ({ kind }) =>
          ![
            "requirement-lowered",
            "task-transferred",
            "decision-taken-back",
            "kept-withdrawn",
            "node-returned",
            "return-not-direct",
            "signers-added",
            "signer-removed",
            "wait-ended",
            "wait-resumed",
          ].includes(kind),
      );
      const told = happened.map((event) =>
        "taskId" in event && event.kind !== "approval-returned"
          ? `${event.kind} ${event.taskId}`
          : event.kind,
      );
      expect(told).to.have.members(changesBetween(before, after));
    });
  });
}).timeout(LIVES_TIMEOUT_MS);

function hasFailed(node: StaffedNode, approval: Approval): boolean {
  const { outcome, isClosed } = standingOf(node, approval);
  return isClosed && outcome === "failed";
}

const turnOf = ({ nodeId, seatNo }: Task) => `${nodeId} ${seatNo}`;

/** Which seats must be asked, worked out from the signatures alone. */
function turnsIn(flow: readonly StaffedNode[], approval: Approval): string[] {
  const passed = new Set(flow.filter((node) => hasPassed(node, approval)).map(({ id }) => id));
  return flow
    .filter(({ id, after }) => !passed.has(id) && after.every((before) => passed.has(before)))
    .flatMap((node) => {
      const { votes, seats } = standingOf(node, approval);
      const turns = expectedTurns({ mode: node.mode, seats }, votes);
      return turns.map((seatNo) => `${node.id} ${seatNo}`);
    });
}

function changesBetween(before: Approval, after: Approval): string[] {
  const verb = {
    done: "task-decided",
    cancelled: "task-cancelled",
    pending: "task-opened",
    kept: "task-kept",
  };
  const changed = after.tasks.filter(({ status }, index) => before.tasks[index]?.status !== status);
  const tasks = changed.map(({ id, status }) => `${verb[status]} ${id}`);
  if (after.status === before.status) return tasks;
  const turn = {
    approved: "approval-approved",
    wait_revision: "approval-returned",
    rejected: "approval-rejected",
    withdrawn: "approval-withdrawn",
    running: "approval-resubmitted",
    revoking: "",
    revoked: "",
  };
  return [...tasks, turn[after.status]];
}
