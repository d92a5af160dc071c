import { expect } from "chai";
import { LIVES_TIMEOUT_MS, livesToPlay } from "../../../support/random-runs.ts";
import fc from "fast-check";
import { takeBackOf } from "../../../../src/domain/approval/act.ts";
import { keptSignature } from "../../../../src/domain/approval/keep.ts";
import type {
  Approval,
  ApprovalNode,
  Decision,
  Seat,
} from "../../../../src/domain/approval/instance.ts";
import { nodeOfTask } from "../../../../src/domain/approval/tasks.ts";
import { staff } from "../../../support/build.ts";
import {
  asked,
  eventsOf,
  nextOf,
  nodeStates,
  play,
  say,
  staffed,
  submitAgain,
} from "../../../support/play-approval.ts";
import { lives, reviewedIn, type Step } from "../../../support/random-approval.ts";

/** Li for the line, Wang for the meters, then Chen for everything. */
const FLOW = [
  staffed("line", ["li"], { after: [] }),
  staffed("meters", ["wang"], { after: [] }),
  staffed("leader", ["chen"], { after: ["line", "meters"] }),
];
const SAME_FLOW = { flowVersion: 1 };
const returned = play(["li approves", "wang approves", "chen returns"], FLOW);

/** The next version, which changes what these nodes review and nothing else. */
function nextVersion(approval: Approval, ...changed: string[]) {
  return submitAgain(approval, FLOW, {
    ...SAME_FLOW,
    isUntouched: ({ nodeId }) => !changed.includes(nodeId),
  });
}

describe("a signature on an earlier version", () => {
  it("stands where nothing that was reviewed has changed: its node passes at once, nobody is asked", () => {
    const next = nextOf(nextVersion(returned, "meters"));
    expect(asked(next)).to.deep.equal(["wang"]);
    expect(nodeStates(next)).to.deep.equal({ line: "passed", meters: "open" });
    expect(next.decisions, "no signature was added").to.equal(returned.decisions);
    expect(next.tasks.find(({ status }) => status === "kept")).to.deep.include({
      holder: "li",
      round: 2,
      nodeId: "line",
      keptFrom: returned.decisions[0]?.taskId,
    });
  });

  it("is told of as kept, and numbers go on", () => {
    expect(eventsOf(nextVersion(returned))).to.deep.equal([
      { kind: "approval-resubmitted", approvalId: "A1-1" },
      { kind: "task-kept", taskId: "T1-4" },
      { kind: "task-kept", taskId: "T1-5" },
      { kind: "task-opened", taskId: "T1-6" },
    ]);
  });

  it("does not stand for the node that returned it: Chen is always asked", () => {
    expect(asked(nextOf(nextVersion(returned)))).to.deep.equal(["chen"]);
  });

  it("stands through several rounds, always as the one signature that it is", () => {
    const second = nextOf(nextVersion(returned));
    const third = nextOf(nextVersion(nextOf(say(second, "chen returns", { flow: FLOW }))));
    const kept = third.tasks.filter(({ status, round }) => status === "kept" && round === 3);
    expect(kept.map(({ keptFrom }) => keptFrom)).to.deep.equal(["T1-1", "T1-2"]);
  });

  it("D24 stands for its own node only: Li, who sits in the first and the third, signs the third anew after a return", () => {
    const flow = [
      staffed("first", ["li"], { after: [] }),
      staffed("second", ["wang"], { after: ["first"] }),
      staffed("third", ["li"], { after: ["second"] }),
    ];
    const next = nextOf(
      submitAgain(play(["li approves", "wang returns"], flow), flow, {
        ...SAME_FLOW,
        isUntouched: () => true,
      }),
    );
    expect(nodeStates(next)).to.deep.equal({ first: "passed", second: "open" });
    const later = nextOf(say(next, "wang approves", { flow }));
    expect(asked(later)).to.deep.equal(["li"]);
    expect(nodeStates(later)).to.deep.equal({ first: "passed", second: "passed", third: "open" });
  });

  it("is not kept when the flow was chosen anew, even if that is chosen back later", () => {
    const elsewhere = nextOf(submitAgain(returned, FLOW, { isUntouched: () => true }));
    expect(asked(elsewhere)).to.deep.equal(["li", "wang"]);
    const back = nextVersion(nextOf(say(elsewhere, "li returns", { flow: FLOW })));
    expect(asked(nextOf(back))).to.deep.equal(["li", "wang"]);
  });

  describe("is asked of the person in the seat", () => {
    const seat: Seat = { seatNo: 1, holder: staff("li"), label: "line 席位" };

    it("and not kept when a stand-in gave it: neither for the owner nor for who stood in", () => {
      const onBehalfOf = { principal: staff("li"), name: "李", grantId: 1 };
      const byZhao = (one: Decision): Decision =>
        one.taskId === "T1-1" ? { ...one, decidedBy: staff("zhao"), onBehalfOf } : one;
      const stoodIn = { ...returned, decisions: returned.decisions.map(byZhao) };
      expect(keptSignature(stoodIn, "line", seat)).to.equal(undefined);
      expect(keptSignature(stoodIn, "line", { ...seat, holder: staff("zhao") })).to.equal(
        undefined,
      );
    });

    it("and stands for that person alone, in that office, for that group", () => {
      expect(keptSignature(returned, "line", seat)?.taskId).to.equal("T1-1");
      const others: Seat[] = [
        { ...seat, holder: staff("zhao") },
        { ...seat, label: "副职" },
        { ...seat, group: { groupNo: 1, name: "调度中心", need: 1 } },
      ];
      for (const other of others) {
        expect(keptSignature(returned, "line", other)).to.equal(undefined);
      }
      expect(keptSignature(returned, "meters", seat)).to.equal(undefined);
    });

    it("and not from a signature whose task is not there", () => {
      const torn = { ...returned, tasks: [] };
      expect(keptSignature(torn, "line", seat)).to.equal(undefined);
    });
  });
});

describe("whatever is signed, returned and changed, in any flow", () => {
  it("no unsound carry-over ever: a signature is kept if, and only if, it may be", () => {
    let keptCount = 0;
    let askedCount = 0;
    fc.assert(
      fc.property(lives, ({ steps }) => {
        for (const step of steps) {
          for (const { node, seat } of seatsThatOpened(step)) {
            const kept = keptTaskOf(step.after, node, seat)?.keptFrom;
            expect(kept, `${node.nodeId} ${seat.holder}`).to.equal(
              expectedSignature(step, node, seat)?.taskId,
            );
            if (kept === undefined) askedCount += 1;
            else keptCount += 1;
          }
        }
      }),
      livesToPlay(400),
    );
    expect(keptCount, "the lives hold enough of both").to.be.above(50);
    expect(askedCount).to.be.above(50);
  });

  it("a kept signature is never pending, never signed, and points to a real one of its holder", () => {
    fc.assert(
      fc.property(lives, ({ steps }) => {
        const { after } = steps.at(-1) ?? expect.fail("a life without a step");
        for (const task of after.tasks.filter(({ keptFrom }) => keptFrom !== undefined)) {
          const signed = after.decisions.find(({ taskId }) => taskId === task.keptFrom);
          expect(signed).to.deep.include({
            verb: "approve",
            decidedBy: task.holder,
            nodeId: task.nodeId,
          });
          expect(task).to.deep.include({ status: "kept", cancelReason: undefined });
          expect(after.decisions.some(({ taskId }) => taskId === task.id)).to.equal(false);
          expect(nodeOfTask(after, task)?.documentVersion).to.be.least(
            signed?.documentVersion ?? 0,
          );
          expect(task.round).to.be.above(signed?.round ?? 0);
        }
      }),
    );
  });
}).timeout(LIVES_TIMEOUT_MS);

function seatsThatOpened({ before, after }: Step): { node: ApprovalNode; seat: Seat }[] {
  const opened = after.nodes.slice(before.nodes.length);
  return opened.flatMap((node) => node.seats.map((seat) => ({ node, seat })));
}

function keptTaskOf({ tasks }: Approval, node: ApprovalNode, seat: Seat) {
  return tasks.find(
    ({ round, nodeId, seatNo, status }) =>
      status === "kept" && round === node.round && nodeId === node.nodeId && seatNo === seat.seatNo,
  );
}

/** The rule again, word by word, from everything that was ever signed. */
function expectedSignature(step: Step, node: ApprovalNode, seat: Seat): Decision | undefined {
  const { after, contents, flowVersions } = step;
  const ofNode = after.decisions.filter(({ nodeId }) => nodeId === node.nodeId);
  const seatsOf = ({ taskId }: Decision) => {
    const task = after.tasks.find(({ id }) => id === taskId);
    const seats = (task && nodeOfTask(after, task)?.seats) ?? [];
    return { seats, held: seats.find(({ seatNo }) => seatNo === task?.seatNo) };
  };
  const isOfGroup = (one: Decision): boolean =>
    seatsOf(one).held?.group?.groupNo === seat.group?.groupNo;
  const wasInSeat = (one: Decision): boolean => {
    const { held } = seatsOf(one);
    return held?.holder === seat.holder && held.added === undefined && isOfGroup(one);
  };
  const hadOthersSign = (one: Decision): boolean => {
    const { seats, held } = seatsOf(one);
    return seats.some(
      ({ added }) =>
        added !== undefined &&
        ["after", "beside"].includes(added.placing) &&
        added.by.some((seatNo) => seatNo === held?.seatNo),
    );
  };
  const reviewFields = node.reviewFields ?? expect.fail("every node of these lives says");
  const current = reviewedIn(contents[node.documentVersion - 1], reviewFields);
  return ofNode.find((signed, at) => {
    const later = ofNode.slice(at + 1);
    const versionsSince = flowVersions.slice(signed.documentVersion - 1, node.documentVersion);
    const returnsSince = after.decisions
      .slice(after.decisions.indexOf(signed))
      .filter(({ verb }) => verb === "return");
    const standing = after.tasks.filter(({ keptFrom }) => keptFrom === signed.taskId);
    return (
      signed.verb === "approve" &&
      takeBackOf(after, signed.taskId) === undefined &&
      standing.every(({ id }) => takeBackOf(after, id) === undefined) &&
      !returnsSince.some((one) => asksAgain(one, node.nodeId, step)) &&
      signed.decidedBy === seat.holder &&
      wasInSeat(signed) &&
      !hadOthersSign(signed) &&
      !later.some((one) => one.decidedBy === seat.holder && isOfGroup(one)) &&
      versionsSince.every((version) => version === versionsSince[0]) &&
      reviewedIn(contents[signed.documentVersion - 1], reviewFields) === current
    );
  });
}

/** Whether a return wants a node asked anew: its own, the one it goes to, and step by step those on the way. */
function asksAgain({ nodeId: from, returnTo, resume }: Decision, id: string, { flow }: Step) {
  if (id === from) return true;
  const isStepwise = resume === "step-by-step";
  if (returnTo === undefined) return isStepwise;
  const waits = (one: string, before: string): boolean =>
    flow
      .find((node) => node.id === one)
      ?.after.some((each) => each === before || waits(each, before)) ?? false;
  return id === returnTo || (isStepwise && waits(from, id) && waits(id, returnTo));
}
