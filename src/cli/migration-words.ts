import type { Applied } from "../actions/migrate-flow.ts";
import { SYSTEM } from "../domain/ids.ts";
import type { Verb } from "../domain/outcome.ts";
import type { MigrationPlan, PlannedInstance, Standing } from "../domain/verbs/migrate-case.ts";
import { verbText } from "../messages/approval-words.ts";
import { stampText } from "../messages/moments.ts";

type NameOf = (userid: string) => string;

/** The dry run: of each approval what it is and what it would be, or why it stays. */
export function planText({ flowId, from, to, instances }: MigrationPlan, nameOf: NameOf): string {
  const refused = instances.filter((one) => one.refused !== undefined);
  return [
    `试算 ${flowId} 第 ${from} 版 → 第 ${to} 版：可迁移 ${instances.length - refused.length} 件，不能迁移 ${refused.length} 件`,
    ...instances.flatMap((one) => instanceLines(one, nameOf)),
    "未改动任何审批。确认码已发给其他管理员；确认后执行（--confirm-by、--code），24 小时内有效。",
  ].join("\n");
}

function instanceLines(
  { caseNo, approvalId, before, after, refused }: PlannedInstance,
  nameOf: NameOf,
): string[] {
  const head = `  ${caseNo}（${approvalId}）`;
  if (refused !== undefined || after === undefined) return [`${head} 不能迁移：${refused}`];
  return [
    head,
    `    现在：${standingText(before, nameOf)}`,
    `    迁后：${standingText(after, nameOf)}`,
  ];
}

function standingText({ status, waiting, decisions }: Standing, nameOf: NameOf): string {
  const asked = waiting.map(
    ({ node, holder, dueAt }) => `${nameOf(holder)}（${node}，${stampText(new Date(dueAt))} 到期）`,
  );
  const said = decisions.map(
    ({ node, by, verb }) => `${deciderName(by, nameOf)} ${verbText(verb as Verb)}（${node}）`,
  );
  const waits = status === "wait_revision" ? "等提交人修改" : `等 ${asked.join("、")}`;
  return said.length === 0 ? waits : `${waits}；已有意见 ${said.join("、")}`;
}

/** A rule is nobody in the list of people. */
function deciderName(by: string, nameOf: NameOf): string {
  return by === SYSTEM ? "系统（按规则）" : nameOf(by);
}

/** What was done, and what had changed since the dry run. */
export function appliedText({ plan: { id, flowId, to }, migrated, changed }: Applied): string {
  return [
    `已把 ${migrated.length} 件审批迁到 ${flowId} 第 ${to} 版（迁移记录 ${id}，内含迁移前的状态）`,
    ...changed.map(({ caseNo }) => `  ${caseNo} 试算之后状态已变化，保持原样；请重新试算`),
  ].join("\n");
}
