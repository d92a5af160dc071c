import { expect } from "chai";
import {
  documentLine,
  figureRows,
  kindText,
  moneyText,
  versionText,
  voltageText,
} from "../../../src/messages/document-words.ts";
import { buildDocument } from "../../support/build.ts";
import {
  buildHvPlan,
  buildInvestment,
  buildLvPlan,
  buildMeterPoint,
  buildSource,
} from "../../support/build-plan.ts";

function row(name: string, document: Parameters<typeof figureRows>[0]): string | undefined {
  return figureRows(document).find(({ keyname }) => keyname === name)?.value;
}

describe("documents in words", () => {
  it("put a plan into one line", () => {
    expect(documentLine(buildDocument(1))).equal("10kV 315kVA 单电源");
  });

  it("measure low voltage in volts and kW", () => {
    expect(documentLine(buildDocument(1, buildLvPlan()))).equal("380V 80kW 单电源");
  });

  it("put an investment into one line", () => {
    expect(documentLine(buildDocument(1, buildInvestment()))).equal(
      "牧名食品 10 kV 业扩配套工程 21.36万元",
    );
  });

  it("show the four figures of a plan", () => {
    expect(figureRows(buildDocument(1))).eql([
      { keyname: "容量", value: "315kVA" },
      { keyname: "电压", value: "10kV 单电源" },
      { keyname: "电源点", value: "110 kV 嘎鲁图变电站 10 kV 园区一线" },
      { keyname: "计量", value: "高供低计" },
    ]);
  });

  it("show the four figures of an investment", () => {
    expect(figureRows(buildDocument(1, buildInvestment()))).eql([
      { keyname: "项目", value: "牧名食品 10 kV 业扩配套工程" },
      { keyname: "金额", value: "21.36万元" },
      { keyname: "资金", value: "年度业扩配套项目包" },
      { keyname: "容量", value: "10kV 315kVA" },
    ]);
  });

  it("name the main source first and count the others", () => {
    const sources = [
      buildSource({ role: "standby", line: "备用线" }),
      buildSource({ substation: undefined, line: "主供线" }),
    ];
    const plan = buildDocument(1, buildHvPlan({ sources }));
    expect(row("电源点", plan)).equal("主供线（共2路）");
  });

  it("name each way of metering once and count the points", () => {
    const meterPoints = [
      buildMeterPoint({ mode: "hvhv" }),
      buildMeterPoint(),
      buildMeterPoint({ pointNo: "3" }),
    ];
    const plan = buildDocument(1, buildHvPlan({ meterPoints }));
    expect(row("计量", plan)).equal("高供高计、高供低计 3个计量点");
  });

  it("say so where a plan names no source and no meter", () => {
    const plan = buildDocument(1, buildHvPlan({ sources: [], meterPoints: [] }));
    expect([row("电源点", plan), row("计量", plan)]).eql(["未填写", "未填写"]);
  });

  it("write money exactly, in 万元 from ten thousand yuan on", () => {
    expect(moneyText(999_999)).equal("9999.99元");
    expect(moneyText(1_000_000)).equal("1万元");
    expect(moneyText(128_500_001)).equal("128.500001万元");
  });

  it("write voltages below 1 kV in volts", () => {
    expect([0.22, 0.38, 0.4, 10].map(voltageText)).eql(["220V", "380V", "400V", "10kV"]);
  });

  it("name kinds and versions", () => {
    expect(kindText("grid_investment")).equal("配套电网投资");
    expect(versionText("supply_plan", 2)).equal("方案 v2");
    expect(versionText("grid_investment", 1)).equal("投资 v1");
  });
});
