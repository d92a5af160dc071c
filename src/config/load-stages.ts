import { checkStageGraph } from "../domain/case/check-stage-graph.ts";
import type { StageGraph } from "../domain/case/stages.ts";
import { readYamlFolder, type Read, type Reading } from "./files.ts";
import { CUSTOMER_CLASSES, stageGraphShape } from "./shapes/stages.ts";

/** Reads the stage graph of every class of customers; undefined after noting why not. */
export function loadStages(reading: Reading): StageGraph[] | undefined {
  const { read: graphs, isWhole } = readYamlFolder(reading, { path: "stages" }, stageGraphShape);
  const { problems, provisional } = reading.findings;
  const before = problems.length;
  for (const { data, file } of graphs) {
    for (const { field, message } of checkStageGraph(data)) {
      problems.push(file.problemAt(pathOf(field), message));
    }
  }
  // The class of a file that could not be read is not known, so none can be said to be missing.
  if (!isWhole) return undefined;
  problems.push(...classProblems(graphs, reading.folder));
  if (problems.length > before) return undefined;
  for (const { data, file } of graphs) {
    const names = data.stages.filter(({ limit }) => limit?.provisional).map(({ name }) => name);
    if (names.length === 0) continue;
    provisional.push({
      name: `${data.customerClass} 环节时限`,
      words: `${file.name}：环节 ${names.join("、")} 的时限是暂定的，请确认`,
    });
  }
  return graphs.map(({ data }) => data);
}

/** Each class of customers needs exactly one graph. */
function classProblems(graphs: readonly Read<StageGraph>[], folder: string) {
  const missing = CUSTOMER_CLASSES.filter(
    (one) => !graphs.some(({ data }) => data.customerClass === one),
  );
  const twice = graphs.filter(({ data }, index) =>
    graphs.slice(0, index).some((other) => other.data.customerClass === data.customerClass),
  );
  return [
    ...missing.map((one) => ({
      where: `${folder}/stages`,
      message: `客户类别 ${one} 没有环节文件`,
    })),
    ...twice.map(({ data, file }) =>
      file.problemAt(["customerClass"], `客户类别 ${data.customerClass} 已有另一个文件`),
    ),
  ];
}

/** `stages.3.limit.workDays` → a path. */
function pathOf(field: string): (string | number)[] {
  return field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
