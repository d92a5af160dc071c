import { expect } from "chai";
import type { Approval } from "../../../src/domain/approval/instance.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { buildAct } from "../../support/build-act.ts";
import {
  approved,
  closingOf,
  contextOf,
  FOOT,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import {
  buildApproval,
  buildCard,
  buildDecision,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../support/build.ts";

const REVOCATION = approvalIdOf(1 as CaseId, 2);
const THIRD = taskIdOf(1 as CaseId, 3);
const seats = [{ seatNo: 3, holder: staff("wuhao"), label: "生产技术部 负责人" }];
const revocation = buildApproval({
  id: REVOCATION,
  revokes: approved.id,
  submittedBy: staff("maqiang"),
  acts: [buildAct({ kind: "revoke", by: staff("maqiang"), name: "马强" })],
  nodes: [buildNode({ seats })],
  tasks: [buildTask(3, { holder: staff("wuhao"), label: "生产技术部 负责人" })],
});
const signed = (verb: "approve" | "disagree") => ({
  nodes: [buildNode({ seats, status: verb === "approve" ? "passed" : "failed" })],
  tasks: revocation.tasks.map((task) => ({ ...task, status: "done" as const })),
  decisions: [
    buildDecision({
      taskId: THIRD,
      verb,
      decidedBy: staff("wuhao"),
      name: "吴昊",
      opinion: { code: "", text: verb === "approve" ? "" : "客户已按方案开工" },
    }),
  ],
});

function told(
  kind: "approval-started" | "approval-approved" | "approval-rejected" | "approval-withdrawn",
  change: Partial<Approval> = {},
  ofApproved: Partial<Approval> = {},
) {
  const event: CaseEvent = { kind, approvalId: REVOCATION };
  const approvals = [
    { ...approved, status: "revoking" as const, ...ofApproved },
    { ...revocation, ...change },
  ];
  const cards = [buildCard(taskIdOf(1 as CaseId, 1)), buildCard(THIRD, { to: staff("wuhao") })];
  return noticesFor(event, contextOf({ file: buildFile({ approvals, cards }) }));
}

describe("what is told of a revocation", () => {
  it("as it is asked for: to submitter and managers, with who wants it, why, and whom it waits for", () => {
    const notices = told("approval-started");
    expect(summary(notices)).eql(["send-text maqiang", "send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 撤销方案 v1 已发起审批；有结果前原审批仍然有效。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "申请人：马强（乌审旗供电分局 主任），11月23日 14:30\n" +
        "理由：客户变更用电容量\n" +
        "等待：吴昊（生产技术部 负责人），11月24日 18:00 到期\n" +
        "下一步：撤销有结果前，请暂不向客户答复。\n" +
        FOOT,
    );
  });

  it("agreed to: to everybody who signed or was copied too, and on the cards of both", () => {
    const copy = {
      to: staff("huangmin"),
      source: "submit",
      by: undefined,
      at: november(23, "09:10"),
      readAt: undefined,
    } as const;
    const ended = { status: "approved", closedAt: november(23, "15:05") } as const;
    const notices = told(
      "approval-approved",
      { ...signed("approve"), ...ended },
      { status: "revoked", copies: [copy] },
    );
    expect(summary(notices)).eql([
      "send-text maqiang",
      "send-text zhangwei",
      "send-text liuyang",
      "send-text wuhao",
      "send-text huangmin",
      "update-card wuhao by send",
      "update-card liuyang by send",
    ]);
    expect(textTo(notices, "zhangwei")).include(
      "BZ-2026-000123 方案 v1 审批已撤销，不再作为实施依据。",
    );
    expect(textTo(notices, "zhangwei")).include("撤销时间：11月23日 15:05\n下一步：请告知客户");
    expect(textTo(notices, "liuyang")).include("供您知悉，无需办理。");
    expect(notices.slice(5).map(closingOf)).eql([
      "已同意 14:03，审批已撤销",
      "已同意 14:03，审批已撤销",
    ]);
  });

  it("names the principal of a stand-in too, and nobody where a rule had decided", () => {
    const onBehalfOf = { principal: staff("chenming"), name: "陈明", grantId: 1 };
    const byRule = {
      kind: "same-approver",
      ruleId: "r",
      version: 1,
      words: "自动同意",
      facts: [],
    } as const;
    const [first = buildDecision(), second = buildDecision()] = approved.decisions;
    const notices = told(
      "approval-approved",
      { ...signed("approve"), status: "approved" },
      {
        decisions: [
          { ...first, onBehalfOf },
          { ...second, byRule },
        ],
      },
    );
    const readers = ["maqiang", "zhangwei", "liuyang", "chenming"];
    expect(summary(notices).filter((one) => one.startsWith("send-text"))).eql(
      readers.map((userid) => `send-text ${userid}`),
    );
  });

  it("not agreed to: who was against it and why, and that the approval stands", () => {
    const notices = told("approval-rejected", { ...signed("disagree"), status: "rejected" });
    expect(summary(notices)).eql([
      "send-text maqiang",
      "send-text zhangwei",
      "update-card wuhao by send",
    ]);
    expect(textTo(notices, "maqiang")).include(
      "BZ-2026-000123 撤销方案 v1 未获同意，原审批仍然有效。",
    );
    expect(textTo(notices, "maqiang")).include(
      "不同意：吴昊，11月23日 14:03\n理由：客户已按方案开工",
    );
    expect(closingOf(notices[2])).equal("已不同意 14:03，未撤销");
    const silent = signed("disagree");
    const decisions = silent.decisions.map((one) => ({ ...one, opinion: { code: "", text: "" } }));
    const unsaid = told("approval-rejected", { ...silent, decisions, status: "rejected" });
    expect(textTo(unsaid, "maqiang")).include("理由：未填写");
  });

  it("does not count among those against it who was only heard", () => {
    const added = { by: [3], placing: "opinion", order: "all", additionNo: 1 } as const;
    const heard = {
      seatNo: 4,
      holder: staff("liuyang"),
      label: "",
      added: { ...added, by: [3] as [3] },
    };
    const nodes = [buildNode({ status: "failed", seats: [...seats, heard] })];
    const other = buildDecision({ taskId: taskIdOf(1 as CaseId, 4), verb: "disagree" });
    const both = signed("disagree");
    const notices = told("approval-rejected", {
      ...both,
      nodes,
      tasks: [...both.tasks, buildTask(4, { status: "done" })],
      decisions: [other, ...both.decisions],
      status: "rejected",
    });
    expect(textTo(notices, "maqiang")).include("不同意：吴昊").and.not.include("刘洋");
    const unknown = told("approval-rejected", { status: "rejected" });
    expect(textTo(unknown, "maqiang")).not.include("不同意：");
  });

  it("given up: who did that, and that the approval stands", () => {
    const acts = [...revocation.acts, buildAct({ text: "" })];
    const notices = told("approval-withdrawn", { acts, status: "withdrawn" });
    expect(textTo(notices, "maqiang")).include(
      "撤销方案 v1 已撤回申请，原审批仍然有效。\n客户：内蒙古牧名食品有限公司\n供电方案：10kV 315kVA 单电源\n撤回人：张伟",
    );
  });

  it("says what can be said where rows of it are missing", () => {
    expect(textTo(told("approval-started", { acts: [] }), "maqiang")).not.include("申请人");
    expect(textTo(told("approval-withdrawn", { acts: [] }), "maqiang")).not.include("撤回人");
    const file = buildFile({ approvals: [revocation] });
    const event: CaseEvent = { kind: "approval-started", approvalId: REVOCATION };
    expect(summary(noticesFor(event, contextOf({ file })))).eql(["send-text maqiang"]);
  });
});
