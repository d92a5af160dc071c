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
  name: "hv-plan" | "hv-plan-v2",
): Promise<Record<string, unknown>> {
  const plan: Document = example(name, demo.simulator.world.clock.now());
  return post(demo, `/api/cases/${caseNo}/plans`, { submittedBy: "zhangwei", plan });
}
