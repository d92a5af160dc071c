import { expect } from "chai";
import { pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import { transfer } from "../../../../src/domain/approval/transfer.ts";
import { decideOnCard } from "../../../../src/domain/verbs/decide-on-card.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Grant } from "../../../../src/domain/leave/grant.ts";
import { signTask } from "../../../../src/domain/verbs/sign-task.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { presentOrganisation } from "../../../../src/domain/people/present-organisation.ts";
import { settleHolders } from "../../../../src/domain/people/settle-holders.ts";
import {
  SEATS,
  buildApproval,
  buildCard,
  builtCardId,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { deedOf } from "../../../support/build-act.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { submitted } from "../../../support/build-stages.ts";
import { eventsOf, nextOf } from "../../../support/play-approval.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";

const approvals = [buildApproval({ nodes: [buildNode({ seats: SEATS })] })];
const file = buildFile({ approvals });

function settle(of: CaseFile, ...gone: string[]) {
  const organisation = presentOrganisation(buildOrganisation(), new Set(gone.map(staff)));
  return settleHolders(of, buildSurroundings({ bureau: { organisation } }));
}

/** "wuhao gives chenming" their task by 转办. */
function given(sentence: string): CaseFile {
  const [by = "", , to = ""] = sentence.split(" ");
  const [approval = buildApproval()] = approvals;
  const task = approval.tasks.find(({ holder }) => holder === by) ?? buildTask(2);
  const deed = deedOf({ by: { ...deedOf().by, userid: staff(by) } });
  const next = nextOf(transfer(approval, { task, to: staff(to), deed }, 3));
  return buildFile({ approvals: [next] });
}

const asked = ({ approvals: [approval] }: CaseFile) =>
  approval === undefined ? [] : pendingTasks(approval).map(({ holder }) => holder);

describe("tasks in the wrong hands", () => {
  it("are none while everybody asked can act", () => {
    expect(settle(file)).to.deep.equal({ next: file, events: [] });
  });

  it("of somebody who has left go to their successor, with what is told of it", () => {
    const { next, events } = settle(file, "liuyang");
    expect(asked(next)).to.deep.equal(["wuhao", "huangmin"]);
    expect(events).to.deep.equal([
      { kind: "task-cancelled", taskId: "T1-1", reason: "left" },
      { kind: "task-opened", taskId: "T1-3" },
    ]);
  });

  it("keep since when their holder had left, where that is known", () => {
    const leftAt = november(23, "14:00");
    const organisation = presentOrganisation(buildOrganisation(), new Set([staff("liuyang")]));
    const around = buildSurroundings({ bureau: { organisation } });
    const departed = new Map([[staff("liuyang"), leftAt]]);
    const { next } = settleHolders(file, { ...around, departed });
    expect(next.approvals[0]?.tasks.map((task) => task.leftAt)).to.deep.equal([
      leftAt,
      undefined,
      undefined,
    ]);
    expect(settle(file, "liuyang").next.approvals[0]?.tasks[0]).to.not.have.property("leftAt");
  });

  it("are handed over once: a second look changes nothing", () => {
    const once = settle(file, "liuyang").next;
    expect(settle(once, "liuyang")).to.deep.equal({ next: once, events: [] });
  });

  it("go to different people when two of one node have left", () => {
    const { next } = settle(file, "liuyang", "wuhao");
    expect(asked(next)).to.deep.equal(["huangmin", "chenming"]);
  });

  it("go to one successor together when somebody has left who sat there twice", () => {
    const twice = SEATS.map((seat) => ({ ...seat, holder: staff("liuyang") }));
    const tasks = [buildTask(1), buildTask(2)];
    const both = buildApproval({ nodes: [buildNode({ seats: twice })], tasks });
    const { next } = settle(buildFile({ approvals: [both] }), "liuyang");
    expect(asked(next)).to.deep.equal(["huangmin", "huangmin"]);
    expect(settle(next, "liuyang")).to.deep.equal({ next, events: [] });
  });

  it("are left alone where nobody could sign at all", () => {
    const everybody = buildOrganisation().people.map(({ userid }) => userid);
    expect(() => settle(file, ...everybody)).to.throw("nobody can sign node countersign");
  });

  it("are those that wait: what is decided stays with who decided it", () => {
    const done = buildApproval({
      nodes: [buildNode({ seats: SEATS })],
      tasks: [
        buildTask(1, { status: "done", closedAt: november(23, "10:00") }),
        buildTask(2, { holder: staff("wuhao"), label: "生产技术部 负责人" }),
      ],
    });
    expect(settle(buildFile({ approvals: [done] }), "liuyang").events).to.deep.equal([]);
  });

  it("are not looked for in an approval whose document or seat is not known", () => {
    for (const odd of [
      buildFile({ approvals, documents: [] }),
      buildFile({ approvals: [buildApproval({ nodes: [] })] }),
      buildFile({ approvals: [buildApproval({ nodes: [buildNode()] })] }),
    ]) {
      expect(settle(odd, "liuyang").events).to.deep.equal([]);
    }
  });
});

describe("tasks of somebody on leave", () => {
  const at = november(23, "15:10");
  const toChen = buildGrant({ delegate: staff("chenming") });
  const go = (of: CaseFile, grants: readonly Grant[], ...gone: string[]) => {
    const organisation = presentOrganisation(buildOrganisation(), new Set(gone.map(staff)));
    return settleHolders(of, { ...buildSurroundings({ bureau: { organisation }, at }), grants });
  };
  const away = go(file, [toChen]).next;

  it("go to the delegate, and come back when the leave is over", () => {
    expect(go(file, [toChen]).events).to.deep.equal([
      { kind: "task-cancelled", taskId: "T1-1", reason: "delegation-start" },
      { kind: "task-opened", taskId: "T1-3" },
    ]);
    expect(asked(away)).to.deep.equal(["wuhao", "chenming"]);
    expect(go(away, [toChen]).events).to.deep.equal([]);
    const back = go(away, []);
    expect(back.events[0]).to.deep.include({ taskId: "T1-3", reason: "delegation-end" });
    expect(asked(back.next)).to.deep.equal(["wuhao", "liuyang"]);
    expect(back.next.approvals[0]?.tasks.at(-1)?.label).to.equal("调度中心 负责人");
  });

  it("come back during the leave where the delegates stand in for one another, or nobody can, and say so", () => {
    const back = buildGrant({ principal: staff("chenming"), delegate: staff("liuyang") });
    const round = go(away, [toChen, back], "huangmin");
    expect(round.events[0]).to.deep.include({ taskId: "T1-3", reason: "delegation-circle" });
    expect(asked(round.next)).to.deep.equal(["wuhao", "liuyang"]);
    const none = go(away, [toChen], "huangmin", "chenming");
    expect(none.events[0]).to.deep.include({ taskId: "T1-3", reason: "delegation-untaken" });
  });

  it("stay where the grant covers something else", () => {
    const scope = { ...toChen.scope, maxVoltageKv: 1 };
    expect(go(file, [{ ...toChen, scope }]).events).to.deep.equal([]);
  });

  it("are asked of both where they share", () => {
    const shared = go(file, [{ ...toChen, mode: "share" }]).next;
    expect(asked(shared)).to.deep.equal(["liuyang", "wuhao", "chenming"]);
    expect(asked(go(shared, []).next)).to.deep.equal(["liuyang", "wuhao"]);
  });

  it("are handed to the successor when they or their delegate leave", () => {
    expect(asked(go(away, [], "liuyang").next)).to.deep.equal(["wuhao", "huangmin"]);
    expect(asked(go(away, [toChen], "chenming").next)).to.deep.equal(["wuhao", "huangmin"]);
  });

  it("that another stand-in or a successor takes over are not called returned to whom they stood in for", () => {
    const changed = { taskId: "T1-3", reason: "stand-in-changed" };
    const toHuang = buildGrant({ id: 2, delegate: staff("huangmin") });
    expect(go(away, [toHuang]).events[0]).to.deep.include(changed);
    expect(go(away, [toChen], "chenming").events[0]).to.deep.include(changed);
    expect(go(away, [toChen], "liuyang").events[0]).to.deep.include(changed);
    const shared = go(file, [{ ...toChen, mode: "share" }]).next;
    const other = go(shared, [{ ...toHuang, mode: "share" }]);
    expect(asked(other.next)).to.deep.equal(["liuyang", "wuhao", "huangmin"]);
    expect(other.events[0]).to.deep.include(changed);
  });

  it("pass over a delegate who was given the other seat by 转办 before", () => {
    const handed = given("wuhao gives chenming");
    const { next } = go(handed, [toChen]);
    expect(asked(next)).to.deep.equal(["chenming", "huangmin"]);
    expect(go(next, [toChen]).events).to.deep.equal([]);
  });

  it("do not come back, by a leave, to whoever has given them away", () => {
    const toWu = buildGrant({ principal: staff("chenming"), delegate: staff("wuhao") });
    expect(asked(go(given("wuhao gives chenming"), [toWu]).next)).to.deep.equal([
      "liuyang",
      "chenming",
    ]);
  });

  it("go to the delegate of whoever was given them while on leave", () => {
    const toHuang = buildGrant({ principal: staff("maqiang"), delegate: staff("huangmin") });
    const { next, events } = go(given("wuhao gives maqiang"), [toHuang]);
    expect(events[0]).to.deep.include({ reason: "delegation-start" });
    expect(asked(next)).to.deep.equal(["liuyang", "huangmin"]);
    expect(next.approvals[0]?.tasks.at(-1)?.label).to.equal("生产技术部 负责人");
  });

  it("of two seats of one person go to one delegate together", () => {
    const twice = SEATS.map((seat) => ({ ...seat, holder: staff("liuyang") }));
    const tasks = [buildTask(1), buildTask(2)];
    const both = buildApproval({ nodes: [buildNode({ seats: twice })], tasks });
    const { next } = go(buildFile({ approvals: [both] }), [toChen]);
    expect(asked(next)).to.deep.equal(["chenming", "chenming"]);
    const one = buildApproval({ nodes: [buildNode({ seats: twice })], tasks: [buildTask(1)] });
    expect(asked(go(buildFile({ approvals: [one] }), [toChen]).next)).to.deep.equal(["chenming"]);
  });

  const press = (of: CaseFile, [from, task]: [string, number], grants: readonly Grant[]) =>
    decideOnCard(
      of,
      {
        cardId: builtCardId(taskIdOf(1 as CaseId, task), 1),
        from: staff(from),
        button: { verb: "approve", round: 1, documentVersion: 1 },
        opinions: ["agree"],
        at,
      },
      { ...buildSurroundings({ at }), grants },
    );
  const refusalIn = (outcome: ReturnType<typeof press>) =>
    eventsOf(outcome).flatMap((event) => (event.kind === "press-refused" ? event.refusal : []))[0];
  const carded = (of: CaseFile): CaseFile => ({
    ...of,
    stages: submitted,
    cards: [1, 2, 3, 4].map((n) => buildCard(taskIdOf(1 as CaseId, n))),
  });

  it("are not theirs to decide from the first moment on; the card is told once", () => {
    const outcome = press(carded(file), ["liuyang", 1], [toChen]);
    expect(refusalIn(outcome)).to.deep.equal({ code: "delegated", to: "chenming" });
    expect(eventsOf(outcome).at(-1)).to.include({ kind: "press-refused", cardId: undefined });
    const later = press(carded(away), ["liuyang", 1], [toChen]);
    expect(refusalIn(later)).to.deep.equal({ code: "delegated", to: "chenming" });
    expect(refusalIn(press(carded(away), ["liuyang", 3], [toChen]))).to.include({
      code: "delegated",
    });
    expect(refusalIn(press(carded(go(away, []).next), ["chenming", 3], []))).to.deep.equal({
      code: "delegation-over",
      to: "liuyang",
    });
  });

  it("are signed for them, with their name; afterwards both read who did", () => {
    const signed = nextOf(press(carded(away), ["chenming", 3], [toChen]));
    expect(signed.approvals[0]?.decisions[0]?.onBehalfOf).to.deep.equal({
      principal: "liuyang",
      name: "刘洋",
      grantId: 1,
    });
    expect(refusalIn(press(signed, ["liuyang", 1], [toChen]))).to.include({
      code: "already-decided",
      byName: "陈明",
      forName: "刘洋",
    });
  });

  it("are signed once where two may: the first closes the other's", () => {
    const shared = { ...toChen, mode: "share" as const };
    const both = carded(go(file, [shared]).next);
    const outcome = press(both, ["liuyang", 1], [shared]);
    expect(eventsOf(outcome)).to.deep.include({
      kind: "task-cancelled",
      taskId: "T1-3",
      reason: "co-holder-decided",
    });
    expect(refusalIn(press(nextOf(outcome), ["chenming", 3], [shared]))).to.include({
      byName: "刘洋",
    });
  });

  it("that nobody decided before the round ended are closed", () => {
    const returned = go(file, [toChen]).next;
    const [approval] = returned.approvals;
    const tasks = (approval?.tasks ?? []).map((task) => ({
      ...task,
      status: "cancelled" as const,
      cancelReason: task.cancelReason ?? ("superseded" as const),
    }));
    const over = carded({ ...returned, approvals: [{ ...buildApproval(), ...approval, tasks }] });
    expect(refusalIn(press(over, ["liuyang", 1], []))).to.deep.equal({
      code: "closed",
      reason: "delegation-start",
    });
  });

  it("keep the userid of a principal whom nobody knows any more", () => {
    const people = buildOrganisation().people.filter(({ userid }) => userid !== "liuyang");
    const organisation = buildOrganisation({ people });
    const [approval = buildApproval()] = away.approvals;
    const [task = buildTask(3)] = approval.tasks.filter(({ holder }) => holder === "chenming");
    const by = {
      userid: staff("chenming"),
      name: "陈明",
      position: "主任",
      department: "生产技术部",
    };
    const said = { verb: "approve", opinion: { code: "", text: "" }, channel: "page" } as const;
    const next = nextOf(
      signTask(
        { file: carded(away), approval },
        { task, by, ...said, eventAt: at, shownHash: undefined },
        buildSurroundings({ bureau: { organisation }, at }),
      ),
    );
    expect(next.approvals[0]?.decisions[0]?.onBehalfOf?.name).to.equal("liuyang");
  });
});
