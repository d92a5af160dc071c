import { expect } from "chai";
import { approvalLineOf, caseAnswerOf } from "../../../src/messages/case-answer.ts";
import {
  decisionWordsReply,
  overdueReply,
  submissionsReply,
  todoReply,
} from "../../../src/messages/list-replies.ts";
import {
  buildApproval,
  buildBureau,
  buildFile,
  buildOrganisation,
  november,
} from "../../support/build.ts";

const { calendar } = buildBureau();
const context = { now: november(25, "09:30:07"), calendar, publicUrl: "https://qp.example.cn" };
const approval = approvalLineOf(buildFile(), buildApproval(), buildOrganisation());
const [task] = approval.waiting;
const lines = task === undefined ? [] : [task];
const none = { lines: [], total: 0 };
const HEAD =
  '1. <a href="https://qp.example.cn/cases/BZ-2026-000123">BZ-2026-000123</a> ' +
  "方案 v1 内蒙古牧名食品有限公司 10kV 315kVA 单电源\n";
const LIMIT = "11月24日 18:00 到期，已超期 1小时（工作时间）";
const WAITS = `等待 刘洋（调度中心 负责人）审批，自 11月23日 09:10 起；${LIMIT}`;
const LIST = '<a href="https://qp.example.cn/tasks">打开待办列表</a>';
const AS_OF = "（截至 11月25日 09:30:07）";

describe("lists that people ask for", () => {
  it("待办: what waits for the asker, with its limit", () => {
    expect(todoReply({ lines, total: 1 }, context)).equal(
      `等您审批的有 1 件，请在审批卡片上办理，或点编号打开方案办理：\n${HEAD}   ${LIMIT}\n${LIST}\n${AS_OF}`,
    );
  });

  it("待办: of a long list the beginning, with the number of all and the way to the rest", () => {
    const many = Array.from({ length: 20 }, () => lines).flat();
    const text = todoReply({ lines: many, total: 500 }, context);
    expect(text)
      .match(/^等您审批的有 500 件/)
      .and.include(`…… 共 500 件，其余见列表。\n${LIST}`);
    expect(text.match(/BZ-2026-000123<\/a>/g)).to.have.length(8);
  });

  it("我提交的: where each submission stands and whom it waits for", () => {
    const mine = { lines: [{ ...approval, waiting: lines }], total: 1 };
    expect(submissionsReply(mine, context)).equal(
      `您提交的审批有 1 件：\n${HEAD}   审批中\n   ${WAITS}\n${AS_OF}`,
    );
  });

  it("超期: whom each waits for and by how much it is over", () => {
    expect(overdueReply({ lines, total: 1 }, context)).equal(
      `已超期的审批有 1 件：\n${HEAD}   ${WAITS}\n${AS_OF}`,
    );
  });

  it("say plainly when there is nothing", () => {
    expect(todoReply(none, context)).equal(`您目前没有待办的审批。\n${AS_OF}`);
    expect(submissionsReply(none, context)).equal(`您目前没有提交过的在办审批。\n${AS_OF}`);
    expect(overdueReply(none, context)).equal(`目前没有您可查看的超期审批。\n${AS_OF}`);
  });

  it("keep to 2048 bytes and say how many there are", () => {
    const many = Array.from({ length: 30 }, () => ({
      ...approval,
      customerName: "电".repeat(120),
    }));
    const text = submissionsReply({ lines: many, total: 30 }, context);
    expect(Buffer.byteLength(text)).lessThanOrEqual(2048);
    expect(text).match(/^您提交的审批有 30 件：\n/);
    expect(text).include("等 30 件");
  });
});

describe("words of a decision sent as text", () => {
  const notice =
    "发送文字不能办理审批，您发的“同意”没有生效；请在审批卡片上点按钮，或打开方案办理。";

  it("never decide: the answer is the state and the link", () => {
    const about = caseAnswerOf(buildFile(), buildOrganisation());
    const text = decisionWordsReply({ word: "同意", about, todo: none }, context);
    expect(text.startsWith(`${notice}\nBZ-2026-000123 内蒙古牧名食品有限公司\n`)).equal(true);
    expect(text).include(`· ${WAITS}`);
    expect(text).include('<a href="https://qp.example.cn/cases/BZ-2026-000123">查看方案</a>');
  });

  it("without a case list what waits for the sender, or that nothing does", () => {
    const asked = { word: "同意", about: undefined };
    expect(decisionWordsReply({ ...asked, todo: { lines, total: 1 } }, context)).equal(
      `${notice}\n等您审批的有 1 件：\n${HEAD}   ${LIMIT}\n${LIST}\n${AS_OF}`,
    );
    expect(decisionWordsReply({ ...asked, todo: none }, context)).equal(
      `${notice}\n您目前没有待办的审批。\n${AS_OF}`,
    );
  });
});
