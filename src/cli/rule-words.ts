import type { Flow, FlowNode, OnTimeout } from "../domain/approval/flow.ts";

const ACTS: Readonly<Record<OnTimeout["act"], string>> = {
  escalate: "提级共审",
  "take-over": "提级接办",
  return: "退回",
  "deemed-approved": "视为同意",
};

/** What rules may do about a node; nothing where people decide and nothing else is said. */
export function nodeRulesText(node: FlowNode): string {
  const { technical, humanOnly, onTimeout, undoSeconds = 0 } = node;
  return [
    ...(technical === true ? ["；典型方案免审"] : []),
    ...(humanOnly === true ? ["；人工必审"] : []),
    ...(onTimeout === undefined ? [] : [`；用时达 ${onTimeout.atPercent}% ${ACTS[onTimeout.act]}`]),
    ...(undoSeconds === 0 ? [] : [`；同意后 ${undoSeconds} 秒内可撤回`]),
  ].join("");
}

const SAME: Readonly<Record<NonNullable<Flow["sameApprover"]>, string>> = {
  none: "",
  adjacent: "；相邻环节同一审批人自动同意",
  "any-before": "；同一审批人自动同意",
};

/** What holds for the whole of a flow: who need not sign twice, and who signs a revocation where not everybody does. */
export function flowRulesText({ sameApprover = "none", revoke, nodes }: Flow): string {
  if (revoke === undefined) return SAME[sameApprover];
  const names = nodes.filter(({ id }) => revoke.includes(id)).map(({ name }) => name);
  return `${SAME[sameApprover]}；撤销由${names.join("、")}签署`;
}
