// Cases with a task that waits, to be pressed once each.
import { cloneCases, copied, type Copies } from "./clone-cases.ts";
import type { Installation } from "./place.ts";
import { makeTemplate } from "./template-case.ts";
import type { Waiting } from "./waiting.ts";

export interface Stock {
  /** The case from which the others were copied; its tasks wait too. */
  template: readonly Waiting[];
  firstCaseId: number;
  /** Tasks of the next cases that nobody has pressed; the first task of each. */
  take(count: number): Waiting[];
  /** The same with all tasks of a case together. */
  takeWhole(count: number): Waiting[][];
}

/** Fills a new database with cases. */
export async function fillStock(
  installation: Installation,
  { count, people, round }: Pick<Copies, "count" | "people"> & { round?: number },
): Promise<Stock> {
  const template = await makeTemplate(installation, round);
  const [first] = template;
  if (first === undefined) throw new Error("the template asks nobody");
  const firstCaseId = first.caseId + 1;
  await cloneCases(installation.mysqlUrl, template, { from: firstCaseId, count, people });
  let next = firstCaseId;
  const takeIds = (wanted: number): number[] => {
    if (next + wanted > firstCaseId + count) throw new Error("the stock of cases is used up");
    next += wanted;
    return Array.from({ length: wanted }, (_, n) => next - wanted + n);
  };
  return {
    template,
    firstCaseId,
    take: (wanted) => takeIds(wanted).map((id) => copied(first, id, people)),
    takeWhole: (wanted) =>
      takeIds(wanted).map((id) => template.map((task) => copied(task, id, people))),
  };
}
