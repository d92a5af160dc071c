import type { Problem } from "../domain/problem.ts";
import { factsText } from "./facts-text.ts";
import { plain } from "./fit.ts";
import type { RefusalWords } from "./refusal-words.ts";

/** What is said where a document was refused. */
export const SUBMISSION_WORDS = {
  "no-flow": ({ facts }) =>
    `没有适用的审批流程（${factsText(facts)}），未能提交；请联系管理员配置流程。`,
  "no-approver": ({ node, why }) =>
    `“${plain(node)}”环节找不到审批人（${plain(why)}），未能提交；请联系管理员。`,
  "approval-running": ({ documentVersion }) =>
    `v${documentVersion} 正在审批，不能重复提交；审批被退回后方可提交新版本。`,
  "unchanged-document": ({ documentVersion, wasRejected }) =>
    `内容与 v${documentVersion} 完全相同，未提交；请按${wasRejected === true ? "否决" : "退回"}理由修改后再提交。`,
  "wrong-stage": ({ stage }) => `工单当前处于“${plain(stage)}”环节，不能办理此项。`,
  "plan-missing": () => "尚无供电方案，请先提交供电方案。",
  "bad-document": ({ problems }) => problemsText(problems),
} satisfies Partial<RefusalWords>;

/** The first problems in their own words; how many there are when not all are shown. */
function problemsText(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const shown = errors.slice(0, 3).map(({ message }) => plain(message).replace(/。$/, ""));
  const more = errors.length > shown.length ? " 等" : "";
  return `有 ${errors.length} 处需要更正，未提交：${shown.join("；")}${more}。`;
}
