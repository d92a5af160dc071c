import type { CancelReason } from "../domain/outcome.ts";
import { revokeActOf } from "../domain/approval/act.ts";
import { handoverTo } from "../domain/approval/handover.ts";
import type { Approval, Task } from "../domain/approval/instance.ts";
import { groupsOfTask, nodeOfTask, tasksOfSeat } from "../domain/approval/tasks.ts";
import type { Bureau } from "../domain/bureau.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { FieldChange } from "../domain/case/document.ts";
import { reviewedFirst } from "../domain/case/review-fields.ts";
import { versionChanges } from "../domain/case/version-changes.ts";
import { documentWarnings } from "../domain/document-warnings.ts";
import {
  documentBefore,
  documentOfRound,
  lastDayText,
  nameOf,
  shortName,
  signerName,
  verbText,
} from "./approval-words.ts";
import type { CardState } from "./card-state.ts";
import { timeLeftText } from "./durations.ts";
import { fitChars, plain } from "./fit.ts";
import { clockText } from "./moments.ts";
import { returnBefore, returnLine } from "./return-words.ts";
import { signersNote } from "./signers-words.ts";

/** Advised. @source wecom:90236 */
const MAX_CHARS = 160;
/** Longest single value inside a list of changes. */
const VALUE_MAX_CHARS = 14;
const LABEL_MAX_CHARS = 16;
const GROUPS_MAX_CHARS = 40;

interface Input {
  file: CaseFile;
  approval: Approval;
  task: Task;
  bureau: Bureau;
  now: Date;
  hint?: string;
}

/**
 * The running text of a card. While it asks: what to mind, how much time is left as of when, how much is
 * doubtful, what changed since the last version; afterwards why nothing is asked any more.
 */
export function cardSubTitle(input: Input, state: CardState): string {
  if (state.kind === "asks") return askingText(input);
  return fitChars(plain(`${groupsText(input)}${restingText(state)}`), MAX_CHARS);
}

function askingText(input: Input): string {
  const { bureau, task, now } = input;
  const hint = input.hint === undefined ? "" : `${fitChars(input.hint, 60)}\n`;
  const timing = `截至 ${clockText(now)} ${timeLeftText(bureau.calendar, task.dueAt, now)}`;
  const told = [revocationNote, returnNote, standInNote, handoverNote, signersNote, groupsText];
  const notes = told.map((note) => note(input)).join("");
  const head = `${hint}${notes}${timing}${warningsNote(input)}`;
  const changed = changesText(input, MAX_CHARS - head.length - 1);
  return changed === "" ? head : `${head}\n${changed}`;
}

/** Whom the holder speaks for, where that is more than one group. */
function groupsText({ approval, task }: Input): string {
  const groups = groupsOfTask(approval, task);
  return groups.length === 0 ? "" : `代表 ${fitChars(groups.join("、"), GROUPS_MAX_CHARS)}\n`;
}

/** That an approved document is to be void, who wants it, and why; empty where a document is to be approved. */
function revocationNote({ approval }: Input): string {
  const act = revokeActOf(approval);
  if (act === undefined) return "";
  return `${shortName(act.name)} 申请撤销已通过的审批：${fitChars(plain(act.text), 60)}\n`;
}

/** By whom the node was returned to which, and why; empty where it was not. */
function returnNote({ approval, task }: Input): string {
  const returned = returnBefore(approval, task);
  return returned === undefined ? "" : `${fitChars(returnLine(approval, returned), 60)}\n`;
}

/** By whom the task was handed over, and why; empty when it was not. */
function handoverNote({ approval, task }: Input): string {
  const act = handoverTo(approval, task.id);
  if (act === undefined) return "";
  return `${shortName(act.name)} 转办：${fitChars(plain(act.text), 40)}\n`;
}

/** For whom the reader decides; or that somebody else may decide too, and the first of the two counts. */
function standInNote({ approval, task, bureau: { organisation } }: Input): string {
  const { onBehalfOf } = task;
  const others = tasksOfSeat(approval, task).filter(
    (one) => one.status === "pending" && one.holder !== task.holder,
  );
  const names = others.map(({ holder }) => nameOf(organisation, holder));
  const first = names.length === 0 ? "" : `与 ${names.join("、")} 共管，先办者有效\n`;
  if (onBehalfOf === undefined) return first;
  const { principal, until } = onBehalfOf;
  return `代 ${nameOf(organisation, principal)} 审批（本人休假至 ${lastDayText(until)}）\n${first}`;
}

/** That the page has remarks on this version, which are too long for a card; empty when it has none. */
function warningsNote({ file, approval, task, bureau }: Input): string {
  const document = documentOfRound(file, approval, task.round);
  const count = document === undefined ? 0 : documentWarnings(file, document, bureau).length;
  return count === 0 ? "" : `\n另有 ${count} 条提示，见方案`;
}

/** What was changed since the version before: the first changes that fit, then 等 N 项; empty where there is none. */
function changesText({ file, approval, task }: Input, maxChars: number): string {
  const before = documentBefore(file, approval, task.round);
  const after = documentOfRound(file, approval, task.round);
  if (before === undefined || after === undefined) return "";
  const all = versionChanges(before, after);
  const { own, others } = reviewedFirst(
    all,
    approval.kind,
    nodeOfTask(approval, task)?.reviewFields,
  );
  const changes = [...own, ...others].map(changeText);
  const head = `较 v${before.version} 修改${ownNote(own.length, all.length)}：`;
  if (changes.length === 0) return `${head}无`;
  for (let count = changes.length; count > 0; count -= 1) {
    const rest = count < changes.length ? ` 等 ${changes.length} 项` : "";
    const text = `${head}${changes.slice(0, count).join("；")}${rest}`;
    if (text.length <= maxChars) return text;
  }
  return `${head}${changes.length} 项`;
}

/** How many of the changes, which come first, the reader answers for; nothing where that is all of them. */
function ownNote(ownCount: number, count: number): string {
  if (ownCount === count) return "";
  return ownCount === 0 ? "（不涉及您审核的内容）" : `（前 ${ownCount} 项由您审核）`;
}

function changeText({ label, before, after }: FieldChange): string {
  const value = (text: string) => fitChars(text, VALUE_MAX_CHARS);
  return `${fitChars(label, LABEL_MAX_CHARS)} ${value(before)}→${value(after)}`;
}

function restingText(state: Exclude<CardState, { kind: "asks" }>): string {
  switch (state.kind) {
    case "decided-by-you":
      return `您的意见：${state.decision.opinion.text || "无"}`;
    case "decided-by-other":
    case "closed-by-other":
    case "sent-back":
      if (state.decision.byRule !== undefined) return "系统按规则办理，详情请点“查看方案”。";
      return `${signerName(state.decision)} ${verbText(state.decision.verb)}，意见：${state.decision.opinion.text || "无"}`;
    case "transferred":
    case "withdrawn":
    case "waits":
    case "removed":
      return `理由：${state.act.text || "未填写"}`;
    case "newer-version":
      return `本卡对应的版本已被 v${state.latestVersion} 取代${state.isAskedAgain ? "，请在新卡上处理" : "；轮到您时会另发新卡"}。`;
    case "stale":
      return "为保证按钮有效，已另发新卡，请在新卡上处理。";
    case "closed":
      return CLOSED[state.reason ?? "superseded"] ?? "此项审批已结束，您无需处理。";
  }
}

/** Where there is more to say than that it has ended. */
const CLOSED: Readonly<Partial<Record<CancelReason, string>>> = {
  "taken-back": "前序意见已被拿回；轮到您时会另发新卡。",
  "taken-over": "超时未办，已提级由上级审批，您无需处理。",
};
