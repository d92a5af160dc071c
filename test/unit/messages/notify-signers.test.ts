import { expect } from "chai";
import type { CaseFile } from "../../../src/domain/case-file.ts";
import { doAct } from "../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { written } from "../../support/build-act.ts";
import { modeOf } from "../../support/build-mode.ts";
import { buildSurroundings } from "../../support/build-flow.ts";
import { contextOf, FOOT, summary, textTo } from "../../support/build-notice.ts";
import { buildDecision, november, staff } from "../../support/build.ts";
import { SEATED } from "../../support/play-adding.ts";
import { eventsOf, nextOf } from "../../support/play-approval.ts";

const around = buildSurroundings();
const about = taskIdOf(1 as CaseId, 1);
const signers = { placing: "before", order: "any", people: ["chenming", "huangmin"] };
const adding = doAct(
  SEATED,
  written("add-signers", { about, from: staff("liuyang"), signers }),
  around,
);
const noticesOf = (outcome: typeof adding, file: CaseFile = nextOf(outcome)) =>
  eventsOf(outcome).flatMap((event) => noticesFor(event, contextOf({ file })));

describe("signers are added and removed", () => {
  it("the adder's card says whom it waits for, the added are asked, the submitter reads why", () => {
    const notices = noticesOf(adding);
    expect(summary(notices)).eql([
      "update-card liuyang by send",
      "send-card chenming",
      "send-card huangmin",
      "send-text zhangwei",
    ]);
    expect(JSON.stringify(notices[0])).include("已请 陈明、黄敏 先提意见");
    expect(JSON.stringify(notices[1])).include("刘洋 前加签：客户变更用电容量").include("不同意");
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 方案 v1 已由 刘洋 前加签（或签）陈明、黄敏。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "席位：调度中心 负责人，时限不变\n" +
        "理由：客户变更用电容量\n" +
        FOOT,
    );
  });

  it("the removed card says by whom, the submitter reads it; the adder only where somebody else did it", () => {
    const sent = written("remove-signer", { about, from: staff("liuyang"), choice: "3", text: "" });
    const removing = doAct(nextOf(adding), sent, around);
    const notices = noticesOf(removing);
    expect(textTo(notices, "zhangwei"))
      .include("已由 刘洋 减签：原前加签 陈明。")
      .not.include("理由");
    expect(summary(notices)).not.include("send-text liuyang");
    const file = nextOf(removing);
    const approvals = file.approvals.map((approval) => ({
      ...approval,
      acts: approval.acts.map((act) => ({ ...act, by: staff("linna"), name: "林娜" })),
    }));
    expect(textTo(noticesOf(removing, { ...file, approvals }), "liuyang")).include(
      "已由 林娜 减签",
    );
  });

  it("whoever waits reads how it ended by a text, when their card cannot be changed any more", () => {
    const file = nextOf(adding);
    const ended = file.approvals.map((approval) => ({
      ...approval,
      status: "rejected" as const,
      decisions: [
        buildDecision({ taskId: taskIdOf(1 as CaseId, 2), name: "吴昊", verb: "reject" }),
      ],
      nodes: approval.nodes.map((node) => ({ ...node, status: "failed" as const })),
    }));
    const approvalId = file.approvals[0]?.id ?? expect.fail("no approval");
    const rejected = { kind: "approval-rejected", approvalId } as const;
    const sentAt = november(23, "09:10");
    const cards = file.cards.map((card) => ({ ...card, sentAt }));
    const told = (now: Date) =>
      noticesFor(rejected, contextOf({ file: { ...file, approvals: ended, cards }, now }));
    expect(summary(told(november(26, "09:00")))).include("update-card liuyang by send");
    const late = told(november(26, "09:11"));
    expect(summary(late)).include("send-text liuyang").not.include("update-card liuyang by send");
    expect(textTo(late, "liuyang")).include("已由 吴昊 否决");
  });

  it("whoever waited while the node passed without them reads by whom", () => {
    const approvals = SEATED.approvals.map((approval) => ({
      ...approval,
      nodes: approval.nodes.map((node) => ({ ...node, mode: modeOf("any") })),
    }));
    const sent = written("add-signers", { about, from: staff("liuyang"), signers });
    const waiting = nextOf(doAct({ ...SEATED, approvals }, sent, around));
    const passed = waiting.approvals.map((approval) => ({
      ...approval,
      decisions: [buildDecision({ taskId: taskIdOf(1 as CaseId, 2), name: "吴昊" })],
      nodes: approval.nodes.map((node) => ({ ...node, status: "passed" as const })),
    }));
    const context = contextOf({ file: { ...waiting, approvals: passed } });
    const notices = noticesFor({ kind: "wait-ended", taskId: about }, context);
    expect(summary(notices)).eql(["update-card liuyang by send"]);
    expect(JSON.stringify(notices)).include("已由 吴昊 同意");
  });

  it("whoever waits again, because what had passed the node counts no more, reads for whom", () => {
    const context = contextOf({ file: nextOf(adding) });
    const notices = noticesFor({ kind: "wait-resumed", taskId: about }, context);
    expect(summary(notices)).eql(["update-card liuyang by send"]);
    expect(JSON.stringify(notices)).include("已请 陈明、黄敏 先提意见");
  });

  it("nothing is said of a task that has added nobody", () => {
    for (const kind of ["signers-added", "signer-removed"] as const) {
      expect(noticesFor({ kind, taskId: about }, contextOf({ file: SEATED }))).eql([]);
    }
  });
});
