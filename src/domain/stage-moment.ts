import { AppError } from "../lib/errors.ts";
import type { Bureau } from "./bureau.ts";
import type { CustomerClass } from "./case/connection-case.ts";
import type { StageMoment } from "./case/stages.ts";
import { addWorkingDays } from "./time/due.ts";

/**
 * What the stages of a case are moved by, at one moment.
 * @throws AppError `no-stage-graph` for a class of customers that the bureau has settled no stages for
 */
export function stageMoment(
  { stageGraphs, calendar }: Pick<Bureau, "stageGraphs" | "calendar">,
  { customerClass }: { customerClass: CustomerClass },
  at: Date,
): StageMoment {
  const graph = stageGraphs.find((one) => one.customerClass === customerClass);
  if (graph === undefined) throw new AppError("no-stage-graph", `no stages for ${customerClass}`);
  return { graph, at, dueOf: (from, workDays) => addWorkingDays(calendar, from, workDays) };
}
