import { expect } from "chai";
import { actOnTimeouts } from "../../../../src/domain/clock/act-on-timeouts.ts";
import type { Flow, OnTimeout } from "../../../../src/domain/approval/flow.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { nextAttentionAt } from "../../../../src/domain/clock/attention.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { settleHolders } from "../../../../src/domain/people/settle-holders.ts";
import { whatIsDue } from "../../../../src/domain/clock/what-is-due.ts";
import { AppError } from "../../../../src/lib/errors.ts";
import { written, writtenDecision } from "../../../support/build-act.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { lateCase } from "../../../support/build-late.ts";
import { november, staff } from "../../../support/build.ts";
import { buildFlow, buildFlowNode } from "../../../support/build-flow.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";
import {
  approvalIn,
  decided,
  ruledSurroundings,
  saidIn,
  submitted,
} from "../../../support/play-rules.ts";

const LATE = november(26, "11:20");
const escalate: OnTimeout = { atPercent: 200, act: "escalate" };
const takeOver: OnTimeout = { atPercent: 200, act: "take-over", basis: "限时办结办法第八条" };
const consent: OnTimeout = { atPercent: 200, act: "deemed-approved", basis: "限时办结办法第九条" };

function played(onTimeout: OnTimeout, at = LATE, who = ["huangmin"]) {
  const { file, around } = lateCase(onTimeout, { who });
  const acted = actOnTimeouts({ next: file, events: [] }, around(at));
  return { before: file, around, ...acted };
}

const pressBy = (file: CaseFile, userid: string, around: ReturnType<typeof lateCase>["around"]) => {
  const [task] = approvalIn(file).tasks;
  const form = { taskId: task?.id ?? expect.fail("no task"), from: staff(userid), at: LATE };
  return decideWritten(file, writtenDecision(form), around(LATE));
};

describe("提级: somebody above decides too", () => {
  const { next, events, around } = played(escalate);

  it("asks the head beside the holder, once, and says so", () => {
    expect(asked(approvalIn(next))).eql(["huangmin", "liuyang"]);
    expect(events).eql([
      { kind: "task-opened", taskId: "T1-2" },
      { kind: "task-escalated", taskId: "T1-2" },
    ]);
    expect(approvalIn(next).acts[0]).deep.include({ kind: "escalate", name: "系统", text: "" });
    const again = actOnTimeouts({ next, events: [] }, around(november(27, "09:00")));
    expect(again.next).equal(next);
  });

  it("stays when holders are compared, and is not reminded apart", () => {
    expect(settleHolders(next, around(LATE)).next).equal(next);
    const due = eventsOf(whatIsDue(next, around(LATE)));
    const reminded = due.flatMap((event) => (event.kind === "rung-fired" ? event.taskIds : []));
    expect(reminded).eql(["T1-1"]);
  });

  it("is looked at again for the rungs of the holder, not for those of the head", () => {
    const { bureau } = around(LATE);
    const [, head] = approvalIn(next).tasks;
    const alone = { ...approvalIn(next), tasks: head === undefined ? [] : [head] };
    expect(nextAttentionAt(bureau, { ...next, approvals: [alone] }, LATE)).equal(undefined);
  });

  it("ends with the first decision: the other reads whose", () => {
    const done = decided(next, ["liuyang", "approve"], around(LATE));
    expect(asked(approvalIn(done))).eql(["chenming"]);
    expect(refusalOf(pressBy(done, "huangmin", around))).include({
      code: "already-decided",
      byName: "刘洋",
    });
    const other = decided(next, ["huangmin", "approve"], around(LATE));
    expect(approvalIn(other).tasks[1]).include({ cancelReason: "co-holder-decided" });
  });

  it("lets the head ask nobody first: they would not be asked again afterwards", () => {
    const about = approvalIn(next).tasks[1]?.id ?? expect.fail("no task");
    const before = { placing: "before", order: "all", people: ["wuhao"] };
    const asks = written("add-signers", { about, from: staff("liuyang"), signers: before });
    expect(refusalOf(doAct(next, asks, around(LATE)))).eql({
      code: "cannot-add",
      why: "called-in",
    });
    const beside = { ...asks, signers: { ...before, placing: "beside" } };
    expect(asked(approvalIn(nextOf(doAct(next, beside, around(LATE)))))).include("wuhao");
  });

  it("stays when the holder gives the seat away, and ends when the head does", () => {
    const given = (by: string, taskNo: number) => {
      const about = approvalIn(next).tasks[taskNo]?.id ?? expect.fail("no task");
      const act = written("transfer", { about, from: staff(by), choice: "wuhao" });
      return asked(approvalIn(nextOf(doAct(next, act, around(LATE)))));
    };
    expect(given("huangmin", 0)).eql(["liuyang", "wuhao"]);
    expect(given("liuyang", 1)).eql(["huangmin", "wuhao"].slice(1));
  });
});

describe("超时接办: somebody above decides instead", () => {
  const { next, events, around } = played(takeOver);

  it("takes the seat from its holder and keeps why", () => {
    expect(asked(approvalIn(next))).eql(["liuyang"]);
    expect(events.map(({ kind }) => kind)).eql(["task-cancelled", "task-opened", "task-escalated"]);
    expect(approvalIn(next).acts[0]).deep.include({
      kind: "take-over",
      text: "依据限时办结办法第八条",
    });
    expect(approvalIn(next).nodes[0]?.seats[0]?.holder).equal("liuyang");
    expect(settleHolders(next, around(LATE)).next).equal(next);
    expect(actOnTimeouts({ next, events: [] }, around(november(30, "09:00"))).next).equal(next);
  });

  it("asks whoever stands in for somebody above who is on leave, and says so", () => {
    const grants = [buildGrant({ delegate: staff("wuhao") })];
    const { file, around: now } = lateCase(takeOver);
    const at = { ...now(LATE), grants };
    const { next: away, events: told } = actOnTimeouts({ next: file, events: [] }, at);
    const fresh = approvalIn(away).tasks.slice(1);
    expect(fresh.map(({ holder, onBehalfOf }) => [holder, onBehalfOf?.principal])).eql([
      ["wuhao", "liuyang"],
    ]);
    expect(told.at(-1)).eql({ kind: "task-escalated", taskId: fresh[0]?.id });
    expect(settleHolders(away, at).next, "as it would be compared").equal(away);
    expect(asked(approvalIn(settleHolders(away, now(LATE)).next)), "after the leave").eql([
      "liuyang",
    ]);
  });

  it("D32: the old holder's press is refused with the name of the new one", () => {
    expect(refusalOf(pressBy(next, "huangmin", around))).eql({ code: "taken-over", to: "liuyang" });
    const done = decided(next, ["liuyang", "approve"], around(LATE));
    expect(refusalOf(pressBy(done, "huangmin", around))).include({
      code: "already-decided",
      byName: "刘洋",
    });
  });

  it("D32: a press that came first leaves nothing to be taken over", () => {
    const { before, around: now } = played(takeOver, november(25, "09:00"));
    const done = nextOf(pressBy(before, "huangmin", now));
    const acted = actOnTimeouts({ next: done, events: [] }, now(LATE));
    expect(acted.next).equal(done);
  });
});

describe("a rule decides what is late", () => {
  it("视为同意, by its document, and the approval goes on", () => {
    const { next, around } = played(consent);
    expect(saidIn(next)).eql(["系统 approve timeout"]);
    expect(approvalIn(next).decisions[0]?.byRule).deep.include({
      words: "超时视为同意（依据限时办结办法第九条）",
      facts: ["用时已达时限的 200%"],
    });
    expect(asked(approvalIn(next))).eql(["chenming"]);
    expect(refusalOf(pressBy(next, "huangmin", around))).deep.include({
      code: "decided-by-rule",
      verb: "approve",
    });
  });

  it("退回, and the plan is drafted anew", () => {
    const { next, events, around } = played({ atPercent: 200, act: "return" }, LATE, [
      "huangmin",
      "wuhao",
    ]);
    expect(approvalIn(next)).include({ status: "wait_revision" });
    expect(approvalIn(next).decisions[0]?.byRule?.words).equal("超时未审批，自动退回");
    expect(events.map(({ kind }) => kind)).include("approval-returned");
    expect(refusalOf(pressBy(next, "huangmin", around))).include({ code: "decided-by-rule" });
    const other = { ...next, approvals: [approvalIn(next)] };
    const [, second] = approvalIn(other).tasks;
    expect(second).include({ cancelReason: "returned" });
  });

  it("of two who are late, each for themselves", () => {
    const { next } = played(consent, LATE, ["huangmin", "wuhao"]);
    expect(saidIn(next)).eql(["系统 approve timeout", "系统 approve timeout"]);
  });

  it("is a fault where the stages do not allow it", () => {
    const { file, around } = lateCase({ atPercent: 200, act: "return" });
    const stopped = { ...file, stages: [] };
    expect(() => actOnTimeouts({ next: stopped, events: [] }, around(LATE))).to.throw(AppError);
  });
});

describe("what silence has passed, when the signature before it is taken back", () => {
  const seat = (id: string, userids: string[], change = {}) =>
    buildFlowNode({ id, who: [{ userids }], ...change });
  const onTimeout: OnTimeout = { ...consent, atPercent: 100 };
  const inTurn = { rule: "sequential", veto: true, collectAll: false } as const;
  const flows: [string, Flow["nodes"]][] = [
    [
      "in the next node",
      [
        seat("one", ["liuyang"]),
        seat("two", ["huangmin"], { after: ["one"], onTimeout }),
        seat("last", ["chenming"], { after: ["two"] }),
      ],
    ],
    [
      "by the next in turn",
      [
        seat("one", ["liuyang", "huangmin"], { mode: inTurn, onTimeout }),
        seat("last", ["chenming"], { after: ["one"] }),
      ],
    ],
  ];
  for (const [where, nodes] of flows) {
    it(`${where} is asked for again, and silence may pass it again`, () => {
      const flow = buildFlow({ nodes });
      const around = (at: Date) => ruledSurroundings({ flow, at });
      const late = (file: CaseFile, at: Date) =>
        actOnTimeouts({ next: file, events: [] }, around(at)).next;
      const asks = (file: CaseFile) => asked(approvalIn(file));
      const [monday, wednesday] = [november(23, "15:10"), november(25, "09:00")];
      const born = nextOf(submitted(around(monday), { content: buildHvPlan() }));
      const passed = late(decided(born, ["liuyang", "approve"], around(monday)), wednesday);
      expect(asks(passed)).eql(["chenming"]);
      const about = approvalIn(passed).tasks[0]?.id ?? expect.fail("no task");
      const act = written("take-back", { about, from: staff("liuyang") });
      const back = nextOf(doAct(passed, act, around(wednesday)));
      expect(asks(back)).eql(["liuyang"]);
      const again = decided(back, ["liuyang", "approve"], around(wednesday));
      expect(asks(again)).eql(["huangmin"]);
      expect(asks(late(again, november(30, "11:00")))).eql(["chenming"]);
    });
  }
});

describe("when the clock acts", () => {
  it("is not before its time, nor at night", () => {
    for (const at of [november(26, "11:19"), november(25, "22:00"), november(26, "03:00")]) {
      const { before, next } = played(escalate, at);
      expect(next).equal(before);
    }
  });

  it("is counted anew for whoever had others heard first: nobody had asked them meanwhile", () => {
    const { file, around } = lateCase(takeOver);
    const [task] = approvalIn(file).tasks;
    const signers = { placing: "before", order: "all", people: ["wuhao"] };
    const about = task?.id ?? expect.fail("no task");
    const adding = written("add-signers", { about, from: staff("huangmin"), signers });
    const heardAt = november(26, "11:00");
    const waiting = nextOf(doAct(file, adding, around(november(23, "16:00"))));
    const heard = decided(waiting, ["wuhao", "approve"], around(heardAt));
    expect(asked(approvalIn(heard))).eql(["huangmin"]);
    expect(actOnTimeouts({ next: heard, events: [] }, around(LATE)).next).equal(heard);
    // 1180 working minutes from Thursday 11:00.
    const due = new Date("2026-12-01T09:40+08:00");
    const { bureau } = around(LATE);
    expect(nextAttentionAt({ ...bureau, ladders: [] }, { ...heard, cards: [] }, LATE)).eql(due);
    const late = actOnTimeouts({ next: heard, events: [] }, around(due));
    expect(asked(approvalIn(late.next))).eql(["liuyang"]);
  });

  it("waits for the morning when its time came in the night", () => {
    const { before, next } = played({ ...escalate, atPercent: 1_000 }, november(30, "20:00"));
    expect(next).equal(before);
  });

  it("is when the case next wants to be looked at", () => {
    const { file, around } = lateCase({ atPercent: 110, act: "return" });
    const { bureau } = around(LATE);
    const fired = { ...approvalIn(file), firedRungs: [] };
    expect(nextAttentionAt({ ...bureau, ladders: [] }, { ...file, approvals: [fired] }, LATE)).eql(
      LATE,
    );
    const early = nextAttentionAt({ ...bureau, ladders: [] }, file, november(23, "16:00"));
    expect(early).eql(november(25, "09:29"));
  });

  it("needs the document that it is about", () => {
    const { file, around } = lateCase(escalate);
    const lost = { ...file, documents: [] };
    expect(actOnTimeouts({ next: lost, events: [] }, around(LATE)).next).equal(lost);
  });
});
