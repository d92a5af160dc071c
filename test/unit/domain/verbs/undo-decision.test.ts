import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import { actOnTimeouts } from "../../../../src/domain/clock/act-on-timeouts.ts";
import type { FlowNode } from "../../../../src/domain/approval/flow.ts";
import { pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import { nextAttentionAt } from "../../../../src/domain/clock/attention.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import { doAct, offeredActs } from "../../../../src/domain/verbs/do-act.ts";
import { fireDueRungs } from "../../../../src/domain/clock/fire-rungs.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { UNDO } from "../../../../src/domain/verbs/undo-decision.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { written, writtenDecision } from "../../../support/build-act.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import {
  buildApproval,
  buildCard,
  buildFile,
  buildNode,
  november,
  staff,
} from "../../../support/build.ts";
import { submitted } from "../../../support/build-stages.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const FIRST = taskIdOf(1 as CaseId, 1);
const OVERDUE = { atPercent: 200, act: "deemed-approved", basis: "某办法" } as const;
const leader = buildFlowNode({ id: "leader", who: [{ userids: ["chenming"] }], after: ["first"] });
const flowWith = (change: Partial<FlowNode>, next: Partial<FlowNode> = {}) =>
  buildFlow({
    nodes: [
      buildFlowNode({ id: "first", ...change }),
      { ...leader, limit: { workMin: 1 }, ...next },
    ],
  });

/** 刘洋 or 吴昊, who may undo it for a minute, then 陈明 within a minute; 刘洋 has agreed at 15:10. */
function agreedBy(flow = flowWith({})) {
  const seats = ["liuyang", "wuhao"].map((userid, index) => ({
    seatNo: index + 1,
    holder: staff(userid),
    label: "",
  }));
  const mode = flow.nodes[0]?.mode ?? modeOf("any");
  const node = buildNode({ nodeId: "first", seats, mode, undoSeconds: 60 });
  const tasks = buildApproval().tasks.map((task) => ({ ...task, nodeId: "first" }));
  const open = mode.rule === "sequential" ? tasks.slice(0, 1) : tasks;
  const file = buildFile({
    stages: submitted,
    approvals: [buildApproval({ nodes: [node], tasks: open })],
  });
  const at = (time: string) => buildSurroundings({ at: november(23, time), flow });
  return { at, file: nextOf(decideWritten(file, writtenDecision(), at("15:10"))) };
}

const ANY = flowWith({ mode: modeOf("any") });
const IN_TURN = flowWith({ mode: modeOf("sequential") });
const sent = (change: Partial<WrittenAct> = {}) =>
  written("undo", { about: FIRST, from: staff("liuyang"), text: "", ...change });
const kindsFor = (file: CaseFile, userid: string, around: ReturnType<typeof buildSurroundings>) =>
  offeredActs(file, staff(userid), around).map(({ kind }) => kind);

describe("撤回这次决定: undoing what one has just agreed to", () => {
  const { file, at } = agreedBy(ANY);

  it("asks everybody of the node again, and nobody after it; it needs no words", () => {
    expect(file.approvals.flatMap(asked)).eql(["chenming"]);
    const outcome = doAct(file, sent(), at("15:10:59"));
    const [approval = buildApproval()] = nextOf(outcome).approvals;
    expect(asked(approval)).eql(["liuyang", "wuhao"]);
    expect(approval.acts[0]).deep.include({ kind: "undo", taskId: FIRST, name: "刘洋", text: "" });
    expect(eventsOf(outcome)[0]).eql({ kind: "decision-taken-back", taskId: FIRST });
  });

  it("gives no new time: else whoever is late could have more as often as they liked", () => {
    const hour = agreedBy(flowWith({ mode: modeOf("any"), limit: { workMin: 60 } }));
    const [approval = buildApproval()] = nextOf(
      doAct(hour.file, sent(), hour.at("15:10:59")),
    ).approvals;
    const dues = [...approval.nodes.slice(0, 1), ...pendingTasks(approval)].map(
      ({ dueAt }) => dueAt,
    );
    expect(dues).eql([1, 2, 3].map(() => november(24, "18:00")));
  });

  it("takes the place of 拿回 while it is possible", () => {
    expect(kindsFor(file, "liuyang", at("15:10:59")))
      .include("undo")
      .and.not.include("take-back");
    expect(kindsFor(file, "liuyang", at("15:11")))
      .include("take-back")
      .and.not.include("undo");
    const early = doAct(file, { ...sent(), kind: "take-back" }, at("15:10:59"));
    expect(refusalOf(early)).eql({ code: "cannot-take-back", why: "undo-first" });
  });

  const until = november(23, "15:11");
  const [, next] = file.approvals[0]?.tasks.slice(1) ?? [];
  const heard = { ...file, cards: [buildCard(next?.id ?? FIRST, { to: staff("chenming") })] };
  const refused: [string, CaseFile, Partial<WrittenAct>, string, Refusal][] = [
    ["when its time is over", file, {}, "15:11", { code: "cannot-undo", why: "over", until }],
    [
      "when whoever comes next has a card",
      heard,
      {},
      "15:10:30",
      { code: "cannot-undo", why: "left" },
    ],
    [
      "to others",
      file,
      { from: staff("wuhao") },
      "15:10:30",
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    ["without the plan", { ...file, documents: [] }, {}, "15:10:30", { code: "plan-missing" }],
    [
      "with words that are too long",
      file,
      { text: "长".repeat(501) },
      "15:10:30",
      { code: "opinion-too-long", maxChars: 500 },
    ],
    [
      "in a node that does not offer it",
      {
        ...file,
        approvals: file.approvals.map((one) => ({
          ...one,
          nodes: one.nodes.map(({ undoSeconds: _, ...node }) => node),
        })),
      },
      {},
      "15:10:30",
      { code: "cannot-undo", why: "not-offered" },
    ],
  ];
  for (const [when, before, change, time, refusal] of refused) {
    it(`is refused ${when}`, () => {
      expect(refusalOf(doAct(before, sent(change), at(time)))).eql(refusal);
    });
  }

  it("needs the document to ask again about", () => {
    const [approval = buildApproval()] = file.approvals;
    const subject = { file: { ...file, documents: [] }, approval, task: approval.tasks[0] };
    const by = { userid: staff("liuyang"), name: "刘洋", position: "", department: "" };
    const outcome = UNDO.act(subject, { by, text: "", choice: undefined }, at("15:10:30"));
    expect(refusalOf(outcome)).eql({ code: "plan-missing" });
  });

  it("does not use up the one 拿回 of the round", () => {
    const undone = nextOf(doAct(file, sent(), at("15:10:30")));
    const task = undone.approvals[0]?.tasks.findLast(({ holder }) => holder === "liuyang");
    const again = writtenDecision({ taskId: task?.id ?? FIRST, at: november(23, "15:10:40") });
    const signed = nextOf(decideWritten(undone, again, at("15:10:40")));
    expect(kindsFor(signed, "liuyang", at("15:11:40"))).include("take-back");
  });
});

describe("in a 会签", () => {
  const { file, at } = agreedBy(flowWith({}));
  const other = file.approvals[0]?.tasks[1];

  it("whoever else is asked in the node, and has a card, hinders nothing", () => {
    const cards = [buildCard(other?.id ?? FIRST, { to: staff("wuhao") })];
    const undone = nextOf(doAct({ ...file, cards }, sent(), at("15:10:30")));
    expect(undone.approvals.flatMap(asked)).eql(["wuhao", "liuyang"]);
  });
});

describe("a task of the next node that went to somebody else meanwhile", () => {
  it("has been heard of when its new card has left", () => {
    const { file, at } = agreedBy(flowWith({ mode: modeOf("any") }, { undoSeconds: 30 }));
    const [approval = buildApproval()] = file.approvals;
    expect(approval.nodes.at(-1)?.undoSeconds, "its own window").equal(30);
    const later = { openedAt: november(23, "15:10:10"), holder: staff("huangmin") };
    const tasks = approval.tasks.map((task) =>
      task.nodeId === "leader" ? { ...task, ...later } : task,
    );
    const cards = [buildCard(tasks.at(-1)?.id ?? FIRST, { to: staff("huangmin") })];
    const moved = { ...file, cards, approvals: [{ ...approval, tasks }] };
    const refusal = refusalOf(doAct(moved, sent(), at("15:10:30")));
    expect(refusal).eql({ code: "cannot-undo", why: "left" });
  });
});

describe("the next in turn", () => {
  const { file, at } = agreedBy(IN_TURN);
  const next = file.approvals[0]?.tasks.at(-1);
  const withCard = (sentAt: Date | undefined) => ({
    ...file,
    cards: [buildCard(next?.id ?? FIRST, { to: staff("wuhao"), sentAt })],
  });

  it("is asked no more, when they have heard nothing", () => {
    expect(file.approvals.flatMap(asked)).eql(["wuhao"]);
    const undone = nextOf(doAct(withCard(undefined), sent(), at("15:10:30")));
    expect(undone.approvals.flatMap(asked)).eql(["liuyang"]);
  });

  it("is not unasked when they have", () => {
    const refusal = refusalOf(doAct(withCard(november(23, "15:10:20")), sent(), at("15:10:30")));
    expect(refusal).eql({ code: "cannot-undo", why: "left" });
  });
});

describe("the clock and others leave whoever has heard nothing alone", () => {
  const { file, at } = agreedBy(flowWith({ mode: modeOf("any") }, { onTimeout: OVERDUE }));
  const urge = (time: string) => {
    const about = file.approvals[0]?.tasks.at(-1)?.id ?? FIRST;
    return doAct(file, written("urge", { about, text: "" }), at(time));
  };
  const look = (time: string) => {
    const { bureau, at: now } = at(time);
    const rungs = fireDueRungs(bureau, file, now).events;
    return [...actOnTimeouts({ next: file, events: [] }, at(time)).events, ...rungs];
  };

  it("until it is certain that they are asked", () => {
    // 30 s are half of the minute that they have.
    expect(look("15:10:59")).eql([]);
    expect(nextAttentionAt(at("15:10").bureau, file, november(23, "15:10"))).eql(
      november(23, "15:11"),
    );
    expect(refusalOf(urge("15:10:59"))).eql({
      code: "not-told-yet",
      until: november(23, "15:11"),
    });
  });

  it("and no longer", () => {
    expect(look("15:12").length).greaterThan(0);
    expect(nextOf(urge("15:11")).approvals[0]?.acts[0]).deep.include({ kind: "urge" });
  });
});
