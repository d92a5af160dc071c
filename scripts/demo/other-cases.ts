// What else goes on in the bureau, so that lists and questions have something to show.
import type { Demo } from "./bureau.ts";
import { example, type Document } from "./documents.ts";
import { passWorkMin } from "./pass-time.ts";
import { fileOf, post, sign, type Signing } from "./people.ts";
import { step } from "./tell.ts";

interface OtherCase {
  caseNo: string;
  opened: Document;
  submitted: { path: "plans" | "investments"; by: string; document: (today: Date) => Document }[];
  signed: readonly Omit<Signing, "caseNo">[];
  outcome: string;
}

const WUSHEN = {
  requestKind: "new",
  gridManager: "zhangwei",
  worksManager: "maqiang",
  branch: "wushen",
};
const TUKE = { ...WUSHEN, gridManager: "wangfang", branch: "tuke" };

const COOPERATIVE: OtherCase = {
  caseNo: "BZ-2026-000117",
  opened: {
    ...WUSHEN,
    customerName: "乌审旗绿源农牧专业合作社",
    address: "鄂尔多斯市乌审旗无定河镇排子湾村",
    customerClass: "hv-single",
  },
  submitted: [
    {
      path: "plans",
      by: "zhangwei",
      document: (today) => ({
        ...example("hv-plan", today),
        usageCategory: "农业生产",
        industryCode: "畜牧业",
        typicalPlanId: "GY-10-200",
        approvedCapacity: { value: 200, unit: "kVA" },
        equipmentKw: 240,
        calcLoadKw: 160,
        transformers: [{ kind: "S20-M 油浸式", count: 1, kvaEach: 200 }],
        transformerTotalKva: 200,
        minCompKvar: 60,
        tariffClass: "农业生产用电",
        billingMethod: "one-part",
        opinion: "按 10 kV 单电源典型方案 GY-10-200 供电。",
      }),
    },
  ],
  signed: [
    { userid: "liting", verb: "approve" },
    { userid: "zhaogang", verb: "approve", opinion: "agree-remarks" },
  ],
  outcome: "方案已通过，进入方案答复",
};

/** A plan inside a published typical plan: the production department is not asked. */
const FEED_MILL: OtherCase = {
  caseNo: "BZ-2026-000118",
  opened: {
    ...WUSHEN,
    customerName: "乌审旗草原饲料加工厂",
    address: "鄂尔多斯市乌审旗嘎鲁图镇工业街 5 号",
    customerClass: "hv-single",
  },
  submitted: [
    {
      path: "plans",
      by: "zhangwei",
      document: (today) => ({
        ...example("hv-plan", today),
        industryCode: "饲料加工",
        typicalPlanId: "GY-10-XB-630",
        opinion: "按 10 kV 单电源典型方案 GY-10-XB-630 供电。",
      }),
    },
  ],
  signed: [
    { userid: "liting", verb: "approve" },
    { userid: "chenming", verb: "approve" },
    { userid: "liuyang", verb: "approve" },
  ],
  outcome: "符合典型方案，生产技术部免审；等待营销部负责人",
};

const COLD_STORE: OtherCase = {
  caseNo: "BZ-2026-000119",
  opened: {
    ...WUSHEN,
    customerName: "鄂尔多斯市瑞丰冷链物流有限公司",
    address: "鄂尔多斯市乌审旗嘎鲁图镇物流园区 8 号",
    customerClass: "hv-dual",
  },
  submitted: [{ path: "plans", by: "zhangwei", document: coldStorePlan }],
  signed: [
    { userid: "liting", verb: "approve" },
    { userid: "chenming", verb: "approve" },
  ],
  outcome: "方案会审中，等待生技部和调度",
};

const SHOP: OtherCase = {
  caseNo: "BZ-2026-000121",
  opened: {
    ...WUSHEN,
    customerName: "嘎鲁图镇团结路惠民超市",
    address: "鄂尔多斯市乌审旗嘎鲁图镇团结路 26 号",
    customerClass: "lv",
  },
  submitted: [{ path: "plans", by: "zhangwei", document: (today) => example("lv-plan", today) }],
  signed: [],
  outcome: "等待分局局长确认",
};

const WORKSHOP: OtherCase = {
  caseNo: "BZ-2026-000122",
  opened: {
    ...TUKE,
    customerName: "图克镇宏达机械修理厂",
    address: "鄂尔多斯市乌审旗图克镇工业街 11 号",
    customerClass: "lv",
  },
  submitted: [
    {
      path: "plans",
      by: "wangfang",
      document: (today) => ({
        ...example("lv-plan", today),
        usageCategory: "普通工业",
        externalWorks: true,
        typicalPlanId: undefined,
        opinion: "需新立电杆 2 基后由 1 号公变供电。",
        drawnUpBy: "王芳",
      }),
    },
  ],
  signed: [{ userid: "songlei", verb: "return", opinion: "material-missing" }],
  outcome: "被退回，等待修改",
};

const PAUSE_WORK_MIN = 25;

/** Plays these cases up to where each of them stands. */
export async function playOtherCases(demo: Demo): Promise<void> {
  for (const one of [COOPERATIVE, FEED_MILL, COLD_STORE, SHOP, WORKSHOP]) {
    await play(demo, one);
    await passWorkMin(demo, PAUSE_WORK_MIN);
  }
}

async function play(demo: Demo, one: OtherCase): Promise<void> {
  const { caseNo } = one;
  const today = demo.simulator.world.clock.now();
  await post(demo, "/api/cases", { caseNo, ...one.opened });
  for (const { path, by, document } of one.submitted) {
    const name = path === "plans" ? "plan" : "investment";
    const body = { submittedBy: by, [name]: document(today) };
    await post(demo, `/api/cases/${caseNo}/${path}`, body);
  }
  for (const signing of one.signed) await sign(demo, { caseNo, ...signing });
  const customer = String(one.opened["customerName"]);
  step(demo.simulator.world.clock, "case", `${caseNo} ${customer}：${one.outcome}`);
  await tellRules(demo, caseNo);
}

/** What was decided without asking anybody, and by which rule. */
async function tellRules(demo: Demo, caseNo: string): Promise<void> {
  const { approvals } = await fileOf(demo, caseNo);
  for (const { byRule } of approvals.flatMap(({ decisions }) => decisions)) {
    if (byRule !== undefined) step(demo.simulator.world.clock, "exempt", `免审：${byRule.words}`);
  }
}

function coldStorePlan(today: Date): Document {
  const base = example("hv-plan", today);
  const [main = {}] = Array.isArray(base["sources"]) ? base["sources"] : [];
  const second = {
    ...main,
    role: "standby",
    bus: "10 kV Ⅱ段母线",
    breaker: "926 开关",
    line: "10 kV 物流线",
    tapPoint: "物流线 12 号杆",
    lengthM: 900,
    capacityKva: 2_000,
  };
  return {
    ...base,
    usageCategory: "大工业",
    industryCode: "冷链仓储",
    equipmentKw: 1_560,
    calcLoadKw: 1_020,
    approvedCapacity: { value: 1_250, unit: "kVA" },
    supplyMode: "dual",
    sources: [{ ...main, capacityKva: 1_600 }, second],
    transformers: [
      { kind: "SCB14 干式", count: 1, kvaEach: 800 },
      { kind: "SCB14 干式", count: 1, kvaEach: 450 },
    ],
    transformerTotalKva: 1_250,
    minCompKvar: 375,
    mainWiring: "单母线分段",
    operatingMode: "一主一备，10 kV 侧设备自投",
    opinion: "冷库负荷不宜中断，采用双电源供电。",
  };
}
