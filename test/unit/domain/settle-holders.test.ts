import { expect } from "chai";
import { pendingTasks } from "../../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../../src/domain/case-file.ts";
import { presentOrganisation } from "../../../src/domain/present-organisation.ts";
import { settleHolders } from "../../../src/domain/settle-holders.ts";
import {
  buildApproval,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  november,
  staff,
} from "../../support/build.ts";
import { buildSurroundings } from "../../support/build-flow.ts";

const seats = [
  { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" },
  { seatNo: 2, holder: staff("wuhao"), label: "生产技术部 负责人" },
];
const approvals = [buildApproval({ nodes: [buildNode({ seats })] })];
const file = buildFile({ approvals });

function settle(of: CaseFile, ...gone: string[]) {
  const organisation = presentOrganisation(buildOrganisation(), new Set(gone.map(staff)));
  return settleHolders(of, buildSurroundings({ bureau: { organisation } }));
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

  it("are handed over once: a second look changes nothing", () => {
    const once = settle(file, "liuyang").next;
    expect(settle(once, "liuyang")).to.deep.equal({ next: once, events: [] });
  });

  it("go to different people when two of one node have left", () => {
    const { next } = settle(file, "liuyang", "wuhao");
    expect(asked(next)).to.deep.equal(["huangmin", "chenming"]);
  });

  it("are left alone where nobody could sign at all", () => {
    const everybody = buildOrganisation().people.map(({ userid }) => userid);
    expect(() => settle(file, ...everybody)).to.throw("nobody can sign node countersign");
  });

  it("are those that wait: what is decided stays with who decided it", () => {
    const done = buildApproval({
      nodes: [buildNode({ seats })],
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
