import type { CaseEvent } from "../domain/outcome.ts";
import { plain } from "./fit.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** The administrators learn once that a rule has stopped itself, and how it is let go on. */
export function ruleSuspended(
  { ruleId, disagreed, sampled }: Extract<CaseEvent, { kind: "rule-suspended" }>,
  context: NoticeContext,
): Notice[] {
  const { organisation, typicalPlans } = context.bureau;
  const name = typicalPlans.find(({ id }) => id === ruleId)?.name ?? ruleId;
  const admins = organisation.people.filter(({ roles }) => roles.includes("admin"));
  const body = [
    `【典型方案已自动停用】${plain(name)}（${ruleId}）`,
    `原因：最近 ${sampled} 次抽查中，审批人有 ${disagreed} 次不同意。`,
    "影响：在途和新提交的方案改由审批人逐级审批；已自动同意的不受影响。",
    `处理：核实后由管理员执行 npm run qianpi -- rules resume ${ruleId} --as <userid> --reason <理由>`,
  ];
  return admins.map(({ userid }) => textNotice(userid, body, context));
}
