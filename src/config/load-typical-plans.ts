import { checkTypicalPlan } from "../domain/automatic/check-typical-plan.ts";
import type { TypicalPlan } from "../domain/automatic/typical-plan.ts";
import { noteProblems, readYamlFolder, type Reading } from "./files.ts";
import { typicalPlanShape } from "./shapes/typical-plan.ts";

const FOLDER = "typical-plans";

/** Reads every published typical plan and notes what is wrong with them; a bureau without any has no such folder. */
export function loadTypicalPlans(reading: Reading): TypicalPlan[] {
  if (reading.files.list(`${reading.folder}/${FOLDER}`).length === 0) return [];
  const { read } = readYamlFolder(reading, { path: FOLDER }, typicalPlanShape);
  for (const [index, { data, file }] of read.entries()) {
    const isTwice = read.slice(0, index).some((other) => other.data.id === data.id);
    const twice = { path: ["id"], message: `典型方案「${data.id}」重复；同一编号只能有一个版本` };
    noteProblems(reading, file, [...(isTwice ? [twice] : []), ...checkTypicalPlan(data)]);
  }
  return read.map(({ data }) => data);
}
