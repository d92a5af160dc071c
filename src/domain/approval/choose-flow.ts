import type { FactName, Facts } from "../facts.ts";
import type { Condition, FactTest, Flow, FlowNode } from "./flow.ts";

export type FactValue = Facts[FactName];

/** Tells whether one value passes one test; a part that does not fit the kind of value fails. */
export function testHolds(test: FactTest, value: FactValue): boolean {
  if (test.is !== undefined && test.is !== value) return false;
  if (test.in !== undefined && (typeof value === "boolean" || !test.in.includes(value))) {
    return false;
  }
  const asksForNumber = [test.atLeast, test.above, test.atMost, test.below].some(
    (bound) => bound !== undefined,
  );
  if (!asksForNumber) return true;
  return typeof value === "number" && isInside(test, value);
}

/** Tells whether every test of a condition holds; an empty condition always does. */
export function conditionHolds(condition: Condition, facts: Facts): boolean {
  return testsOf(condition).every(([name, test]) => testHolds(test, facts[name]));
}

/** The tests of a condition as pairs; a name that is present without a test counts as absent. */
export function testsOf(condition: Condition): [FactName, FactTest][] {
  return FACT_NAMES.flatMap((name): [FactName, FactTest][] => {
    const test = condition[name];
    return test === undefined ? [] : [[name, test]];
  });
}

/** The flow for a document: among the newest versions of its kind, the first by `order` whose condition holds. */
export function chooseFlow(flows: readonly Flow[], facts: Facts): Flow | undefined {
  return newestFlows(flows)
    .filter((flow) => flow.kind === facts.kind)
    .toSorted((a, b) => a.order - b.order)
    .find((flow) => conditionHolds(flow.when, facts));
}

/** The flow that an approval began with as long as it fits the facts; facts that have left it choose anew. */
export function keepOrChooseFlow(
  pinned: Flow | undefined,
  flows: readonly Flow[],
  facts: Facts,
): Flow | undefined {
  if (pinned !== undefined && conditionHolds(pinned.when, facts)) return pinned;
  return chooseFlow(flows, facts);
}

/** The newest version of each flow; older ones are kept only for approvals that began with them. */
export function newestFlows(flows: readonly Flow[]): Flow[] {
  return flows.filter(
    (flow) => !flows.some((other) => other.id === flow.id && other.version > flow.version),
  );
}

/** The nodes that apply to a document, in the order of the flow; `after` leads past the nodes left out. */
export function nodesFor(flow: Flow, facts: Facts): FlowNode[] {
  return nodesAmong(flow, ({ when }) => conditionHolds(when, facts));
}

/** Some nodes of a flow, linked by `after` as if there had never been others. */
export function nodesAmong(flow: Flow, isKept: (node: FlowNode) => boolean): FlowNode[] {
  const kept = new Set(flow.nodes.filter(isKept).map((node) => node.id));
  return flow.nodes
    .filter((node) => kept.has(node.id))
    .map((node) => ({ ...node, after: keptBefore(node, flow, kept) }));
}

/** The nearest kept nodes before a node; the set grows while it is walked, and visits each node once. */
function keptBefore(node: FlowNode, flow: Flow, kept: ReadonlySet<string>): string[] {
  const reached = new Set(node.after);
  for (const id of reached) {
    if (kept.has(id)) continue;
    const leftOut = flow.nodes.filter((one) => one.id === id);
    for (const before of leftOut.flatMap(({ after }) => after)) reached.add(before);
  }
  return [...reached].filter((id) => kept.has(id));
}

function isInside({ atLeast, above, atMost, below }: FactTest, value: number): boolean {
  return (
    (atLeast === undefined || value >= atLeast) &&
    (above === undefined || value > above) &&
    (atMost === undefined || value <= atMost) &&
    (below === undefined || value < below)
  );
}

/** Every fact that a condition may test. */
export const FACT_NAMES: readonly FactName[] = [
  "kind",
  "customerClass",
  "voltageKv",
  "capacityKva",
  "capacityKw",
  "sourceCount",
  "typicalPlan",
  "important",
  "specialLoad",
  "externalWorks",
  "amountFen",
];
