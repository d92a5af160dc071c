import { takeBackOf } from "../domain/approval/act.ts";
import type { Approval } from "../domain/approval/instance.ts";
import { plain } from "./fit.ts";

/** What rules have decided in the round that counts, a line each: 调度中心会签：按典型方案“…”自动同意。 */
export function automaticLines(approval: Approval): string[] {
  const { decisions, nodes, round } = approval;
  return decisions
    .filter((one) => one.round === round && takeBackOf(approval, one.taskId) === undefined)
    .flatMap(({ nodeId, byRule }) => {
      if (byRule === undefined) return [];
      const node = nodes.find((one) => one.round === round && one.nodeId === nodeId);
      return [`${plain(node?.name ?? nodeId)}：${plain(byRule.words)}`];
    });
}
