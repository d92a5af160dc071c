import {
  checkFlow,
  checkFlowsTogether,
  type FlowSurroundings,
} from "../domain/approval/check-flow.ts";
import type { Flow, FlowNode } from "../domain/approval/flow.ts";
import { readYamlFolder, type Read, type Reading } from "./files.ts";
import { resolveCondition } from "./resolve-condition.ts";
import { flowShape, type WrittenFlow } from "./shapes/flow.ts";
import type { Thresholds } from "./shapes/thresholds.ts";

/**
 * Reads every flow and checks what it means; undefined after noting why not.
 *
 * @param around undefined when organisation or ladders could not be read; then only the shape is checked.
 */
export function loadFlows(
  reading: Reading,
  around: (FlowSurroundings & { thresholds: Thresholds }) | undefined,
): Flow[] | undefined {
  const written = readYamlFolder(reading, { path: "flows" }, flowShape);
  if (written === undefined || around === undefined) return undefined;
  const { problems } = reading.findings;
  const before = problems.length;
  const fileOf = new Map(
    written.map((read) => [resolveFlow(read, around.thresholds, reading), read.file]),
  );
  const flows = [...fileOf.keys()];
  // With a threshold missing, ranges would be judged by a made-up number.
  if (problems.length > before) return undefined;
  for (const [flow, file] of fileOf) {
    for (const { path, message } of checkFlow(flow, around)) {
      problems.push(file.problemAt(path, message));
    }
  }
  for (const { flow, problem } of checkFlowsTogether(flows)) {
    const file = fileOf.get(flow);
    if (file !== undefined) problems.push(file.problemAt(problem.path, problem.message));
  }
  return problems.length > before ? undefined : flows;
}

function resolveFlow(
  { file, data }: Read<WrittenFlow>,
  thresholds: Thresholds,
  reading: Reading,
): Flow {
  const noteAt =
    (base: readonly (string | number)[]) => (path: readonly string[], text: string) => {
      reading.findings.problems.push(file.problemAt([...base, ...path], text));
    };
  const nodes = data.nodes.map((node, index): FlowNode => {
    const previous = data.nodes[index - 1];
    return {
      ...node,
      after: node.after ?? (previous === undefined ? [] : [previous.id]),
      when: resolveCondition(node.when, thresholds, noteAt(["nodes", index, "when"])),
    };
  });
  return { ...data, when: resolveCondition(data.when, thresholds, noteAt(["when"])), nodes };
}
