import { conditionImplies } from "../approval/condition-range.ts";
import type { Flow, FlowNode } from "../approval/flow.ts";
import type { DataProblem } from "../people/check-organisation.ts";

/** Names what in a flow would let a rule decide where none may. */
export function checkRules(flow: Flow): DataProblem[] {
  return [
    ...flow.nodes.flatMap((node, index) =>
      nodeProblems(node).map(({ path, message }) => ({
        path: ["nodes", index, ...path],
        message: `节点「${node.id}」${message}`,
      })),
    ),
    ...allTechnical(flow),
  ];
}

function nodeProblems({ technical, humanOnly, mode, onTimeout }: FlowNode): DataProblem[] {
  const act = onTimeout?.act;
  const timeout = (field: string, message: string) => ({ path: ["onTimeout", field], message });
  return [
    ...(technical === true && humanOnly === true
      ? [{ path: ["technical"], message: "不能既是技术审查（可免审）又是人工必审" }]
      : []),
    ...(act === "deemed-approved" && humanOnly === true
      ? [timeout("act", "是人工必审，不能超时视为同意")]
      : []),
    ...(act === "deemed-approved" && onTimeout?.basis === undefined
      ? [timeout("basis", "超时视为同意须写明依据的制度文件（basis）")]
      : []),
    ...(act === "return" && mode.collectAll
      ? [timeout("act", "须听取全部意见（collectAll），不能超时退回")]
      : []),
  ];
}

/** A plan inside a typical one would be approved by nobody. */
function allTechnical({ kind, when, nodes }: Flow): DataProblem[] {
  const technical = nodes.findIndex((node) => node.technical === true);
  if (technical < 0) return [];
  if (kind !== "supply_plan") {
    return [
      {
        path: ["nodes", technical, "technical"],
        message: "只有供电方案的流程可有技术审查（可免审）节点",
      },
    ];
  }
  const isSigned = nodes.some(
    (node) => node.technical !== true && conditionImplies(when, node.when),
  );
  if (isSigned) return [];
  return [{ path: ["nodes"], message: "除技术审查（可免审）节点外，没有一个节点总要有人审批" }];
}
