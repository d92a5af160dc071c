import type { Flow } from "./approval/flow.ts";
import { unknownReviewFields } from "./case/review-fields.ts";
import type { DataProblem } from "./people/check-organisation.ts";

/** Names what nodes say to review and no document of their kind has; who reviews nothing could keep everything. */
export function checkReviewFields({ kind, nodes }: Pick<Flow, "kind" | "nodes">): DataProblem[] {
  return nodes.flatMap(({ id, reviewFields }, index) => {
    if (reviewFields === undefined) return [];
    const path = ["nodes", index, "reviewFields"];
    if (reviewFields.length === 0) {
      return [{ path, message: `节点「${id}」的审核内容为空；审核全部内容的，不写 reviewFields` }];
    }
    return unknownReviewFields(kind, reviewFields).map((name) => ({
      path,
      message: `节点「${id}」的审核内容「${name}」不存在：应为字段名（如 sources.line）或分组名（如 计量）`,
    }));
  });
}
