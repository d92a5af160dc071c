import { approvalOf } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { modeText } from "./mode-words.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** A node asks for more approvals than people can give: those who can mend the flow are told what was done instead. */
export function requirementLowered(
  event: Extract<CaseEvent, { kind: "requirement-lowered" }>,
  context: NoticeContext,
): Notice[] {
  const { file, bureau } = context;
  const approval = approvalOf(file, event.approvalId);
  const node = approval?.nodes.findLast(({ nodeId }) => nodeId === event.nodeId);
  if (approval === undefined || node === undefined) return [];
  const body = [
    `【审批人数不足】${subjectOf(file, approval)} “${plain(node.name)}”环节`,
    ...factLines(file, approval),
    `规定：${modeText(node.mode)}；现有席位 ${node.seats.length} 个，达不到规定。`,
    "处理：本次按现有席位全部同意即通过。请管理员核对流程配置和人员名单。",
  ];
  const admins = bureau.organisation.people.filter(({ roles }) => roles.includes("admin"));
  return admins.map(({ userid }) => textNotice(userid, body, context));
}
