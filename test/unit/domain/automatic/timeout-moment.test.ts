import { expect } from "chai";
import { dueTimeout, timeoutMoment } from "../../../../src/domain/automatic/timeout-moment.ts";
import type { OnTimeout } from "../../../../src/domain/approval/flow.ts";
import {
  buildApproval,
  buildBureau,
  buildDecision,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildAct } from "../../../support/build-act.ts";
import { FIRST, SECOND } from "../../../support/build-notice.ts";
import { buildOrganisation } from "../../../support/build.ts";

/** 刘洋 was asked on Monday 9:10 and is due on Tuesday 18:00: 800 working minutes. */
function asked(onTimeout: OnTimeout | undefined, changes = {}) {
  const seats = [{ seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" }];
  const node = buildNode({ seats, ...(onTimeout === undefined ? {} : { onTimeout }) });
  const approval = buildApproval({ nodes: [node], tasks: [buildTask(1)], ...changes });
  return { approval, task: approval.tasks[0] ?? buildTask(1) };
}
const bureau = buildBureau();
const NIGHT = november(26, "22:00");
const returns = { atPercent: 150, act: "return" } as const;

describe("when the clock acts on a task", () => {
  it("is at a share of its working time", () => {
    expect(timeoutMoment(bureau, asked(returns), november(24, "18:00"))).eql(november(25, "17:40"));
    expect(dueTimeout(bureau, asked(returns), november(25, "17:39"))).equal(undefined);
    expect(dueTimeout(bureau, asked(returns), november(25, "17:40"))?.onTimeout).eql(returns);
  });

  it("is now when it is due, but at the next opening in the night", () => {
    const now = november(26, "10:00");
    expect(timeoutMoment(bureau, asked(returns), now)).eql(now);
    expect(timeoutMoment(bureau, asked(returns), NIGHT)).eql(november(27, "08:30"));
    expect(dueTimeout(bureau, asked(returns), NIGHT)).equal(undefined);
  });

  const escalate = { atPercent: 150, act: "escalate" } as const;
  const act = buildAct({ kind: "escalate", taskId: FIRST, nextTaskId: SECOND });

  it("is never where the node says nothing, or it was done, or nobody stands above", () => {
    const now = november(26, "10:00");
    expect(timeoutMoment(bureau, asked(undefined), now)).equal(undefined);
    expect(timeoutMoment(bureau, asked(escalate, { acts: [act] }), now)).equal(undefined);
    expect(timeoutMoment(bureau, asked(escalate), now), "no leader").equal(undefined);
    const organisation = buildOrganisation({ people: [] });
    expect(dueTimeout({ ...bureau, organisation }, asked(escalate), now)).equal(undefined);
  });

  it("gives whoever is asked later, in turn or as added, as much time as the first had", () => {
    const later = buildTask(2, { holder: staff("wuhao"), openedAt: november(25, "08:30") });
    const first = buildTask(1, { status: "done" });
    const { approval } = asked(returns, { tasks: [first, later] });
    const moment = timeoutMoment(bureau, { approval, task: later }, november(25, "08:31"));
    // 1200 working minutes from Wednesday 8:30.
    expect(moment).eql(november(27, "17:00"));
  });

  it("counts from the node where another version of the flow has asked whoever was late anew", () => {
    const anew = buildTask(2, { openedAt: november(25, "08:30") });
    const { approval } = asked(returns, { tasks: [anew] });
    const moment = timeoutMoment(bureau, { approval, task: anew }, november(25, "08:31"));
    expect(moment).eql(november(27, "17:00"));
    const tasks = [{ ...anew, dueAt: november(23, "09:00") }];
    const strange = { ...asked(returns, { tasks }), task: tasks[0] ?? anew };
    expect(timeoutMoment(bureau, strange, november(25, "08:31")), "due before").eql(
      november(25, "08:31"),
    );
  });

  it("is no return where what people have said is certain already", () => {
    const mode = { rule: "all", veto: true, collectAll: true } as const;
    const seats = [1, 2].map((seatNo) => ({ seatNo, holder: staff("wuhao"), label: "" }));
    const rejecting = buildNode({ nodeId: "beside", mode, seats });
    const { task, approval } = asked(returns);
    const said = buildTask(2, { nodeId: "beside", seatNo: 1, status: "done" });
    const certain = {
      ...approval,
      nodes: [...approval.nodes, rejecting],
      tasks: [task, said],
      decisions: [buildDecision({ taskId: said.id, nodeId: "beside", verb: "reject" })],
    };
    const now = november(26, "10:00");
    expect(timeoutMoment(bureau, { approval: certain, task }, now)).equal(undefined);
    const open = { ...certain, decisions: [] };
    expect(timeoutMoment(bureau, { approval: open, task }, now)).eql(now);
  });

  it("is never consent to a sample, which is there to be judged", () => {
    const consent = { atPercent: 150, act: "deemed-approved", basis: "某办法" } as const;
    const sampled = buildNode({ onTimeout: consent, sampleOf: { ruleId: "x", version: 1 } });
    const now = november(26, "10:00");
    expect(timeoutMoment(bureau, asked(consent), now)).eql(now);
    expect(timeoutMoment(bureau, asked(consent, { nodes: [sampled] }), now)).equal(undefined);
    expect(timeoutMoment(bureau, asked(consent, { nodes: [] }), now)).equal(undefined);
  });

  it("is never for whoever was called in themselves", () => {
    const { approval } = asked(returns, { acts: [act], tasks: [buildTask(1), buildTask(2)] });
    const task = approval.tasks[1] ?? buildTask(2);
    expect(timeoutMoment(bureau, { approval, task }, november(26, "10:00"))).equal(undefined);
  });
});
