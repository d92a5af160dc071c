import type { HvSupplyPlan } from "../../src/domain/case/supply-plan.ts";
import { buildHvPlan, buildMeterPoint, buildSource } from "../support/build-plan.ts";

/** A plan with every field that there is. */
export function everyFieldPlan(changes: Partial<HvSupplyPlan> = {}): HvSupplyPlan {
  return buildHvPlan({
    industryCode: "C1440 乳制品制造",
    importanceGrade: "second",
    specialLoad: true,
    existingKva: 400,
    load1Kw: 120,
    load2Kw: 860,
    equipmentKw: 4_200,
    calcLoadKw: 2_650,
    approvedCapacity: { value: 3_150, unit: "kVA" },
    supplyMode: "dual",
    typicalPlanId: "TP-10-DUAL-03",
    deviation: "第二电源取自图克变，路径较典型方案增加 1.2 km",
    sources: [
      buildSource({ protection: "限时速断、过流、零序", capacityKva: 4_500 }),
      buildSource({
        role: "standby",
        substation: "35 kV 图克变电站",
        bus: "10 kV Ⅱ段母线",
        breaker: "925 开关",
        line: "10 kV 图克工业二线",
        tapPoint: "开闭所 2 号环网柜 G04 间隔",
        conductor: "YJV22-8.7/15-3×300",
        laying: "cable",
        lengthM: 3_460.5,
        capacityKva: 3_200,
        accessMode: "ring",
        protection: "光纤纵差",
      }),
    ],
    receivingPoints: 2,
    transformers: [
      { kind: "SCB18", count: 2, kvaEach: 1_250 },
      { kind: "SCB18", count: 1, kvaEach: 650 },
    ],
    transformerTotalKva: 3_150,
    mainWiring: "单母线分段",
    operatingMode: "一路主供一路备用，备自投",
    selfBackupKw: 400,
    relayProtection: "进线配置微机保护，母联配置备自投装置",
    comms: "光纤专网，接入调度自动化",
    meterPoints: [
      buildMeterPoint({
        mode: "hvhv",
        wiring: "3p3w",
        meterSpec: "3×100 V",
        ptRatio: "10/0.1",
        ptClass: "0.2",
      }),
      buildMeterPoint({
        pointNo: "2",
        mode: "hvhv",
        place: "2 号进线计量柜",
        ptRatio: "10/0.1",
        ptClass: "0.2",
      }),
    ],
    fees: [
      {
        name: "高可靠性供电费",
        unitPriceFen: 22_000,
        quantity: 3_150,
        amountFen: 69_300_000,
        basis: "内发改价费字〔2018〕项",
      },
    ],
    opinion: "同意由园区一线主供、图克工业二线备用。\n设备须在送电前通过中间检查。",
    ...changes,
  });
}
