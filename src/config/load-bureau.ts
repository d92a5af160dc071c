import type { Bureau, OpinionChoice } from "../domain/bureau.ts";
import { readYaml, type Reading } from "./files.ts";
import { loadCalendar } from "./load-calendar.ts";
import { loadFlows } from "./load-flows.ts";
import { loadLadders } from "./load-ladders.ts";
import { loadOrganisation } from "./load-organisation.ts";
import { loadPlanLimits } from "./load-plan-limits.ts";
import { loadStages } from "./load-stages.ts";
import { loadThresholds } from "./load-thresholds.ts";
import { loadTypicalPlans } from "./load-typical-plans.ts";
import { opinionsShape } from "./shapes/opinions.ts";

/**
 * Reads everything that the bureau has settled. Each file is judged by what could be read of the others, so that
 * all problems are noted at once. Undefined, or not to be used, when any was noted.
 */
export function loadBureau(reading: Reading): Bureau | undefined {
  const organisation = loadOrganisation(reading);
  const thresholds = loadThresholds(reading);
  const { ladders, ids: ladderIds } = loadLadders(reading);
  const flows = loadFlows(reading, { organisation, thresholds, ladderIds });
  const calendar = loadCalendar(reading);
  const opinions = loadOpinions(reading);
  const stageGraphs = loadStages(reading);
  const planLimits = loadPlanLimits(reading);
  const typicalPlans = loadTypicalPlans(reading);
  if (organisation === undefined || calendar === undefined || opinions === undefined) {
    return undefined;
  }
  if (stageGraphs === undefined || planLimits === undefined) return undefined;
  return {
    organisation,
    flows,
    ladders,
    calendar,
    opinions,
    stageGraphs,
    planLimits,
    typicalPlans,
  };
}

function loadOpinions(reading: Reading): OpinionChoice[] | undefined {
  const read = readYaml(reading, "opinions.yaml", opinionsShape);
  if (read === undefined) return undefined;
  const { data, file } = read;
  const { problems } = reading.findings;
  const before = problems.length;
  for (const [index, { code }] of data.entries()) {
    if (data.findIndex((one) => one.code === code) < index) {
      problems.push(file.problemAt([index, "code"], `常用语编号「${code}」重复`));
    }
  }
  for (const [verb, word] of [
    ["approve", "同意"],
    ["return", "退回"],
    ["reject", "否决"],
  ] as const) {
    if (data.some(({ verbs }) => verbs.includes(verb))) continue;
    problems.push(file.problemAt([], `没有一条常用语可用于${word}`));
  }
  return problems.length > before ? undefined : data;
}
