import { trimLoose, withoutAsking, withoutParticles, withoutQuestion } from "./asking-words.ts";

/** What a person wants who wrote to the bot or used its menu. The text is data: it never decides anything. */
export type TextCommand =
  | { kind: "my-todo" }
  | { kind: "my-submissions" }
  | { kind: "overdue" }
  | { kind: "help" }
  /** A number, a name or a part of one; normalised, without the words of asking. */
  | { kind: "case-query"; text: string }
  /** Begins like a decision (同意, 退回, …); `text` is what follows. To be answered with state and link. */
  | { kind: "decision-words"; word: string; text: string }
  | { kind: "empty" }
  | { kind: "unclear"; reason: UnclearReason };

export type UnclearReason =
  | "too-long"
  | "no-words"
  | "nothing-to-look-for"
  | "unknown-command"
  | "courtesy"
  | "hidden-direction";

/** Longest query in characters; names of customers and projects are far shorter. */
export const MAX_QUERY_CHARS = 100;

/** Only so much is ever looked at, which bounds the work on any input. */
const MAX_LOOKED_AT = 256;

/** Marks that make text read in another order than it is stored; such a number could name another case. */
const HIDDEN_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/;

/** Whole messages that are commands; compared without blanks, punctuation and final particles. */
const WHOLE_MESSAGES: readonly (readonly [TextCommand, string])[] = [
  [
    { kind: "my-todo" },
    "待办 我的待办 代办 我的代办 带办 待辦 待办事项 我的待办事项 待审批 待我审批 我的审批 待审 待批 待处理 待我处理 我的任务 todo",
  ],
  [
    { kind: "my-submissions" },
    "我提交 我的提交 我提交的方案 已提交 我发起 我的发起 我发起的审批 我的申请 我报 我送审",
  ],
  [{ kind: "overdue" }, "超期 超时 逾期 过期 已超期 已超时 超期任务 超时任务 超期清单 我的超期"],
  [
    { kind: "help" },
    "帮助 菜单 功能 说明 使用说明 怎么用 怎么使用 你好 您好 在吗 在 help menu h hi hello",
  ],
  [
    { kind: "unclear", reason: "courtesy" },
    "谢谢 谢谢你 谢谢您 多谢 感谢 收到 好 好滴 行 可以 嗯 明白 知道 辛苦 ok okay",
  ],
];
const COMMANDS: ReadonlyMap<string, TextCommand> = new Map(
  WHOLE_MESSAGES.flatMap(([command, words]) =>
    words.split(" ").map((word): [string, TextCommand] => [word, command]),
  ),
);

/** Words a decision begins with; a negated one stands before its plain form. */
const DECISION_WORDS =
  "不同意 同意 不通过 审批通过 审核通过 通过 不批准 批准 准予 赞成 退回 驳回 打回 否决 拒绝 转办 转交 加签 减签 委派 撤回 撤销 催办 拿回".split(
    " ",
  );
/** Blanks inside a word are a way of typing it; NFKC has already removed the other spellings. */
const DECISION = new RegExp(
  `^[\\p{P}\\p{S} ]*(?:我们? ?)?(?:${DECISION_WORDS.map((word) => Array.from(word).join(" ?")).join("|")}|(?:approve|agree|reject)(?![a-z]))`,
  "iu",
);

/** Menu entries of the application, by their event key. */
const MENU: ReadonlyMap<string, TextCommand> = new Map<string, TextCommand>([
  ["MY_TODO", { kind: "my-todo" }],
  ["MY_SUBMITTED", { kind: "my-submissions" }],
  ["OVERDUE", { kind: "overdue" }],
  ["HELP", { kind: "help" }],
]);

/** What a menu entry stands for; undefined when the key is not ours. */
export function commandForMenuKey(key: string): TextCommand | undefined {
  return MENU.get(key);
}

/** Understands a text message; total: every string gives a command. */
export function parseTextCommand(raw: string): TextCommand {
  const text = normaliseText(raw.slice(0, MAX_LOOKED_AT));
  if (text === "") return { kind: "empty" };
  if (HIDDEN_DIRECTION.test(raw)) return unclear("hidden-direction");
  const command = decisionWords(text) ?? wholeMessage(text);
  if (command !== undefined) return command;
  if (text.startsWith("/")) return unclear("unknown-command");
  if (!/[\p{L}\p{N}]/u.test(text)) return unclear("no-words");
  return caseQuery(text, raw.length > MAX_LOOKED_AT);
}

/**
 * One spelling for what looks the same: NFKC (full-width digits become plain), invisible characters and
 * halves of broken pairs dropped, control characters and runs of blanks made one space, ends trimmed.
 */
export function normaliseText(raw: string): string {
  return raw
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cs}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

function decisionWords(text: string): TextCommand | undefined {
  const begin = DECISION.exec(text)?.[0];
  if (begin === undefined) return undefined;
  const word = begin.replace(/[\p{P}\p{S} ]/gu, "").replace(/^我们?/, "");
  return { kind: "decision-words", word, text: trimLoose(text.slice(begin.length)) };
}

function wholeMessage(text: string): TextCommand | undefined {
  if (/^\?+$/.test(text) || /^help(?![a-z0-9])/i.test(text)) return { kind: "help" };
  const readings = [text, withoutQuestion(text), withoutAsking(text)];
  return readings.map((one) => COMMANDS.get(keyOf(one))).find((command) => command !== undefined);
}

function keyOf(text: string): string {
  return withoutParticles(text.toLowerCase().replace(/[\p{P}\p{S} ]/gu, ""));
}

function caseQuery(asked: string, isCut: boolean): TextCommand {
  const text = withoutAsking(asked);
  if (isCut || Array.from(text).length > MAX_QUERY_CHARS) return unclear("too-long");
  if (!/[\p{L}\p{N}]/u.test(text)) return unclear("nothing-to-look-for");
  return { kind: "case-query", text };
}

function unclear(reason: UnclearReason): TextCommand {
  return { kind: "unclear", reason };
}
