import { expect } from "chai";
import { loadConfig } from "../../../../src/config/load.ts";
import { checkGridInvestment } from "../../../../src/domain/case/check-grid-investment.ts";
import { checkSupplyPlan } from "../../../../src/domain/case/check-supply-plan.ts";
import {
  openApiSchemas,
  parseInvestmentBody,
  parseOpenCase,
  parseSupplyPlanBody,
} from "../../../../src/http/api/shapes.ts";
import {
  buildCase,
  buildHvPlan,
  buildInvestment,
  buildLvPlan,
  buildMeterPoint,
  buildSource,
} from "../../../support/build-plan.ts";
import { readYaml } from "../../../support/read-yaml.ts";
import { COMPLETE_ENV, shippedFiles } from "../../config/shipped-files.ts";

const CASE = {
  caseNo: "BZ-2026-000123",
  customerName: "内蒙古牧名食品有限公司",
  address: "鄂尔多斯市乌审旗",
  customerClass: "hv-single",
  requestKind: "new",
  gridManager: "zhangwei",
  worksManager: "maqiang",
};

type Parsed = ReturnType<
  typeof parseOpenCase | typeof parseSupplyPlanBody | typeof parseInvestmentBody
>;

function foundIn(parsed: Parsed): string[] {
  return parsed.ok ? [] : parsed.problems.map((one) => `${one.field} ${one.code}`);
}

function wordsIn(parsed: Parsed): string[] {
  return parsed.ok ? [] : parsed.problems.map((one) => one.message);
}

const openCase = (changes: object) => parseOpenCase({ ...CASE, ...changes });
const submitPlan = (plan: unknown) => parseSupplyPlanBody({ submittedBy: "zhangwei", plan });
const submitHv = (changes: object) => submitPlan({ ...buildHvPlan(), ...changes });

describe("body that opens a case", () => {
  it("is trimmed, with userids in their one spelling and instants as dates", () => {
    const parsed = openCase({
      customerName: "  牧名食品 ",
      gridManager: " ZhangWei ",
      acceptedAt: "2026-11-23T09:00:00+08:00",
    });
    expect(parsed).to.have.property("ok", true);
    expect(parsed).to.deep.nested.include({
      "value.customerName": "牧名食品",
      "value.gridManager": "zhangwei",
      "value.acceptedAt": new Date("2026-11-23T01:00:00Z"),
    });
  });

  it("names every missing field at once, in Chinese", () => {
    const parsed = parseOpenCase({ address: "x" });
    expect(foundIn(parsed)).to.deep.equal([
      "customerName required",
      "customerClass required",
      "requestKind required",
      "gridManager required",
      "worksManager required",
    ]);
    expect(wordsIn(parsed)[0]).to.equal("户名：必须填写");
  });

  it("refuses what is not text, and text that is empty or too long", () => {
    for (const value of [true, null, 1, ["a"], { a: 1 }]) {
      expect(foundIn(openCase({ customerName: value }))).to.deep.equal(["customerName wrong-type"]);
    }
    expect(wordsIn(openCase({ customerName: 1 }))).to.deep.equal(["户名：应为文字"]);
    expect(wordsIn(openCase({ customerName: "  " }))).to.deep.equal(["户名：不能为空"]);
    expect(wordsIn(openCase({ customerName: "甲".repeat(101) }))).to.deep.equal([
      "户名：最多 100 个字",
    ]);
  });

  it("refuses characters that deceive or break lines", () => {
    for (const char of ["\u0000", "\n", "\u001b", "\u202e", "\u2028", "\ud800", "\u007f"]) {
      expect(foundIn(openCase({ customerName: `甲${char}乙` }))).to.deep.equal([
        "customerName control-character",
      ]);
    }
    expect(openCase({ customerName: "𠮷野家" })).to.have.property("ok", true);
  });

  it("refuses unknown fields, also those that aim at prototypes", () => {
    const hostile: unknown = JSON.parse(
      `{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {}}, "role": "admin"}`,
    );
    const body = Object.assign(Object.create(null) as object, CASE);
    for (const key of Object.getOwnPropertyNames(hostile)) {
      Object.defineProperty(body, key, { value: {}, enumerable: true });
    }
    expect(foundIn(parseOpenCase(body))).to.have.members([
      "__proto__ unknown-field",
      "constructor unknown-field",
      "role unknown-field",
    ]);
    expect({}).not.to.have.property("isAdmin");
    const long = `<b>${"k".repeat(500)}`;
    expect(wordsIn(openCase({ [long]: 1 }))).to.deep.equal([`不认识的字段 ?b?${"k".repeat(37)}`]);
  });

  it("refuses ids, numbers and choices of the wrong form", () => {
    expect(foundIn(openCase({ caseNo: "bz-1" }))).to.deep.equal(["caseNo invalid"]);
    expect(wordsIn(openCase({ caseNo: "BZ--2026" }))).to.deep.equal([
      "工单编号：应为 4 至 32 位大写字母、数字和连字符",
    ]);
    expect(foundIn(openCase({ gridManager: "a b" }))).to.deep.equal(["gridManager invalid"]);
    expect(foundIn(openCase({ contactPhone: "call me" }))).to.deep.equal(["contactPhone invalid"]);
    expect(foundIn(openCase({ acceptedAt: "2026-11-23" }))).to.deep.equal(["acceptedAt invalid"]);
    expect(wordsIn(openCase({ customerClass: "hv" }))).to.deep.equal([
      "客户类别：应为 residential、lv、hv-single、hv-dual 之一",
    ]);
  });

  it("refuses a body that is no object", () => {
    for (const body of [null, [], "x", 1, undefined]) {
      expect(parseOpenCase(body)).to.have.property("ok", false);
    }
    expect(wordsIn(parseOpenCase([]))).to.deep.equal(["应为对象"]);
  });
});

describe("body that submits a plan", () => {
  it("gives back a complete plan of either level unchanged", () => {
    for (const plan of [buildHvPlan(), buildLvPlan()]) {
      expect(submitPlan(plan)).to.deep.equal({
        ok: true,
        value: { submittedBy: "zhangwei", plan },
      });
    }
  });

  it("names the place of a problem in a list by path and by label", () => {
    const sources = [buildSource(), { ...buildSource(), line: "", circuits: "2", extra: 1 }];
    const parsed = submitHv({ sources, mainWiring: undefined });
    expect(foundIn(parsed)).to.have.members([
      "plan.sources.1.line too-small",
      "plan.sources.1.circuits wrong-type",
      "plan.sources.1.extra unknown-field",
      "plan.mainWiring required",
    ]);
    expect(wordsIn(parsed)).to.include("电源 2 · 供电线路：不能为空");
    expect(wordsIn(parsed)).to.include("主接线方式：必须填写");
  });

  it("wants a level first", () => {
    const { level: _, ...plan } = buildHvPlan();
    expect(foundIn(submitPlan(plan))).to.deep.equal(["plan.level required"]);
    expect(wordsIn(submitHv({ level: "mv" }))).to.deep.equal(["方案类别：应为 hv 或 lv"]);
    expect(foundIn(submitPlan(undefined))).to.deep.equal(["plan required"]);
  });

  it("refuses fields of the other level", () => {
    expect(foundIn(submitPlan({ ...buildLvPlan(), mainWiring: "x" }))).to.deep.equal([
      "plan.mainWiring unknown-field",
    ]);
    const sources = [{ ...buildSource(), lvArea: "x" }];
    expect(foundIn(submitHv({ sources }))).to.deep.equal(["plan.sources.0.lvArea unknown-field"]);
  });

  it("refuses numbers that are not finite, out of range or too fine", () => {
    const capacity = (value: unknown) =>
      foundIn(submitHv({ approvedCapacity: { value, unit: "kVA" } }));
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "315"]) {
      expect(capacity(value)).to.deep.equal(["plan.approvedCapacity.value wrong-type"]);
    }
    expect(capacity(0)).to.deep.equal(["plan.approvedCapacity.value too-small"]);
    expect(capacity(-315)).to.deep.equal(["plan.approvedCapacity.value too-small"]);
    expect(capacity(1e21)).to.include("plan.approvedCapacity.value too-big");
    expect(capacity(315.0001)).to.deep.equal(["plan.approvedCapacity.value too-many-decimals"]);
    expect(wordsIn(submitHv({ receivingPoints: 1.5 }))).to.deep.equal(["受电点数量：应为整数"]);
    expect(wordsIn(submitHv({ voltageKv: 12 }))[0]).to.match(/^供电电压：应为 0.22、.* 之一$/);
  });

  it("keeps no negative zero", () => {
    const parsed = submitHv({ minCompKvar: -0 });
    expect(
      parsed.ok &&
        "minCompKvar" in parsed.value.plan &&
        Object.is(parsed.value.plan.minCompKvar, 0),
    ).to.equal(true);
  });

  it("refuses days that do not exist and ratios of the wrong form", () => {
    expect(foundIn(submitHv({ validTo: "2027-02-29" }))).to.deep.equal(["plan.validTo bad-day"]);
    const meterPoints = [buildMeterPoint({ ctRatio: "150比5" })];
    expect(wordsIn(submitHv({ meterPoints }))).to.deep.equal([
      "计量点 1 · 电流互感器变比：应写成变比，如 150/5",
    ]);
  });

  it("bounds lists and allows line breaks only where a text has several lines", () => {
    expect(wordsIn(submitHv({ sources: [] }))).to.deep.equal(["电源：至少 1 项"]);
    const sources = Array.from({ length: 9 }, () => buildSource());
    expect(wordsIn(submitHv({ sources }))).to.deep.equal(["电源：最多 8 项"]);
    expect(submitHv({ opinion: "一\n二" })).to.have.property("ok", true);
    expect(foundIn(submitHv({ mainWiring: "一\n二" }))).to.deep.equal([
      "plan.mainWiring control-character",
    ]);
  });
});

describe("body that submits an investment", () => {
  const submit = (changes: object) =>
    parseInvestmentBody({
      submittedBy: "maqiang",
      investment: { ...buildInvestment(), ...changes },
    });

  it("gives back a complete request unchanged", () => {
    expect(submit({})).to.deep.equal({
      ok: true,
      value: { submittedBy: "maqiang", investment: buildInvestment() },
    });
  });

  it("refuses money that is not whole fen", () => {
    const { estimate } = buildInvestment();
    expect(wordsIn(submit({ estimate: { ...estimate, lineFen: 0.5 } }))).to.deep.equal([
      "投资估算 · 线路：应为整数",
    ]);
    expect(foundIn(submit({ estimate: { ...estimate, lineFen: -1 } }))).to.deep.equal([
      "investment.estimate.lineFen too-small",
    ]);
  });
});

describe("description of the bodies", () => {
  it("lists fields with labels and units, closed to others", () => {
    const text = JSON.stringify(openApiSchemas());
    expect(text).to.include(`"description":"变压器总容量，kVA"`);
    expect(text).to.include(`"format":"date"`);
    expect(openApiSchemas().OpenCase).to.include({ additionalProperties: false });
    expect(Object.keys(openApiSchemas())).to.deep.equal([
      "OpenCase",
      "SubmitPlan",
      "SubmitInvestment",
    ]);
  });
});

describe("shipped examples", () => {
  const { bureau: shipped } = loadConfig(COMPLETE_ENV, shippedFiles());
  const submitted = { submittedOn: "2026-11-23", limits: shipped.planLimits };

  it("open a case", () => {
    expect(wordsIn(parseOpenCase(readYaml("examples/case.yaml")))).to.deep.equal([]);
  });

  for (const [file, customerClass] of [
    ["hv-plan", "hv-single"],
    ["hv-plan-v2", "hv-single"],
    ["lv-plan", "lv"],
  ] as const) {
    it(`are plans with nothing to object to: ${file}`, () => {
      const parsed = submitPlan(readYaml(`examples/${file}.yaml`));
      expect(wordsIn(parsed)).to.deep.equal([]);
      const connectionCase = buildCase({ customerClass });
      const problems = parsed.ok
        ? checkSupplyPlan(parsed.value.plan, { connectionCase, ...submitted })
        : undefined;
      expect(problems).to.deep.equal([]);
    });
  }

  it("are an investment with nothing to object to", () => {
    const investment = readYaml("examples/investment.yaml");
    const parsed = parseInvestmentBody({ submittedBy: "maqiang", investment });
    expect(wordsIn(parsed)).to.deep.equal([]);
    expect(parsed.ok && checkGridInvestment(parsed.value.investment, submitted)).to.deep.equal([]);
  });
});
