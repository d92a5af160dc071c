import { expect } from "chai";
import { SYSTEM } from "../../../src/domain/ids.ts";
import { buildMark } from "../../support/build-rule.ts";
import { cardOf, decided } from "../../support/build-card.ts";
import {
  buildApproval,
  buildBureau,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  staff,
} from "../../support/build.ts";
import { modeOf } from "../../support/build-mode.ts";
import { buildHvPlan, buildSource } from "../../support/build-plan.ts";
import { buildPlanLimits } from "../../support/build-plan-limits.ts";

describe("card of a doubtful version", () => {
  it("says how many remarks stand beside the plan, before what changed", () => {
    const file = buildFile();
    const bureau = buildBureau({
      planLimits: buildPlanLimits({ hvlvMaxKva: 200, hvValidMonths: 6 }),
    });
    expect(cardOf(buildApproval(), { file, bureau }).sub_title_text).equal(
      "截至 15:10 剩 9小时50分（工作时间）\n另有 2 条提示，见方案",
    );
  });

  it("says nothing of remarks where there are none, or where nothing is asked any more", () => {
    const bureau = buildBureau({ planLimits: buildPlanLimits({ hvlvMaxKva: 200 }) });
    expect(cardOf(buildApproval()).sub_title_text).not.include("提示");
    expect(cardOf(decided, { bureau }).sub_title_text).not.include("提示");
  });
});

describe("card of a later round", () => {
  const approval = buildApproval({
    round: 2,
    documentVersion: 2,
    nodes: [buildNode({ status: "returned" }), buildNode({ round: 2, documentVersion: 2 })],
    tasks: [buildTask(1, { round: 2 })],
  });

  it("says what changed since the version that was returned", () => {
    const next = buildHvPlan({ sources: [buildSource({ line: "10 kV 园区二线" })] });
    const file = buildFile({ documents: [buildDocument(1), buildDocument(2, next)] });
    expect(cardOf(approval, { file }).sub_title_text).equal(
      "截至 15:10 剩 9小时50分（工作时间）\n" +
        "较 v1 修改：电源 1 · 供电线路 10 kV 园区一线→10 kV 园区二线",
    );
  });

  it("says first what its reader answers for, and how much of it that is", () => {
    const next = buildHvPlan({
      drawnUpBy: "马强",
      sources: [buildSource({ line: "10 kV 园区二线" })],
      tariffClass: "一般工商业用电",
    });
    const file = buildFile({ documents: [buildDocument(1), buildDocument(2, next)] });
    const reviewing = (reviewFields: readonly string[]) => {
      const nodes = [buildNode(), buildNode({ round: 2, documentVersion: 2, reviewFields })];
      return cardOf({ ...approval, nodes }, { file }).sub_title_text;
    };
    expect(reviewing(["计费"])).match(
      /较 v1 修改（前 1 项由您审核）：电价类别 大工业用电→一般工商业用电；电源 1 · 供电线路/,
    );
    expect(reviewing(["计量"])).include("较 v1 修改（不涉及您审核的内容）：电源 1");
    expect(reviewing(["计费", "sources", "drawnUpBy"])).include("较 v1 修改：电源 1");
  });

  it("names the first changes and counts the rest when there are many", () => {
    const next = buildHvPlan({
      equipmentKw: 500,
      calcLoadKw: 300,
      approvedCapacity: { value: 400, unit: "kVA" },
      transformerTotalKva: 400,
      mainWiring: "单母线",
      operatingMode: "一主一备",
      minCompKvar: 120,
      tariffClass: "一般工商业用电",
    });
    const file = buildFile({ documents: [buildDocument(1), buildDocument(2, next)] });
    const text = cardOf(approval, { file }).sub_title_text;
    expect(text).match(/较 v1 修改：用电设备总容量 420 kW→500 kW；.* 等 8 项$/s);
  });

  it("carries the version and round of its own task in its buttons", () => {
    const card = cardOf(approval);
    expect(card.main_title.title).equal("BZ-2026-000123 方案 v2");
    expect(card.button_list[0]?.key).equal("v1:approve:r2:v2");
  });
});

describe("card whose task somebody else has in the end", () => {
  it("says where to look when a rule has decided, and who decides when somebody above does", () => {
    const cancelled = (cancelReason: "by-rule" | "taken-over") =>
      buildApproval({ tasks: [buildTask(1, { status: "cancelled", cancelReason })] });
    const decisions = [buildDecision({ decidedBy: SYSTEM, byRule: buildMark() })];
    expect(cardOf({ ...cancelled("by-rule"), decisions }).sub_title_text).equal(
      "系统按规则办理，详情请点“查看方案”。",
    );
    expect(cardOf(cancelled("taken-over")).sub_title_text).equal(
      "超时未办，已提级由上级审批，您无需处理。",
    );
  });
});

describe("card of somebody who sits for two groups", () => {
  const seat = (seatNo: number, name: string) => ({
    seatNo,
    holder: staff("liuyang"),
    label: "",
    group: { groupNo: seatNo, name, need: 1 },
  });
  const nodes = [
    buildNode({ mode: modeOf("groups"), seats: [seat(1, "发策部"), seat(2, "调控中心")] }),
  ];

  it("says for whom they sign, while it asks and afterwards", () => {
    const both = buildApproval({ nodes, tasks: [buildTask(1), buildTask(2)] });
    expect(cardOf(both).sub_title_text).match(/^代表 发策部、调控中心\n截至 15:10/);
    const done = { status: "done" as const };
    const signed = { ...both, tasks: [buildTask(1, done), buildTask(2, done)] };
    const decisions = [buildDecision()];
    expect(cardOf({ ...signed, decisions }).sub_title_text).equal(
      "代表 发策部、调控中心 您的意见：同意该方案",
    );
  });
});
