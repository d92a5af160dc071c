import { expect } from "chai";
import { LIVES_TIMEOUT_MS, livesToPlay } from "../../../support/random-runs.ts";
import fc from "fast-check";
import { decide } from "../../../../src/domain/approval/decide.ts";
import { decideByRule } from "../../../../src/domain/approval/decide-by-rule.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { withdraw } from "../../../../src/domain/approval/withdraw.ts";
import { withdrawKept } from "../../../../src/domain/approval/withdraw-kept.ts";
import type { Outcome, Refusal, Verb } from "../../../../src/domain/outcome.ts";
import { deedOf } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { buildMark } from "../../../support/build-rule.ts";
import { staff } from "../../../support/build.ts";
import { countingNode } from "../../../support/in-every-state.ts";
import {
  asked,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  refusalOf,
  staffed,
  submitAgain,
  type StaffedNode,
} from "../../../support/play-approval.ts";
import { returningLives } from "../../../support/random-approval.ts";

/** Li; then Wang and Zhao side by side; then Chen. */
const FLOW = [
  staffed("planning", ["li"]),
  staffed("dispatch", ["wang"], { after: ["planning"] }),
  staffed("metering", ["zhao"], { after: ["planning"] }),
  staffed("leader", ["chen"], { after: ["dispatch", "metering"] }),
];
const untouched = () => true;

/** All agreed and the last of the flow returned it; the next version leaves alone what they review. */
function keptBy(people: readonly string[], flow: readonly StaffedNode[] = FLOW): Approval {
  const returned = play([...people.map((by) => `${by} approves`), "chen returns"], flow);
  return nextOf(submitAgain(returned, flow, { flowVersion: 1, isUntouched: untouched }));
}

const kept = keptBy(["li", "wang", "zhao"]);

function unsay(
  approval: Approval,
  holder: string,
  { by = holder, flow = FLOW }: { by?: string; flow?: readonly StaffedNode[] } = {},
): Outcome<Approval> {
  const person = { ...deedOf().by, userid: staff(by) };
  const facts = factsFor(flow, { taskCount: approval.tasks.length, isUntouched: untouched });
  const task = newestTaskOf(approval, holder);
  return withdrawKept(approval, { task, deed: deedOf({ by: person }) }, facts);
}

function say(
  approval: Approval,
  by: string,
  { verb = "approve", flow = FLOW }: { verb?: Verb; flow?: readonly StaffedNode[] } = {},
): Approval {
  const facts = factsFor(flow, { taskCount: approval.tasks.length, isUntouched: untouched });
  return nextOf(decide(approval, pressOn(newestTaskOf(approval, by), by, verb), facts));
}

describe("撤回沿用: withdrawing a signature that was kept", () => {
  it("asks that seat again and, until then, nobody who follows; who was kept beside it stays kept", () => {
    expect(asked(kept)).to.deep.equal(["chen"]);
    const outcome = unsay(kept, "wang");
    const after = nextOf(outcome);
    expect(asked(after)).to.deep.equal(["wang"]);
    expect(countingNode(after, "metering")).to.equal(countingNode(kept, "metering"));
    expect(newestTaskOf(after, "chen")).to.include({ cancelReason: "taken-back" });
    expect(eventsOf(outcome).map(({ kind }) => kind)).to.deep.equal([
      "kept-withdrawn",
      "task-cancelled",
      "task-opened",
    ]);
    expect(after.decisions, "nothing is unwritten").to.equal(kept.decisions);
  });

  it("goes on after the new signature", () => {
    const again = say(nextOf(unsay(kept, "wang")), "wang");
    expect(asked(again)).to.deep.equal(["chen"]);
    expect(say(again, "chen").status).to.equal("approved");
  });

  it("of the first makes those who follow wait, and keeps theirs again when its node passes", () => {
    const after = nextOf(unsay(kept, "li"));
    expect(asked(after)).to.deep.equal(["li"]);
    const again = say(after, "li");
    expect(asked(again)).to.deep.equal(["chen"]);
    expect(countingNode(again, "dispatch")).to.include({ status: "passed", round: 3 });
  });

  it("is remembered: the old signature is not kept for a later version either", () => {
    const after = nextOf(unsay(kept, "wang"));
    const returned = say(after, "wang", { verb: "return" });
    const third = nextOf(submitAgain(returned, FLOW, { flowVersion: 1, isUntouched: untouched }));
    expect(asked(third)).to.deep.equal(["wang"]);
  });

  it("is possible where only a rule has decided since: that lapses, and people are asked", () => {
    const returned = play(
      ["li", "wang", "zhao"].map((by) => `${by} approves`).concat("chen returns"),
      FLOW,
    );
    const isUntouched = ({ decidedBy }: { decidedBy: string }) => decidedBy !== "wang";
    const resubmitted = nextOf(submitAgain(returned, FLOW, { flowVersion: 1, isUntouched }));
    const late = newestTaskOf(resubmitted, "wang");
    const facts = factsFor(FLOW, { taskCount: resubmitted.tasks.length, isUntouched });
    const silent = { task: late, verb: "approve", mark: buildMark({ kind: "timeout" }) } as const;
    const passed = decideByRule(resubmitted, { ...silent, documentHash: "document" }, facts);
    expect(asked(passed.approval)).to.deep.equal(["chen"]);
    const after = nextOf(unsay(passed.approval, "li"));
    expect(after.acts.map(({ kind, taskId }) => [kind, taskId])).to.deep.equal([
      ["withdraw-kept", newestTaskOf(passed.approval, "li").id],
      ["lapse", late.id],
    ]);
    expect(asked(after)).to.deep.equal(["li"]);
  });

  it("takes along all groups that the person was kept for", () => {
    const flow = [
      staffed("groups", ["li/1", "li/2", "wang/3"], { mode: modeOf({ rule: "groups" }) }),
      staffed("leader", ["chen"], { after: ["groups"] }),
    ];
    const after = nextOf(unsay(keptBy(["li", "wang"], flow), "li", { flow }));
    expect(after.acts.map(({ kind }) => kind)).to.deep.equal(["withdraw-kept", "withdraw-kept"]);
    expect(asked(after)).to.deep.equal(["li", "li"]);
  });
});

describe("a kept signature is not withdrawn", () => {
  const no = (why: string) => ({ code: "cannot-withdraw-kept", why }) as Refusal;
  const inTurn = [
    staffed("turn", ["li", "wang"], { mode: modeOf({ rule: "sequential" }) }),
    staffed("leader", ["chen"], { after: ["turn"] }),
  ];
  const turnReturned = play(["li approves", "wang approves", "chen returns"], inTurn);
  const halfKept = nextOf(
    submitAgain(turnReturned, inTurn, {
      flowVersion: 1,
      isUntouched: ({ decidedBy }) => decidedBy === "li",
    }),
  );

  it("where there is none, or no node of it", () => {
    expect(refusalOf(unsay({ ...kept, nodes: [] }, "wang")).code).to.equal("not-found");
    expect(refusalOf(unsay(kept, "chen"))).to.deep.equal(no("not-kept"));
  });

  it("by somebody else", () => {
    expect(refusalOf(unsay(kept, "wang", { by: "zhao" })).code).to.equal("not-your-task");
  });

  it("once somebody has signed in what follows", () => {
    const flow = [...FLOW, staffed("director", ["sun"], { after: ["leader"] })];
    const signed = say(keptBy(["li", "wang", "zhao"], flow), "chen", { flow });
    expect(refusalOf(unsay(signed, "wang", { flow }))).to.deep.equal(no("signed-after"));
    expect(refusalOf(unsay(signed, "li", { flow })), "however far").to.deep.equal(
      no("signed-after"),
    );
  });

  it("once the next in turn has signed on the strength of it", () => {
    expect(asked(halfKept)).to.deep.equal(["wang"]);
    const flow = inTurn;
    expect(asked(nextOf(unsay(halfKept, "li", { flow })))).to.deep.equal(["li"]);
    const signed = say(halfKept, "wang", { flow });
    expect(refusalOf(unsay(signed, "li", { flow }))).to.deep.equal(no("signed-after"));
  });

  it("where the others are enough all the same: nobody would be asked", () => {
    const flow = [
      staffed("votes", ["li*1", "wang*2"], { mode: modeOf({ rule: "weighted", above: 1 }) }),
      staffed("leader", ["chen"], { after: ["votes"] }),
    ];
    const counted = keptBy(["li", "wang"], flow);
    expect(refusalOf(unsay(counted, "li", { flow }))).to.deep.equal(no("enough-without"));
    expect(asked(nextOf(unsay(counted, "wang", { flow })))).to.deep.equal(["wang"]);
  });

  it("after a return, after the end, of an older version, and twice", () => {
    expect(refusalOf(unsay(say(kept, "chen", { verb: "return" }), "wang"))).to.deep.equal(
      no("returned"),
    );
    expect(refusalOf(unsay(say(kept, "chen"), "wang")).code).to.equal("approval-complete");
    expect(refusalOf(unsay(nextOf(withdraw(kept, deedOf())), "wang")).code).to.equal("withdrawn");
    const task = newestTaskOf(kept, "wang");
    const third = nextOf(submitAgain(say(kept, "chen", { verb: "return" }), FLOW));
    const wang = deedOf({ by: { ...deedOf().by, userid: staff("wang") } });
    const facts = factsFor(FLOW, { taskCount: third.tasks.length });
    expect(refusalOf(withdrawKept(third, { task, deed: wang }, facts)).code).to.equal(
      "older-round",
    );
    const once = nextOf(unsay(kept, "wang"));
    const twice = withdrawKept(once, { task, deed: wang }, facts);
    expect(refusalOf(twice).code).to.equal("taken-back");
  });

  it("while a return to a node has gone back over it", () => {
    const facts = factsFor(FLOW, { taskCount: kept.tasks.length, isUntouched: untouched });
    const press = pressOn(newestTaskOf(kept, "chen"), "chen", "return");
    const sent = nextOf(decide(kept, { ...press, returnTo: "planning" }, facts));
    expect(refusalOf(unsay(sent, "wang"))).to.deep.equal(no("sent-back"));
  });
});

describe("whoever withdraws what was kept, in any flow", () => {
  it("is asked, and what was signed after it is never undone", () => {
    let count = 0;
    fc.assert(
      fc.property(returningLives, ({ steps }) => {
        for (const { act, before, after, outcome } of steps) {
          if (act.kind !== "withdraw-kept" || !outcome.ok) continue;
          const fresh = after.acts.slice(before.acts.length);
          for (const { taskId, by } of fresh) {
            count += 1;
            const task = before.tasks.find(({ id }) => id === taskId) ?? expect.fail("no task");
            expect(task).to.include({ status: "kept", holder: by });
            const ofSeat = after.tasks.filter(
              ({ nodeId, seatNo }) => nodeId === task.nodeId && seatNo === task.seatNo,
            );
            const inTurn = countingNode(after, task.nodeId)?.mode.rule === "sequential";
            if (!inTurn) expect(ofSeat.at(-1)?.status).to.equal("pending");
          }
          expect(after.decisions).to.equal(before.decisions);
        }
      }),
      livesToPlay(150),
    );
    expect(count, "the lives hold some").to.be.above(5);
  });
}).timeout(LIVES_TIMEOUT_MS);
