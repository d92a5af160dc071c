import type { Bureau, OpinionChoice } from "../domain/bureau.ts";
import { checkOrganisation } from "../domain/check-organisation.ts";
import type { Organisation } from "../domain/organisation.ts";
import { readYaml, type Reading } from "./files.ts";
import { loadCalendar } from "./load-calendar.ts";
import { loadFlows } from "./load-flows.ts";
import { loadLadders } from "./load-ladders.ts";
import { loadPlanLimits } from "./load-plan-limits.ts";
import { loadStages } from "./load-stages.ts";
import { opinionsShape } from "./shapes/opinions.ts";
import { organisationShape } from "./shapes/organisation.ts";
import { thresholdsShape, type Thresholds } from "./shapes/thresholds.ts";

/** Reads everything that the bureau has settled; undefined after noting every reason why not. */
export function loadBureau(reading: Reading): Bureau | undefined {
  const organisation = loadOrganisation(reading);
  const thresholds = loadThresholds(reading);
  const ladders = loadLadders(reading);
  const around =
    organisation === undefined || thresholds === undefined || ladders === undefined
      ? undefined
      : { organisation, thresholds, ladderIds: ladders.map(({ id }) => id) };
  const flows = loadFlows(reading, around);
  const calendar = loadCalendar(reading);
  const opinions = loadOpinions(reading);
  const stageGraphs = loadStages(reading);
  const planLimits = loadPlanLimits(reading);
  if (organisation === undefined || ladders === undefined || flows === undefined) return undefined;
  if (calendar === undefined || opinions === undefined) return undefined;
  if (stageGraphs === undefined || planLimits === undefined) return undefined;
  return { organisation, flows, ladders, calendar, opinions, stageGraphs, planLimits };
}

function loadOrganisation(reading: Reading): Organisation | undefined {
  const read = readYaml(reading, "organisation.yaml", organisationShape);
  if (read === undefined) return undefined;
  const problems = checkOrganisation(read.data);
  reading.findings.problems.push(
    ...problems.map(({ path, message }) => read.file.problemAt(path, message)),
  );
  return problems.length > 0 ? undefined : read.data;
}

function loadThresholds(reading: Reading): Thresholds | undefined {
  const read = readYaml(reading, "thresholds.yaml", thresholdsShape);
  if (read === undefined) return undefined;
  for (const [name, { value, unit, meaning, provisional }] of Object.entries(read.data)) {
    if (!provisional) continue;
    reading.findings.warnings.push(
      `${read.file.name}：阈值 ${name} = ${value} ${unit}（${meaning}）是暂定的，请确认`,
    );
  }
  return read.data;
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
  ] as const) {
    if (data.some(({ verbs }) => verbs.includes(verb))) continue;
    problems.push(file.problemAt([], `没有一条常用语可用于${word}`));
  }
  return problems.length > before ? undefined : data;
}
