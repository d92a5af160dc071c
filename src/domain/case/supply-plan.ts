import type { GridInvestment } from "./grid-investment.ts";

/** 主供 / 备用 / 保安 */
export type SourceRole = "main" | "standby" | "security";
/** 专线 / T 接 / 环网 / π 接 */
export type AccessMode = "dedicated" | "tee" | "ring" | "loop-in";
/** 高供高计 / 高供低计 / 低供低计 */
export type MeterMode = "hvhv" | "hvlv" | "lvlv";
export type SupplyMode = "single" | "dual" | "multi";
/** 普通, or one of the grades of 重要电力用户. */
export type ImportanceGrade = "ordinary" | "special" | "first" | "second" | "temporary";

/** Capacity as the rules speak of it: kVA at high voltage, kW at low voltage. */
export interface Capacity {
  value: number;
  unit: "kVA" | "kW";
}

/** 电源点: one feeder that supplies the customer. */
export interface SourcePoint {
  role: SourceRole;
  substation?: string | undefined;
  bus?: string | undefined;
  breaker?: string | undefined;
  /** 台区 or public transformer; low voltage only. */
  lvArea?: string | undefined;
  line: string;
  tapPoint: string;
  conductor: string;
  laying: "overhead" | "cable" | "mixed";
  circuits: number;
  lengthM: number;
  /** What the feeder can still carry for this customer; kVA at both levels. */
  capacityKva: number;
  accessMode?: AccessMode | undefined;
  protection?: string | undefined;
}

export interface TransformerGroup {
  kind: string;
  count: number;
  kvaEach: number;
}

/** 计量点 */
export interface MeterPoint {
  /** Not `no`, which YAML 1.1 reads as false. */
  pointNo: string;
  place: string;
  mode: MeterMode;
  wiring: "3p4w" | "3p3w" | "1p";
  meterSpec: string;
  accuracy: string;
  ctRatio?: string | undefined;
  ctClass?: string | undefined;
  ptRatio?: string | undefined;
  ptClass?: string | undefined;
}

/** 业务费: `amountFen` = `unitPriceFen` × `quantity`, to the fen. */
export interface Fee {
  name: string;
  unitPriceFen: number;
  quantity: number;
  amountFen: number;
  basis: string;
}

/** What a plan says at either voltage level. */
export interface SupplyPlanBase {
  usageCategory: string;
  industryCode?: string | undefined;
  equipmentKw: number;
  calcLoadKw: number;
  approvedCapacity: Capacity;
  supplyMode: SupplyMode;
  voltageKv: number;
  specialLoad: boolean;
  externalWorks: boolean;
  typicalPlanId?: string | undefined;
  /** Where the plan leaves its typical plan; present means that it is not typical any more. */
  deviation?: string | undefined;
  sources: readonly SourcePoint[];
  propertyBoundary: string;
  investBoundary: string;
  meterPoints: readonly MeterPoint[];
  tariffClass: string;
  billingMethod: "one-part" | "two-part-demand" | "two-part-capacity";
  fees: readonly Fee[];
  validFrom: string;
  validTo: string;
  opinion: string;
  drawnUpBy: string;
}

/** 高压供电方案 */
export interface HvSupplyPlan extends SupplyPlanBase {
  level: "hv";
  importanceGrade: ImportanceGrade;
  existingKva?: number | undefined;
  load1Kw?: number | undefined;
  load2Kw?: number | undefined;
  receivingPoints: number;
  transformers: readonly TransformerGroup[];
  transformerTotalKva: number;
  mainWiring: string;
  operatingMode: string;
  selfBackupKw?: number | undefined;
  relayProtection?: string | undefined;
  comms?: string | undefined;
  pfStandard: number;
  minCompKvar: number;
}

/** 低压供电方案 */
export interface LvSupplyPlan extends SupplyPlanBase {
  level: "lv";
}

/** 供电方案: how, from where and on what terms a customer is to be supplied. */
export type SupplyPlan = HvSupplyPlan | LvSupplyPlan;

/** What can be submitted for approval. */
export type DocumentContent = SupplyPlan | GridInvestment;

export function isSupplyPlan(content: DocumentContent): content is SupplyPlan {
  return "level" in content;
}

/** 特级, 一级, 二级 and 临时 count as important; low voltage never does. */
export function isImportant(plan: SupplyPlan): boolean {
  return plan.level === "hv" && plan.importanceGrade !== "ordinary";
}

/** Follows a typical plan without leaving it anywhere. */
export function isTypical(plan: SupplyPlan): boolean {
  return plan.typicalPlanId !== undefined && plan.deviation === undefined;
}
