import { expect } from "chai";
import { superiorOf } from "../../../../src/domain/automatic/superior.ts";
import type { Approval, Task } from "../../../../src/domain/approval/instance.ts";
import { withLeader } from "../../../support/build-late.ts";
import {
  buildApproval,
  buildDecision,
  buildNode,
  buildOrganisation,
  buildTask,
  staff,
} from "../../../support/build.ts";

const seats = [{ seatNo: 1, holder: staff("huangmin"), label: "" }];
const ofDeputy = buildTask(1, { holder: staff("huangmin") });

function above(task: Task, changes: Partial<Approval> = {}, organisation = withLeader) {
  const approval = buildApproval({ tasks: [task], nodes: [buildNode({ seats })], ...changes });
  return superiorOf(organisation, { approval, task });
}

describe("who stands above the owner of a task", () => {
  it("is the head of their department", () => {
    expect(above(ofDeputy)).eql({ holder: "liuyang", label: "调度中心 负责人（超时提级）" });
  });

  it("is the head of whomever the holder stands in for", () => {
    const onBehalfOf = { principal: staff("huangmin"), grantId: 1, until: new Date(0) };
    expect(above(buildTask(1, { holder: staff("wuhao"), onBehalfOf }))?.holder).equal("liuyang");
  });

  it("is a leader for a head, where the head submitted it, and where the head sits in the node", () => {
    const leader = { holder: "maqiang", label: "分管副局长（超时提级）" };
    expect(above(buildTask(1))).eql(leader);
    expect(above(ofDeputy, { submittedBy: staff("liuyang") })).eql(leader);
    const second = { seatNo: 2, holder: staff("liuyang"), label: "" };
    const nodes = [buildNode({ seats: [...seats, second] })];
    expect(above(ofDeputy, { nodes })).eql(leader);
  });

  it("is not the head who has decided there for somebody absent", () => {
    const second = { seatNo: 2, holder: staff("wuhao"), label: "" };
    const nodes = [buildNode({ seats: [...seats, second] })];
    const done = buildTask(2, { holder: staff("wuhao"), status: "done" });
    const decisions = [buildDecision({ taskId: done.id, decidedBy: staff("liuyang") })];
    const decided = above(ofDeputy, { nodes, tasks: [ofDeputy, done], decisions });
    expect(decided?.holder).equal("maqiang");
  });

  it("is a leader where the department has no head, or is not known", () => {
    expect(above(buildTask(1, { holder: staff("zhangwei") }))?.holder).equal("maqiang");
    expect(above(buildTask(1, { holder: staff("gone") }), { nodes: [] })?.holder).equal("maqiang");
  });

  it("is nobody where nobody is left, and nobody who has left", () => {
    expect(above(buildTask(1), {}, buildOrganisation())).equal(undefined);
    const listed = buildOrganisation();
    const people = listed.people.filter(({ userid }) => userid !== "liuyang");
    expect(above(ofDeputy, {}, { ...listed, people, listed })).equal(undefined);
  });
});
