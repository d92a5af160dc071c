import type { DataProblem } from "../people/check-organisation.ts";
import type { Organisation } from "../people/organisation.ts";
import { vacancyOf } from "../people/resolve-seats.ts";
import { checkRevoke, checkRevokeSigned } from "./check-revoke.ts";
import { checkNodeMode } from "./check-node-mode.ts";
import { newestFlows } from "./choose-flow.ts";
import { conditionImplies, contradictingFacts } from "./condition-range.ts";
import type { Flow, FlowNode } from "./flow.ts";

/** What a flow refers to. */
export interface FlowSurroundings {
  /** Undefined, here and below, when it could not be read: then nothing is said of references to it. */
  organisation: Organisation | undefined;
  ladderIds: readonly string[] | undefined;
}

/** More nodes than any bureau signs; a longer list is a slip or an attack. */
const MAX_NODES = 50;

/** Names everything that would keep a flow from running as written; an empty list means usable. */
export function checkFlow(flow: Flow, surroundings: FlowSurroundings): DataProblem[] {
  if (flow.nodes.length === 0) return [{ path: ["nodes"], message: "流程没有任何审批节点" }];
  if (flow.nodes.length > MAX_NODES) {
    return [
      { path: ["nodes"], message: `流程有 ${flow.nodes.length} 个节点，最多 ${MAX_NODES} 个` },
    ];
  }
  return [
    ...checkReferences(flow, surroundings),
    ...flow.nodes.flatMap((node, index) => checkNode(flow, node, index)),
    ...flow.nodes.flatMap((node, index) =>
      checkNodeMode(node, surroundings.organisation).map((why) => ({
        path: ["nodes", index, "mode"],
        message: `节点「${node.id}」的审批方式有误：${why}`,
      })),
    ),
    ...checkCopies(flow, surroundings),
    ...checkRevoke(flow),
    ...unreachableNodes(flow),
  ];
}

/** Names what is wrong with the conditions of a flow; to be asked once every number in them is known. */
export function checkFlowConditions(flow: Flow): DataProblem[] {
  return [
    ...contradictingFacts([flow.when]).map((fact) => ({
      path: ["when", fact],
      message: `流程条件「${fact}」自相矛盾，永远不会成立`,
    })),
    ...flow.nodes.flatMap((node, index) =>
      contradictingFacts([flow.when, node.when])
        .filter((fact) => node.when[fact] !== undefined)
        .map((fact) => ({
          path: ["nodes", index, "when", fact],
          message: `节点「${node.id}」的条件「${fact}」与流程条件矛盾，永远不会用到`,
        })),
    ),
    ...checkAlwaysSigned(flow),
    ...checkRevokeSigned(flow),
  ];
}

/** Names what is wrong between flows: an id twice, one order twice, a flow that an earlier one always hides. */
export function checkFlowsTogether(flows: readonly Flow[]): { flow: Flow; problem: DataProblem }[] {
  const twice = flows.filter((flow, index) =>
    flows.slice(0, index).some((one) => one.id === flow.id && one.version === flow.version),
  );
  const newest = newestFlows(flows);
  return [
    ...twice.map((flow) => ({
      flow,
      problem: { path: ["id"], message: `流程「${flow.id}」第 ${flow.version} 版重复` },
    })),
    ...newest.flatMap((flow) => {
      const rivals = newest.filter((one) => one.kind === flow.kind && one.id !== flow.id);
      return checkAmongRivals(flow, rivals).map((problem) => ({ flow, problem }));
    }),
  ];
}

function checkAmongRivals(flow: Flow, rivals: readonly Flow[]): DataProblem[] {
  const equal = rivals.find((one) => one.order === flow.order && one.id < flow.id);
  const hiding = rivals.find(
    (one) => one.order < flow.order && conditionImplies(flow.when, one.when),
  );
  return [
    ...(equal === undefined
      ? []
      : [{ path: ["order"], message: `顺序 ${flow.order} 与流程「${equal.id}」相同` }]),
    ...(hiding === undefined
      ? []
      : [{ path: ["when"], message: `永远轮不到：排在前面的流程「${hiding.id}」条件更宽` }]),
  ];
}

function checkNode(flow: Flow, node: FlowNode, index: number): DataProblem[] {
  const ids = flow.nodes.map(({ id }) => id);
  const problems: DataProblem[] = [];
  if (ids.indexOf(node.id) < index) {
    problems.push({ path: ["nodes", index, "id"], message: `节点编号「${node.id}」重复` });
  }
  for (const id of node.after.filter((one) => !ids.includes(one))) {
    const message = `节点「${node.id}」的前置节点「${id}」不存在`;
    problems.push({ path: ["nodes", index, "after"], message });
  }
  if (node.who.length === 0) {
    const message = `节点「${node.id}」没有写明由谁审批`;
    problems.push({ path: ["nodes", index, "who"], message });
  }
  return problems;
}

/** Names every node, office and person that is to be copied and is not there. */
function checkCopies(
  { nodes, copyTo = [] }: Flow,
  { organisation }: FlowSurroundings,
): DataProblem[] {
  return copyTo.flatMap(({ on, who }, index) => {
    const isKnown = typeof on === "string" || nodes.some(({ id }) => id === on.node);
    const vacant = who.flatMap((one) => organisation && (vacancyOf(one, organisation) ?? []));
    return [
      ...(isKnown ? [] : ["抄送所指的节点不存在"]),
      ...(who.length === 0 ? ["没有写明抄送给谁"] : []),
      ...vacant.flatMap((why) => (why === undefined ? [] : `抄送无人可收：${why}`)),
    ].map((message) => ({ path: ["copyTo", index], message }));
  });
}

/** A node as far as it refers to anything outside its flow. */
export type ReferringNode = Pick<FlowNode, "id" | "who"> & { ladder?: string | undefined };

/** Names every office, person and ladder that nodes refer to and that is not there. */
export function checkReferences(
  { nodes }: { nodes: readonly ReferringNode[] },
  { organisation, ladderIds }: FlowSurroundings,
): DataProblem[] {
  return nodes.flatMap((node, index) => [
    ...node.who.flatMap((who) => {
      const why = organisation === undefined ? undefined : vacancyOf(who, organisation);
      if (why === undefined) return [];
      return [{ path: ["nodes", index, "who"], message: `节点「${node.id}」无人可审：${why}` }];
    }),
    ...ladderProblems(node, ladderIds).map((message) => ({
      path: ["nodes", index, "ladder"],
      message,
    })),
  ]);
}

function ladderProblems(
  { id, ladder }: ReferringNode,
  ladderIds: readonly string[] | undefined,
): string[] {
  if (ladder === undefined || ladderIds === undefined || ladderIds.includes(ladder)) return [];
  return [`节点「${id}」的催办阶梯「${ladder}」不存在`];
}

/** Nodes that can never begin because they wait, directly or through others, for themselves. */
function unreachableNodes(flow: Flow): DataProblem[] {
  const ids = new Set(flow.nodes.map(({ id }) => id));
  let waiting = flow.nodes.map((node, index) => ({ node, index }));
  for (;;) {
    const stuck = new Set(waiting.map(({ node }) => node.id));
    // An unknown node has its own message; it is not counted as waiting here.
    const next = waiting.filter(({ node }) =>
      node.after.some((id) => ids.has(id) && stuck.has(id)),
    );
    if (next.length === waiting.length) break;
    waiting = next;
  }
  return waiting.map(({ node, index }) => ({
    path: ["nodes", index, "after"],
    message: `节点「${node.id}」不可到达：前置关系成环`,
  }));
}

/** A path without any node would approve by itself, so one node must apply whatever the facts. */
function checkAlwaysSigned(flow: Flow): DataProblem[] {
  const isSigned = flow.nodes.some((node) => conditionImplies(flow.when, node.when));
  if (isSigned || flow.nodes.length === 0) return [];
  return [{ path: ["nodes"], message: "所有节点都带条件，可能出现无人审批的情况" }];
}
