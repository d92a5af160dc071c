import { expect } from "chai";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { ownerOfSeat, seatedWith, sittingsIn } from "../../../../src/domain/approval/seated.ts";
import { buildAct } from "../../../support/build-act.ts";
import {
  SEATS,
  buildApproval,
  buildDecision,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";

const node = buildNode({ seats: SEATS });
const onBehalfOf = { principal: staff("liuyang"), grantId: 1, until: november(28, "00:00") };
const standIn = buildTask(2, { seatNo: 1, holder: staff("huangmin"), onBehalfOf });
const away = buildTask(1, { status: "cancelled", cancelReason: "delegation-start" });
const other = buildTask(3, { seatNo: 2, holder: staff("wuhao") });

const withTasks = (tasks: Approval["tasks"], change: Partial<Approval> = {}): Approval =>
  buildApproval({ nodes: [node], tasks, ...change });
const seated = (approval: Approval): string[] => [...new Set(seatedWith(approval, other))].sort();

describe("who has a say in a node", () => {
  it("is whoever sits there, asked or not yet", () => {
    expect(seated(withTasks([other]))).eql(["liuyang", "wuhao"]);
    expect(seated(buildApproval({ nodes: [] }))).eql([]);
  });

  it("is a stand-in too, while they are asked and once they have signed; and whom they stand in for", () => {
    expect(seated(withTasks([away, standIn, other]))).eql(["huangmin", "liuyang", "wuhao"]);
    const done = { ...standIn, status: "done" as const };
    const decisions = [buildDecision({ taskId: standIn.id, decidedBy: staff("huangmin") })];
    // The leave is over, the node goes on: what huangmin has signed for liuyang counts.
    const signed = withTasks([away, done, other], { decisions });
    expect(seated(signed)).eql(["huangmin", "liuyang", "wuhao"]);
    const acts = [buildAct({ kind: "take-back", taskId: standIn.id })];
    const again = buildTask(4, { seatNo: 1 });
    const takenBack = withTasks([away, done, other, again], { decisions, acts });
    expect(seated(takenBack)).eql(["liuyang", "wuhao"]);
  });

  it("is an administrator who has decided there for somebody", () => {
    const done = buildTask(1, { status: "done" });
    const decisions = [buildDecision({ taskId: done.id, decidedBy: staff("linna") })];
    expect(seated(withTasks([done, other], { decisions }))).eql(["linna", "liuyang", "wuhao"]);
  });

  it("is who was asked last for a seat, not somebody above who was called in beside them", () => {
    const boss = buildTask(4, { seatNo: 1, holder: staff("hebing") });
    const acts = [buildAct({ kind: "escalate", taskId: away.id, nextTaskId: boss.id })];
    const approval = withTasks([buildTask(1), other, boss], { acts });
    const [seat] = SEATS;
    expect(seat && ownerOfSeat(approval, node, seat)).equal("liuyang");
    expect(sittingsIn(approval, node)).deep.include({
      seatNo: 1,
      userid: "hebing",
      owner: "hebing",
    });
  });
});
