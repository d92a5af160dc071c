import { expect } from "chai";
import fc from "fast-check";
import { approvalIdOf, type CaseId } from "../../../src/domain/ids.ts";
import { buildAct } from "../../support/build-act.ts";
import { cardOf, decided } from "../../support/build-card.ts";
import {
  buildApproval,
  buildBureau,
  buildDocument,
  buildFile,
  buildNode,
  november,
  staff,
} from "../../support/build.ts";
import { buildCase, buildHvPlan, buildInvestment, buildSource } from "../../support/build-plan.ts";

describe("card that asks", () => {
  it("holds the case, the customer, six rows, the time left, the choice and three buttons", () => {
    expect(cardOf(buildApproval())).eql({
      card_type: "button_interaction",
      source: { desc: "供电方案审批", desc_color: 1 },
      main_title: { title: "BZ-2026-000123 方案 v1", desc: "内蒙古牧名食品有限公司" },
      sub_title_text: "截至 15:10 剩 9小时50分（工作时间）",
      horizontal_content_list: [
        { keyname: "容量", value: "315kVA" },
        { keyname: "电压", value: "10kV 单电源" },
        { keyname: "电源点", value: "110 kV 嘎鲁图变电站 10 kV 园区一线" },
        { keyname: "计量", value: "高供低计" },
        { keyname: "提交人", value: "张伟" },
        { keyname: "到期", value: "11月24日 18:00" },
      ],
      card_action: { type: 1, url: "https://qp.example.cn/cases/BZ-2026-000123" },
      button_selection: {
        question_key: "opinion",
        title: "意见",
        option_list: [
          { id: "agree", text: "同意该方案" },
          { id: "source-unfit", text: "电源点不合理" },
          { id: "material-missing", text: "资料不全" },
        ],
        selected_id: "agree",
      },
      button_list: [
        { text: "同意", style: 1, key: "v1:approve:r1:v1" },
        { text: "退回", style: 3, key: "v1:return:r1:v1" },
        {
          type: 1,
          text: "查看方案",
          style: 4,
          url: "https://qp.example.cn/cases/BZ-2026-000123",
        },
      ],
    });
  });

  it("of a revocation says so in title, buttons and text, who wants it and why, and offers no opinion on plans", () => {
    const acts = [buildAct({ kind: "revoke", by: staff("maqiang"), name: "马强" })];
    const revokes = approvalIdOf(1 as CaseId, 9);
    const card = cardOf(buildApproval({ revokes, acts, submittedBy: staff("maqiang") }));
    expect(card.source?.desc).equal("撤销供电方案审批");
    expect(card.main_title.title).equal("BZ-2026-000123 撤销方案 v1");
    expect(card.sub_title_text).equal(
      "马强 申请撤销已通过的审批：客户变更用电容量\n截至 15:10 剩 9小时50分（工作时间）",
    );
    expect(card.horizontal_content_list).deep.include({ keyname: "申请人", value: "马强" });
    expect(card.button_selection).equal(undefined);
    expect(card.button_list.map(({ text }) => text)).eql(["同意撤销", "不同意", "查看方案"]);
  });

  it("of an investment shows its own title and figures", () => {
    const approval = buildApproval({ kind: "grid_investment" });
    const file = buildFile({ documents: [buildDocument(1, buildInvestment())] });
    const card = cardOf(approval, { file });
    expect(card.source?.desc).equal("配套电网投资审批");
    expect(card.main_title.title).equal("BZ-2026-000123 投资 v1");
    expect(card.horizontal_content_list?.[1]).eql({ keyname: "金额", value: "21.36万元" });
  });

  it("turns red and counts what is over once the due time has passed", () => {
    const card = cardOf(buildApproval(), { now: november(25, "09:30") });
    expect(card.source?.desc_color).equal(2);
    expect(card.sub_title_text).equal("截至 09:30 已超期 1小时（工作时间）");
  });

  it("marks a due time that is not final", () => {
    const card = cardOf(buildApproval({ nodes: [buildNode({ dueProvisional: true })] }));
    expect(card.horizontal_content_list?.[5]?.value).equal("11月24日 18:00（暂定）");
  });

  it("says first what was wrong with the last press", () => {
    const card = cardOf(buildApproval(), { hint: "退回须说明理由" });
    expect(card.sub_title_text).equal("退回须说明理由\n截至 15:10 剩 9小时50分（工作时间）");
    expect(card.replace_text).equal(undefined);
  });

  it("has no choice of opinion where the bureau has settled none", () => {
    const card = cardOf(buildApproval(), { bureau: buildBureau({ opinions: [] }) });
    expect(card).not.property("button_selection");
  });

  it("preselects the first opinion that goes with 同意, wherever it stands", () => {
    const opinions = buildBureau().opinions.toReversed();
    const card = cardOf(buildApproval(), { bureau: buildBureau({ opinions }) });
    expect(card.button_selection?.selected_id).equal("agree");
  });

  it("offers ten opinions at most", () => {
    const opinions = Array.from({ length: 14 }, (_, index) => ({
      code: `o${index}`,
      text: "同意",
      verbs: ["approve" as const],
    }));
    const card = cardOf(buildApproval(), { bureau: buildBureau({ opinions }) });
    expect(card.button_selection?.option_list).length(10);
  });
});

describe("card with any words from outside", () => {
  const words = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
  const chinese = fc
    .array(fc.constantFrom("电", "👨‍👩‍👧‍👦", "《", "\n", "<", "𠮷"), { minLength: 1, maxLength: 200 })
    .map((parts) => parts.join(""));

  it("keeps the platform's rules in every state", () => {
    const approvals = fc.constantFrom(buildApproval(), decided, { ...decided, round: 2 });
    fc.assert(
      fc.property(fc.oneof(words, chinese), approvals, (text, approval) => {
        const opinion = { code: "x", text };
        const named = {
          ...approval,
          decisions: approval.decisions.map((one) => ({ ...one, name: text, opinion })),
        };
        const plan = buildHvPlan({ sources: [buildSource({ line: text, substation: text })] });
        cardOf(named, {
          file: buildFile({
            connectionCase: buildCase({ customerName: text }),
            documents: [buildDocument(1, plan)],
          }),
          hint: text,
        });
      }),
    );
  });
});
