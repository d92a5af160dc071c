import type { BatchItem } from "./batch.ts";
import { documentOf } from "../case-file.ts";
import { isSupplyPlan } from "../case/supply-plan.ts";

/** How much something is about: capacity of a plan, money of an investment. */
export interface Size {
  value: number;
  unit: "kVA" | "kW" | "fen";
}

/** How much all of them are about, a sum for each unit, and the one that is about most. */
export function sizesOf(items: readonly BatchItem[]): { totals: Size[]; largest?: BatchItem } {
  const sized = items.flatMap((item) => {
    const size = sizeOf(item);
    return size === undefined ? [] : { item, size };
  });
  const units = [...new Set(sized.map(({ size }) => size.unit))];
  const totals = units.map((unit) => ({
    unit,
    value: sized.reduce((sum, { size }) => sum + (size.unit === unit ? size.value : 0), 0),
  }));
  const [most] = sized.toSorted((a, b) => b.size.value - a.size.value);
  return { totals, ...(most === undefined ? {} : { largest: most.item }) };
}

function sizeOf({ file, approval }: BatchItem): Size | undefined {
  const content = documentOf(file, approval)?.content;
  if (content === undefined) return undefined;
  return isSupplyPlan(content)
    ? content.approvedCapacity
    : { value: content.estimate.totalFen, unit: "fen" };
}
