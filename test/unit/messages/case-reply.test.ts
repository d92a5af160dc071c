import { expect } from "chai";
import fc from "fast-check";
import type { Approval } from "../../../src/domain/approval/instance.ts";
import {
  approvalLineOf,
  caseAnswerOf,
  type CandidateLine,
  type CaseAnswer,
} from "../../../src/messages/case-answer.ts";
import { approvalIdOf, type CaseId, type CaseNo } from "../../../src/domain/ids.ts";
import { candidatesReply, caseReply } from "../../../src/messages/case-reply.ts";
import { buildAct } from "../../support/build-act.ts";
import { approved, rejected, returned } from "../../support/build-notice.ts";
import {
  buildApproval,
  buildBureau,
  buildFile,
  buildOrganisation,
  november,
  staff,
} from "../../support/build.ts";

const { calendar } = buildBureau();
const context = { now: november(23, "15:10:07"), calendar, publicUrl: "https://qp.example.cn" };
const LINK = '<a href="https://qp.example.cn/cases/BZ-2026-000123">查看详情</a>';
const AS_OF = "（截至 11月23日 15:10:07）";

function answerOf(changes: Partial<CaseAnswer> = {}): CaseAnswer {
  return {
    caseNo: "BZ-2026-000123" as CaseNo,
    customerName: "内蒙古牧名食品有限公司",
    stages: [{ name: "方案审批", dueAt: november(26, "18:00"), dueProvisional: false }],
    approvals: [approvalLineOf(buildFile(), buildApproval(), buildOrganisation())],
    ...changes,
  };
}

describe("the answer about one case", () => {
  it("tells stage, whom it waits for since when, and how much working time is left", () => {
    expect(caseReply(answerOf(), context)).equal(
      "BZ-2026-000123 内蒙古牧名食品有限公司\n" +
        "当前环节：方案审批，11月26日 18:00 到期，剩 3个工作日\n" +
        "供电方案 v1（10kV 315kVA 单电源）：审批中\n" +
        "· 等待 刘洋（调度中心 负责人）审批，自 11月23日 09:10 起；11月24日 18:00 到期，剩 9小时50分（工作时间）\n" +
        "· 等待 吴昊（生产技术部 负责人）审批，自 11月23日 09:10 起；11月24日 18:00 到期，剩 9小时50分（工作时间）\n" +
        `${LINK}\n${AS_OF}`,
    );
  });

  it("says what was asked for when it is a guess", () => {
    const guess = caseReply(answerOf(), context, "<b>牧明食品");
    expect(guess).match(
      /^没有找到“＜b＞牧明食品”，是不是：\nBZ-2026-000123 内蒙古牧名食品有限公司\n/,
    );
    expect(guess.endsWith(`${LINK}\n${AS_OF}`)).equal(true);
  });

  it("tells when it passed", () => {
    const approvals = [approvalLineOf(buildFile(), approved, buildOrganisation())];
    expect(caseReply(answerOf({ approvals }), context)).include(
      "供电方案 v1（10kV 315kVA 单电源）：已通过（11月23日 15:10）\n",
    );
  });

  it("tells of an approval that is to be revoked or was: who asks, why, and when it ended", () => {
    const asked = buildAct({ kind: "revoke", by: staff("maqiang"), name: "马强" });
    const revocation = {
      ...buildApproval({ id: approvalIdOf(1 as CaseId, 2), revokes: approved.id }),
      acts: [asked],
    };
    const linesOf = (first: Approval, second: Approval) => {
      const file = buildFile({ approvals: [first, second] });
      return caseReply(caseAnswerOf(file, buildOrganisation()), context);
    };
    const why = "（马强 于 11月23日 14:30 申请，理由：客户变更用电容量）";
    expect(linesOf({ ...approved, status: "revoking" }, revocation))
      .include(`：已通过（11月23日 15:10），正在撤销审批${why}\n撤销供电方案 v1`)
      .include("）：撤销审批中\n· 等待 刘洋");
    const closedAt = november(23, "15:05");
    const done = { ...revocation, status: "approved" as const, closedAt, tasks: [] };
    expect(linesOf({ ...approved, status: "revoked" }, done))
      .include(`：已撤销 11月23日 15:05${why}；客户待告知`)
      .include("）：已同意撤销（11月23日 15:05）");
    expect(linesOf({ ...approved, status: "revoked" }, buildApproval())).include(
      "）：已撤销；客户待告知\n",
    );
    const withdrawn = { ...revocation, status: "withdrawn" as const };
    expect(linesOf(approved, withdrawn)).include("撤销供电方案 v1（10kV 315kVA 单电源）：已撤回");
    const refused = { ...rejected, id: revocation.id, revokes: approved.id };
    expect(linesOf(approved, refused)).include("已由 吴昊 于 11月23日 14:03 不同意，理由：");
    expect(linesOf(approved, { ...refused, nodes: [] })).include("）：未同意撤销");
  });

  it("tells who returned it, why, and who has to act now", () => {
    const approvals = [approvalLineOf(buildFile(), returned, buildOrganisation())];
    expect(caseReply(answerOf({ approvals }), context)).include(
      "：已由 刘洋 于 11月23日 14:03 退回，理由：电源点不合理；等待 张伟 修改后重新提交\n",
    );
  });

  it("tells who rejected it and why, and no more where that is not known", () => {
    const line = approvalLineOf(buildFile(), rejected, buildOrganisation());
    expect(caseReply(answerOf({ approvals: [line] }), context)).include(
      "：已由 吴昊 于 11月23日 14:03 否决，理由：不符合规程规定：线路穿越水源地\n",
    );
    const bare = { ...line, rejected: undefined };
    expect(caseReply(answerOf({ approvals: [bare] }), context)).include("：已否决\n");
  });

  it("counts rounds from the second on", () => {
    const approvals = [
      { ...approvalLineOf(buildFile(), buildApproval(), buildOrganisation()), round: 2 },
    ];
    expect(caseReply(answerOf({ approvals }), context)).include("：审批中（第 2 轮）\n");
  });

  it("says so when nothing runs, and leaves out a limit that a stage does not have", () => {
    expect(caseReply(answerOf({ stages: [] }), context)).include("\n当前没有进行中的环节。\n");
    const stages = [{ name: "客户工程", dueAt: undefined, dueProvisional: false }];
    expect(caseReply(answerOf({ stages }), context)).include("\n当前环节：客户工程\n");
  });

  it("keeps to 2048 bytes and keeps its link, whatever the words", () => {
    const words = fc
      .array(fc.constantFrom("电", "👨‍👩‍👧‍👦", "\n", "<a>"), { maxLength: 700 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 40 }), (customerName, count) => {
        const stages = Array.from({ length: count }, () => ({
          name: customerName.slice(0, 40),
          dueAt: undefined,
          dueProvisional: false,
        }));
        const text = caseReply(answerOf({ customerName, stages }), context);
        expect(Buffer.byteLength(text)).lessThanOrEqual(2048);
        expect(text.endsWith(`${LINK}\n${AS_OF}`)).equal(true);
      }),
    );
  });
});

describe("several cases that fit", () => {
  const line = (n: number): CandidateLine => ({
    caseNo: `BZ-2026-00000${n}` as CaseNo,
    customerName: `牧名食品${n}厂`,
    stageNames: n === 1 ? ["方案审批", "合同签订"] : [],
  });

  it("are numbered, each opening its page", () => {
    expect(candidatesReply({ lines: [line(1), line(2)], total: 2 }, context)).equal(
      "找到 2 件工单，请发送其中一件的完整编号：\n" +
        '1. <a href="https://qp.example.cn/cases/BZ-2026-000001">BZ-2026-000001</a> 牧名食品1厂（方案审批、合同签订）\n' +
        '2. <a href="https://qp.example.cn/cases/BZ-2026-000002">BZ-2026-000002</a> 牧名食品2厂\n' +
        AS_OF,
    );
  });

  it("are guesses when nothing fits as it was typed", () => {
    const guesses = { lines: [line(1), line(2)], total: 2, insteadOf: "牧明食品" };
    expect(candidatesReply(guesses, context)).match(
      /^没有找到“牧明食品”，是不是其中一件？请发送完整编号：\n1\. .*\n2\. /,
    );
  });

  it("are listed up to eight, the rest only counted", () => {
    const lines = Array.from({ length: 9 }, (_, index) => line(index + 1));
    const text = candidatesReply({ lines, total: 12 }, context);
    expect(text).include("\n8. ");
    expect(text).not.include("\n9. ");
    expect(text).include("\n…… 等 12 件，请用更完整的编号或名称查询。\n");
  });
});
