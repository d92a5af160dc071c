import { expect } from "chai";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import {
  APPROVAL,
  FIRST,
  FOOT,
  PRESS,
  approved,
  closingOf,
  contextOf,
  rejected,
  returned,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildTask,
  november,
} from "../../support/build.ts";

describe("an approval that starts", () => {
  it("tells the submitter whom it waits for and until when", () => {
    const notices = noticesFor({ kind: "approval-started", approvalId: APPROVAL }, contextOf());
    expect(summary(notices)).eql(["send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 方案 v1 已提交审批。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "等待：刘洋（调度中心 负责人），11月24日 18:00 到期\n" +
        "等待：吴昊（生产技术部 负责人），11月24日 18:00 到期\n" +
        FOOT,
    );
  });

  it("says which round it is when it was submitted again", () => {
    const file = buildFile({ approvals: [buildApproval({ round: 2, documentVersion: 2 })] });
    const notices = noticesFor(
      { kind: "approval-resubmitted", approvalId: APPROVAL },
      contextOf({ file }),
    );
    expect(textTo(notices, "zhangwei")).match(
      /^BZ-2026-000123 方案 v2 已重新提交，开始第 2 轮审批。\n/,
    );
  });
});

describe("an approval that passes", () => {
  const event: CaseEvent = { kind: "approval-approved", approvalId: APPROVAL };

  it("tells submitter and managers once each, and shows on the other signers' cards", () => {
    const file = buildFile({ approvals: [approved] });
    const notices = noticesFor(event, contextOf({ file, press: PRESS }));
    expect(summary(notices)).eql([
      "send-text zhangwei",
      "send-text maqiang",
      "update-card wuhao by send",
    ]);
    expect(closingOf(notices[2])).equal("已同意 14:03，审批已通过");
    expect(textTo(notices, "maqiang")).equal(
      "BZ-2026-000123 方案 v1 审批已通过。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        `通过时间：11月23日 15:10，共 2 人签署同意。\n${FOOT}`,
    );
  });

  it("leaves cards alone whose signer decided on the page: their code is spent", () => {
    const decisions = approved.decisions.map((one) => ({ ...one, channel: "page" as const }));
    const file = buildFile({ approvals: [{ ...approved, decisions }] });
    expect(summary(noticesFor(event, contextOf({ file })))).eql([
      "send-text zhangwei",
      "send-text maqiang",
    ]);
  });
});

describe("an approval that is returned", () => {
  it("tells the submitter who returned it, why, and what to do", () => {
    const file = buildFile({ approvals: [returned] });
    const notices = noticesFor(
      { kind: "approval-returned", approvalId: APPROVAL, taskId: FIRST },
      contextOf({ file, press: PRESS }),
    );
    expect(summary(notices)).eql(["send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 方案 v1 已被退回。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "退回人：刘洋（调度中心 主任），11月23日 14:03\n" +
        "理由：电源点不合理\n" +
        "下一步：请按退回理由修改供电方案后重新提交。\n" +
        FOOT,
    );
  });
});

describe("an approval that is rejected", () => {
  const event: CaseEvent = { kind: "approval-rejected", approvalId: APPROVAL };

  it("tells submitter and managers who rejected it, why, and what can be done", () => {
    const notices = noticesFor(event, contextOf({ file: buildFile({ approvals: [rejected] }) }));
    expect(summary(notices)).eql(["send-text zhangwei", "send-text maqiang"]);
    expect(textTo(notices, "maqiang")).equal(
      "BZ-2026-000123 方案 v1 已被否决，本次审批结束。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "否决人：吴昊（调度中心 主任），11月23日 14:03\n" +
        "理由：不符合规程规定：线路穿越水源地\n" +
        "下一步：如需继续，请重新编制供电方案，内容须与被否决的版本不同；提交后重新发起审批，已有意见不沿用。\n" +
        FOOT,
    );
  });

  it("names everybody once who rejected it where votes were counted, and shows on the cards of signers", () => {
    const [rejection] = rejected.decisions;
    const [wuhao] = rejected.tasks.slice(1);
    const tasks = [buildTask(1, { status: "done" }), ...(wuhao ? [wuhao] : [])];
    const own = buildDecision({ verb: "reject", opinion: { code: "x", text: "现阶段无法实施" } });
    const decisions = [own, own, ...(rejection ? [rejection] : [])];
    const file = buildFile({ approvals: [{ ...rejected, tasks, decisions }] });
    const notices = noticesFor(event, contextOf({ file }));
    expect(textTo(notices, "zhangwei")?.match(/否决人：../g)).eql(["否决人：刘洋", "否决人：吴昊"]);
    expect(summary(notices)).include("update-card liuyang by send");
  });

  it("says that it was rejected even where the votes are not there any more", () => {
    const file = buildFile({ approvals: [{ ...rejected, nodes: [] }] });
    expect(textTo(noticesFor(event, contextOf({ file })), "zhangwei")).include("已被否决");
  });
});

describe("a stage", () => {
  const stage = {
    id: "plan_reply",
    name: "方案答复",
    status: "running" as const,
    startedAt: november(23, "15:10"),
    dueAt: november(25, "18:00"),
    dueProvisional: false,
    finishedAt: undefined,
  };

  it("of replying to the customer calls the grid manager", () => {
    const notices = noticesFor(
      { kind: "stage-started", stageId: "plan_reply" },
      contextOf({ file: buildFile({ stages: [stage] }) }),
    );
    expect(summary(notices)).eql(["send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 已进入“方案答复”环节。\n客户：内蒙古牧名食品有限公司\n" +
        `下一步：请向客户答复供电方案并办理签收，请于 11月25日 18:00 前完成。\n${FOOT}`,
    );
  });

  it("of another kind, or finished, calls nobody", () => {
    const file = buildFile({ stages: [{ ...stage, id: "survey" }] });
    const context = contextOf({ file });
    expect(noticesFor({ kind: "stage-started", stageId: "survey" }, context)).eql([]);
    expect(noticesFor({ kind: "stage-started", stageId: "unknown" }, context)).eql([]);
    expect(noticesFor({ kind: "stage-finished", stageId: "survey" }, context)).eql([]);
  });
});
