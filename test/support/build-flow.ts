import type { Flow, FlowNode } from "../../src/domain/approval/flow.ts";
import type { Bureau } from "../../src/domain/bureau.ts";
import type { Surroundings } from "../../src/domain/surroundings.ts";
import { buildBureau, november } from "./build.ts";
import { graph } from "./build-stages.ts";
import { modeOf } from "./build-mode.ts";

export function buildFlowNode(changes: Partial<FlowNode> = {}): FlowNode {
  return {
    id: "countersign",
    name: "调度、生技会签",
    mode: modeOf("all"),
    who: [{ userids: ["liuyang", "wuhao"] }],
    limit: { workDays: 1 },
    ladder: "approval-node",
    after: [],
    when: {},
    ...changes,
  };
}

/** The flow of the base approval: 刘洋 and 吴昊 sign together. */
export function buildFlow(changes: Partial<Flow> = {}): Flow {
  return {
    id: "plan-10kv-single",
    version: 1,
    name: "10 kV 单电源方案审批",
    kind: "supply_plan",
    order: 10,
    when: {},
    nodes: [buildFlowNode()],
    ...changes,
  };
}

/** The bureau with one flow for every plan and the stages of one class of customers, on the 23rd at 15:10. */
export function buildSurroundings(
  changes: { bureau?: Partial<Bureau>; at?: Date; flow?: Flow } = {},
): Surroundings {
  const { bureau, at = november(23, "15:10"), flow = buildFlow() } = changes;
  return {
    bureau: buildBureau({ flows: [flow], stageGraphs: [graph], ...bureau }),
    at,
    flowOf: () => flow,
  };
}
