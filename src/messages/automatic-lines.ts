import { takeBackOf } from "../domain/approval/act.ts";
import type { Approval } from "../domain/approval/instance.ts";
import { currentNodes } from "../domain/approval/tasks.ts";
import { plain } from "./fit.ts";

/** What rules have decided in the nodes that count, a line each: 调度中心会签：按典型方案“…”自动同意。 */
export function automaticLines(approval: Approval): string[] {
  const counting = currentNodes(approval);
  return approval.decisions.flatMap(({ taskId, round, nodeId, byRule }) => {
    const node = counting.find((one) => one.round === round && one.nodeId === nodeId);
    const isOver = node === undefined || takeBackOf(approval, taskId) !== undefined;
    return byRule === undefined || isOver ? [] : [`${plain(node.name)}：${plain(byRule.words)}`];
  });
}
