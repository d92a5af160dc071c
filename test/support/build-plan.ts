import type { ConnectionCase } from "../../src/domain/case/connection-case.ts";
import type { GridInvestment } from "../../src/domain/case/grid-investment.ts";
import type {
  HvSupplyPlan,
  LvSupplyPlan,
  MeterPoint,
  SourcePoint,
} from "../../src/domain/case/supply-plan.ts";
import type { CaseId, CaseNo, StaffId } from "../../src/domain/ids.ts";

/** A case of the class that the base plans fit, accepted on the morning of 2026-11-23 in China. */
export function buildCase(changes: Partial<ConnectionCase> = {}): ConnectionCase {
  return {
    id: 1 as CaseId,
    caseNo: "BZ-2026-000123" as CaseNo,
    customerName: "内蒙古牧名食品有限公司",
    address: "鄂尔多斯市乌审旗嘎鲁图镇",
    customerClass: "hv-single",
    requestKind: "new",
    gridManager: "zhangwei" as StaffId,
    worksManager: "maqiang" as StaffId,
    branch: undefined,
    openedBy: "marketing",
    acceptedAt: new Date("2026-11-23T01:00:00Z"),
    ...changes,
  };
}

export function buildSource(changes: Partial<SourcePoint> = {}): SourcePoint {
  return {
    role: "main",
    substation: "110 kV 嘎鲁图变电站",
    bus: "10 kV Ⅰ段母线",
    breaker: "912 开关",
    line: "10 kV 园区一线",
    tapPoint: "36 号杆",
    conductor: "JKLGYJ-10/120",
    laying: "overhead",
    circuits: 1,
    lengthM: 1_200,
    capacityKva: 800,
    accessMode: "tee",
    ...changes,
  };
}

export function buildMeterPoint(changes: Partial<MeterPoint> = {}): MeterPoint {
  return {
    pointNo: "1",
    place: "变压器低压侧总柜",
    mode: "hvlv",
    wiring: "3p4w",
    meterSpec: "3×220/380 V",
    accuracy: "0.5S",
    ctRatio: "500/5",
    ctClass: "0.2S",
    ...changes,
  };
}

/** A complete high-voltage plan with nothing to object to on 2026-11-23. */
export function buildHvPlan(changes: Partial<HvSupplyPlan> = {}): HvSupplyPlan {
  return {
    level: "hv",
    usageCategory: "普通工业",
    importanceGrade: "ordinary",
    specialLoad: false,
    equipmentKw: 420,
    calcLoadKw: 265,
    approvedCapacity: { value: 315, unit: "kVA" },
    supplyMode: "single",
    voltageKv: 10,
    sources: [buildSource()],
    externalWorks: true,
    receivingPoints: 1,
    transformers: [{ kind: "S20-M", count: 1, kvaEach: 315 }],
    transformerTotalKva: 315,
    mainWiring: "线路变压器组",
    operatingMode: "单台运行",
    pfStandard: 0.9,
    minCompKvar: 95,
    meterPoints: [buildMeterPoint()],
    propertyBoundary: "36 号杆熔断器下桩头",
    investBoundary: "计量装置出口",
    tariffClass: "大工业用电",
    billingMethod: "two-part-capacity",
    fees: [],
    validFrom: "2026-11-23",
    validTo: "2027-11-23",
    opinion: "同意由园区一线供电。",
    drawnUpBy: "张伟",
    ...changes,
  };
}

/** A complete low-voltage plan with nothing to object to on 2026-11-23. */
export function buildLvPlan(changes: Partial<LvSupplyPlan> = {}): LvSupplyPlan {
  return {
    level: "lv",
    usageCategory: "商业",
    specialLoad: false,
    equipmentKw: 110,
    calcLoadKw: 72,
    approvedCapacity: { value: 80, unit: "kW" },
    supplyMode: "single",
    voltageKv: 0.38,
    sources: [
      {
        role: "main",
        lvArea: "团结路 2 号公变台区",
        line: "0.4 kV 一线",
        tapPoint: "7 号杆",
        conductor: "YJV22-4×70",
        laying: "cable",
        circuits: 1,
        lengthM: 65,
        capacityKva: 120,
      },
    ],
    externalWorks: false,
    meterPoints: [buildMeterPoint({ mode: "lvlv", ctRatio: "150/5", place: "外墙表箱" })],
    propertyBoundary: "表箱出线开关负荷侧",
    investBoundary: "表箱及以上由供电企业投资",
    tariffClass: "一般工商业用电",
    billingMethod: "one-part",
    fees: [],
    validFrom: "2026-11-23",
    validTo: "2027-02-23",
    opinion: "按低压典型方案供电。",
    drawnUpBy: "张伟",
    ...changes,
  };
}

/** A complete investment request with nothing to object to on 2026-11-23. */
export function buildInvestment(changes: Partial<GridInvestment> = {}): GridInvestment {
  return {
    projectName: "牧名食品 10 kV 业扩配套工程",
    scope: "新建 10 kV 架空线路 0.85 km",
    voltageKv: 10,
    estimate: {
      totalFen: 21_360_000,
      lineFen: 14_200_000,
      transformerFen: 0,
      meteringFen: 1_860_000,
      civilFen: 3_100_000,
      permitFen: 1_500_000,
      otherFen: 700_000,
    },
    fundingSource: "annual-package",
    expectedKva: 315,
    expectedKwhPerYear: 760_000,
    expectedStartOn: "2027-03-01",
    plannedFinishOn: "2027-02-20",
    alternatives: "由园区一线 T 接，线路较长，未采用。",
    reason: "负荷落实。",
    drawnUpBy: "马强",
    ...changes,
  };
}
