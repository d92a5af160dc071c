import { expect } from "chai";
import { signByRule, waiveSeat } from "../../../../src/domain/approval/sign-by-rule.ts";
import { SYSTEM } from "../../../../src/domain/ids.ts";
import { buildApproval, buildNode, buildTask, november, staff } from "../../../support/build.ts";
import { buildMark } from "../../../support/build-rule.ts";

const moment = { at: november(23, "15:10"), documentHash: "document" };
const mark = buildMark();

describe("a decision by a rule", () => {
  it("names the system, the rule and what it went by, never a person", () => {
    const approval = buildApproval({ tasks: [buildTask(1)] });
    const tasks = approval.tasks;
    const { approval: next, events } = signByRule(
      { approval, events: [] },
      { tasks, verb: "approve", mark },
      moment,
    );
    expect(next.decisions).have.length(1);
    expect(next.decisions[0]).deep.include({
      decidedBy: SYSTEM,
      name: "系统",
      channel: "rule",
      byRule: mark,
      opinion: { code: "typical-plan", text: mark.words },
    });
    expect(next.tasks[0]).include({ status: "cancelled", cancelReason: "by-rule" });
    expect(events).eql([{ kind: "task-cancelled", taskId: "T1-1", reason: "by-rule" }]);
  });

  it("of a seat that nobody was asked for opens no task for anybody", () => {
    const approval = buildApproval({ tasks: [] });
    const seat = { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" };
    const { approval: next, events } = waiveSeat(
      { approval, events: [] },
      { node: buildNode(), seat, to: { holder: seat.holder, label: seat.label }, mark },
      { ...moment, nextTaskNo: 1 },
    );
    expect(next.tasks[0]).include({ id: "T1-1", holder: "liuyang", cancelReason: "by-rule" });
    expect(events.map(({ kind }) => kind)).eql(["task-cancelled"]);
  });
});
