import {
  checkFlow,
  checkFlowConditions,
  checkFlowsTogether,
  checkReferences,
  type FlowSurroundings,
} from "../domain/approval/check-flow.ts";
import type { Flow, FlowNode } from "../domain/approval/flow.ts";
import { checkRules } from "../domain/automatic/check-rules.ts";
import { checkReviewFields } from "../domain/check-review-fields.ts";
import type { DataProblem } from "../domain/people/check-organisation.ts";
import { noteProblems, openYamlFolder, type Reading } from "./files.ts";
import type { KnownThresholds } from "./load-thresholds.ts";
import { resolveCondition } from "./resolve-condition.ts";
import { flowShape, flowSketch, type WrittenCondition, type WrittenFlow } from "./shapes/flow.ts";
import { readShape, type YamlFile } from "./yaml-file.ts";

type Around = FlowSurroundings & { thresholds: KnownThresholds };

/** Reads every flow that has the shape of one and notes what is wrong with them, each by itself and all together. */
export function loadFlows(reading: Reading, around: Around): Flow[] {
  const { problems } = reading.findings;
  const judged: { flow: Flow; file: YamlFile; isResolved: boolean }[] = [];
  for (const file of openYamlFolder(reading, { path: "flows" }).read) {
    const written = readShape(file, flowShape, problems);
    if (written === undefined) {
      noteProblems(reading, file, problemsOfSketch(file, around));
      continue;
    }
    const { flow, unresolved } = resolveFlow(written, around.thresholds);
    noteProblems(reading, file, [
      ...told(unresolved),
      ...checkFlow(flow, around),
      ...checkReviewFields(flow),
      ...checkRules(flow),
    ]);
    judged.push({ flow, file, isResolved: unresolved.length === 0 });
  }
  // With a threshold missing, ranges would be judged by a made-up number.
  const resolved = judged.filter(({ isResolved }) => isResolved);
  const together = checkFlowsTogether(resolved.map(({ flow }) => flow));
  for (const { flow, file } of resolved) {
    const among = together.flatMap((one) => (one.flow === flow ? [one.problem] : []));
    noteProblems(reading, file, [...checkFlowConditions(flow), ...among]);
  }
  return judged.map(({ flow }) => flow);
}

/** Of a flow whose shape is wrong somewhere, everything else that can be judged. */
function problemsOfSketch({ data }: YamlFile, around: Around): DataProblem[] {
  const sketch = flowSketch.safeParse(data).data;
  if (sketch === undefined) return [];
  const { unresolved } = resolveConditions(sketch, around.thresholds);
  return [...told(unresolved), ...checkReferences(sketch, around)];
}

/** A number that could not be put in; without words where its own file says why. */
interface Unresolved {
  path: readonly (string | number)[];
  message: string | undefined;
}

function told(unresolved: readonly Unresolved[]): DataProblem[] {
  return unresolved.flatMap(({ path, message }) =>
    message === undefined ? [] : { path, message },
  );
}

function resolveFlow(
  written: WrittenFlow,
  thresholds: KnownThresholds,
): { flow: Flow; unresolved: Unresolved[] } {
  const { when, ofNodes, unresolved } = resolveConditions(written, thresholds);
  const nodes = written.nodes.map((node, index): FlowNode => {
    const previous = written.nodes[index - 1];
    const after = node.after ?? (previous === undefined ? [] : [previous.id]);
    return { ...node, after, when: ofNodes[index] ?? {} };
  });
  return { flow: { ...written, when, nodes }, unresolved };
}

interface Conditions {
  when: WrittenCondition;
  nodes: readonly { when: WrittenCondition }[];
}

function resolveConditions({ when, nodes }: Conditions, thresholds: KnownThresholds) {
  const unresolved: Unresolved[] = [];
  const below = (base: Unresolved["path"]) => (path: Unresolved["path"], message?: string) => {
    unresolved.push({ path: [...base, ...path], message });
  };
  return {
    when: resolveCondition(when, thresholds, below(["when"])),
    ofNodes: nodes.map((node, index) =>
      resolveCondition(node.when, thresholds, below(["nodes", index, "when"])),
    ),
    unresolved,
  };
}
