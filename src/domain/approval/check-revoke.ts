import type { DataProblem } from "../people/check-organisation.ts";
import { conditionImplies } from "./condition-range.ts";
import type { Flow } from "./flow.ts";

/** Names every node that is to sign a revocation and is not there. */
export function checkRevoke({ nodes, revoke = [] }: Flow): DataProblem[] {
  return revoke.flatMap((id, index) =>
    nodes.some((node) => node.id === id)
      ? []
      : [{ path: ["revoke", index], message: `撤销所指的节点「${id}」不存在` }],
  );
}

/** A revocation that nobody has to sign would be done by asking for it. */
export function checkRevokeSigned({ when, nodes, revoke }: Flow): DataProblem[] {
  if (revoke === undefined) return [];
  const isSigned = nodes.some(
    (node) => revoke.includes(node.id) && conditionImplies(when, node.when),
  );
  if (isSigned) return [];
  return [{ path: ["revoke"], message: "撤销所指的节点都带条件或为空，可能出现无人审批的情况" }];
}
