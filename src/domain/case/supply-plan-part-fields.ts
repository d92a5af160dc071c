import type { FieldTable } from "./field-table.ts";
import type { Fee, MeterPoint, SourcePoint, TransformerGroup } from "./supply-plan.ts";

const TRANSFORMER_RATIO = {
  source: /^\d{1,6}(\.\d{1,3})?\/\d{1,3}(\.\d)?$/,
  words: "应写成变比，如 150/5",
};

export const SOURCE_FIELDS: FieldTable<SourcePoint> = {
  role: {
    kind: "choice",
    label: "电源性质",
    need: "both",
    options: { main: "主供", standby: "备用", security: "保安" },
  },
  substation: { kind: "text", label: "变电站", need: "hv", maxChars: 60 },
  bus: { kind: "text", label: "母线", need: "hv-optional", maxChars: 60 },
  breaker: { kind: "text", label: "开关", need: "hv-optional", maxChars: 60 },
  lvArea: { kind: "text", label: "台区", need: "lv", maxChars: 60 },
  line: { kind: "text", label: "供电线路", need: "both", maxChars: 80 },
  tapPoint: { kind: "text", label: "接电点", need: "both", maxChars: 120 },
  conductor: { kind: "text", label: "线路型号", need: "both", maxChars: 80 },
  laying: {
    kind: "choice",
    label: "敷设方式",
    need: "both",
    options: { overhead: "架空", cable: "电缆", mixed: "架空电缆混合" },
  },
  circuits: {
    kind: "number",
    label: "回路数",
    need: "both",
    unit: "回",
    min: 1,
    max: 12,
    decimals: 0,
  },
  lengthM: {
    kind: "number",
    label: "长度",
    need: "both",
    unit: "m",
    min: 0,
    max: 500_000,
    decimals: 1,
  },
  capacityKva: {
    kind: "number",
    label: "线路供电容量",
    need: "both",
    unit: "kVA",
    min: 0.1,
    max: 1_000_000,
    decimals: 3,
  },
  accessMode: {
    kind: "choice",
    label: "接入方式",
    need: "hv",
    options: { dedicated: "专线", tee: "T接", ring: "环网", "loop-in": "π接" },
  },
  protection: { kind: "text", label: "保护方式", need: "hv-optional", maxChars: 120 },
};

export const TRANSFORMER_FIELDS: FieldTable<TransformerGroup> = {
  kind: { kind: "text", label: "变压器类型", need: "both", maxChars: 60 },
  count: { kind: "number", label: "台数", need: "both", unit: "台", min: 1, max: 200, decimals: 0 },
  kvaEach: {
    kind: "number",
    label: "单台容量",
    need: "both",
    unit: "kVA",
    min: 1,
    max: 1_000_000,
    decimals: 1,
  },
};

export const METER_FIELDS: FieldTable<MeterPoint> = {
  pointNo: { kind: "text", label: "计量点号", need: "both", maxChars: 20 },
  place: { kind: "text", label: "位置", need: "both", maxChars: 120 },
  mode: {
    kind: "choice",
    label: "计量方式",
    need: "both",
    options: { hvhv: "高供高计", hvlv: "高供低计", lvlv: "低供低计" },
  },
  wiring: {
    kind: "choice",
    label: "接线方式",
    need: "both",
    options: { "3p4w": "三相四线", "3p3w": "三相三线", "1p": "单相" },
  },
  meterSpec: { kind: "text", label: "电能表规格", need: "both", maxChars: 80 },
  accuracy: { kind: "text", label: "电能表精度", need: "both", maxChars: 20 },
  ctRatio: {
    kind: "text",
    label: "电流互感器变比",
    need: "optional",
    maxChars: 20,
    pattern: TRANSFORMER_RATIO,
  },
  ctClass: { kind: "text", label: "电流互感器精度", need: "optional", maxChars: 20 },
  ptRatio: {
    kind: "text",
    label: "电压互感器变比",
    need: "hv-optional",
    maxChars: 20,
    pattern: TRANSFORMER_RATIO,
  },
  ptClass: { kind: "text", label: "电压互感器精度", need: "hv-optional", maxChars: 20 },
};

export const FEE_FIELDS: FieldTable<Fee> = {
  name: { kind: "text", label: "费用名称", need: "both", maxChars: 60 },
  unitPriceFen: { kind: "money", label: "单价", need: "both" },
  quantity: {
    kind: "number",
    label: "数量",
    need: "both",
    unit: "",
    min: 0,
    max: 1_000_000,
    decimals: 3,
  },
  amountFen: { kind: "money", label: "应收金额", need: "both" },
  basis: { kind: "text", label: "收费依据", need: "both", maxChars: 200 },
};
