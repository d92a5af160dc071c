import { expect } from "chai";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { WITHDRAW_KEPT } from "../../../../src/domain/verbs/withdraw-kept-signature.ts";
import { written } from "../../../support/build-act.ts";
import {
  buildApproval,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";
import { asked, nextOf, refusalOf } from "../../../support/play-approval.ts";

const KEPT = taskIdOf(1 as CaseId, 2);
const seat = { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" };
/** 刘洋 agreed to version 1, which stands for version 2, where 吴昊 is asked. */
const approval = buildApproval({
  round: 2,
  documentVersion: 2,
  nodes: [
    buildNode({ status: "superseded" }),
    buildNode({
      round: 2,
      documentVersion: 2,
      seats: [seat, { seatNo: 2, holder: staff("wuhao"), label: "生产技术部" }],
    }),
  ],
  tasks: [
    buildTask(1, { status: "done" }),
    buildTask(2, { round: 2, status: "kept", keptFrom: taskIdOf(1 as CaseId, 1) }),
    buildTask(3, { round: 2, seatNo: 2, holder: staff("wuhao") }),
  ],
  decisions: [buildDecision()],
});
const file = buildFile({
  stages: submitted,
  documents: [buildDocument(1), buildDocument(2)],
  approvals: [approval],
});
const around = buildSurroundings({ at: november(23, "16:00") });
const sent = (text: string) =>
  written("withdraw-kept", {
    about: KEPT,
    from: staff("liuyang"),
    round: 2,
    documentVersion: 2,
    text,
  });

describe("撤回沿用 on a page", () => {
  it("asks the seat again, and keeps who, when and why", () => {
    const next = nextOf(doAct(file, sent("运行方式需要再核对"), around));
    expect(next.approvals.flatMap(asked)).to.deep.equal(["wuhao", "liuyang"]);
    expect(next.approvals[0]?.acts[0]).to.deep.include({
      kind: "withdraw-kept",
      taskId: KEPT,
      name: "刘洋",
      text: "运行方式需要再核对",
    });
  });

  it("is refused without a reason", () => {
    expect(refusalOf(doAct(file, sent("误"), around)).code).to.equal("act-reason-needed");
  });

  it("needs the document that it is about", () => {
    const gone = { ...file, documents: [] };
    expect(refusalOf(doAct(gone, sent("运行方式需要再核对"), around)).code).to.equal(
      "plan-missing",
    );
    const by = { userid: staff("liuyang"), name: "刘洋", position: "", department: "" };
    const task = approval.tasks[1];
    const outcome = WITHDRAW_KEPT.act(
      { file: gone, approval, task },
      { by, text: "", choice: undefined },
      around,
    );
    expect(refusalOf(outcome)).to.deep.equal({ code: "plan-missing" });
  });
});
