import type { FieldTable } from "./field-table.ts";
import type { Estimate, GridInvestment } from "./grid-investment.ts";
import { VOLTAGES_KV } from "./supply-plan-fields.ts";

const ESTIMATE_FIELDS: FieldTable<Estimate> = {
  totalFen: { kind: "money", label: "合计", need: "both" },
  lineFen: { kind: "money", label: "线路", need: "both" },
  transformerFen: { kind: "money", label: "变压器", need: "both" },
  meteringFen: { kind: "money", label: "计量", need: "both" },
  civilFen: { kind: "money", label: "土建", need: "both" },
  permitFen: { kind: "money", label: "许可和青赔", need: "both" },
  otherFen: { kind: "money", label: "其他", need: "both" },
};

/** Every field of an investment request in reading order; used like the one of supply plans. */
export const GRID_INVESTMENT_FIELDS: FieldTable<GridInvestment> = {
  projectName: { kind: "text", label: "项目名称", need: "both", group: "项目", maxChars: 100 },
  scope: {
    kind: "text",
    label: "建设内容",
    need: "both",
    group: "项目",
    maxChars: 1_000,
    multiline: true,
  },
  voltageKv: {
    kind: "number",
    label: "电压等级",
    need: "both",
    group: "项目",
    unit: "kV",
    min: 0.22,
    max: 220,
    decimals: 2,
    steps: VOLTAGES_KV,
  },
  estimate: {
    kind: "part",
    label: "投资估算",
    need: "both",
    group: "投资",
    fields: ESTIMATE_FIELDS,
  },
  fundingSource: {
    kind: "choice",
    label: "资金来源",
    need: "both",
    group: "投资",
    options: {
      "annual-package": "年度业扩配套项目包",
      "special-item": "专项计划",
      "group-company": "上级公司计划",
      other: "其他",
    },
  },
  fundingNote: { kind: "text", label: "资金说明", need: "optional", group: "投资", maxChars: 200 },
  expectedKva: {
    kind: "number",
    label: "预计接入容量",
    need: "both",
    group: "预期",
    unit: "kVA",
    min: 0.1,
    max: 1_000_000,
    decimals: 3,
  },
  expectedKwhPerYear: {
    kind: "number",
    label: "预计年用电量",
    need: "both",
    group: "预期",
    unit: "kWh",
    min: 0,
    max: 10_000_000_000,
    decimals: 0,
  },
  expectedStartOn: { kind: "day", label: "预计用电日期", need: "both", group: "预期" },
  plannedFinishOn: { kind: "day", label: "计划完工日期", need: "both", group: "预期" },
  alternatives: {
    kind: "text",
    label: "比选方案",
    need: "both",
    group: "理由",
    maxChars: 1_000,
    multiline: true,
  },
  reason: {
    kind: "text",
    label: "投资理由",
    need: "both",
    group: "理由",
    maxChars: 1_000,
    multiline: true,
  },
  drawnUpBy: { kind: "text", label: "编制人", need: "both", group: "理由", maxChars: 40 },
};
