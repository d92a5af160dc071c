import type { Demo } from "./bureau.ts";
import { example, type Document } from "./documents.ts";
import { post } from "./people.ts";

/** The case of the story: 内蒙古牧名食品, 10 kV, 315 kVA, no typical plan. */
export interface FoodWorks {
  caseNo: string;
  customerName: string;
}

/** The marketing system opens the case. */
export async function openFoodWorks(demo: Demo): Promise<FoodWorks> {
  const opened = example("case", demo.simulator.world.clock.now());
  await post(demo, "/api/cases", opened);
  return { caseNo: String(opened["caseNo"]), customerName: String(opened["customerName"]) };
}

/** Zhang Wei submits a version of the plan; returns its number and what was doubtful about it. */
export async function submitFoodWorks(
  demo: Demo,
  { caseNo }: FoodWorks,
  version: keyof typeof VERSIONS,
): Promise<Record<string, unknown>> {
  const plan = VERSIONS[version](demo.simulator.world.clock.now());
  return post(demo, `/api/cases/${caseNo}/plans`, { submittedBy: "zhangwei", plan });
}

const VERSIONS = {
  v1: (today: Date) => example("hv-plan", today),
  v2: secondPlan,
} as const;

/** Another bus with more room; boundaries stay, so that whoever answers for those need not sign again. */
function secondPlan(today: Date): Document {
  const base = example("hv-plan", today);
  const [source] = Array.isArray(base["sources"]) ? base["sources"] : [];
  return {
    ...base,
    sources: [{ ...source, bus: "10 kV Ⅱ段母线", breaker: "922 开关", capacityKva: 2_000 }],
    opinion: "按会签意见改接Ⅱ段母线，可开放容量充足；线路、T 接点和产权分界不变。",
  };
}
