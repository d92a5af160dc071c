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
const MAX_LOOKED_AT = 1_024;

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
  "不同意 同意 不通过 审批通过 审核通过 通过 不批准 批准 准予 赞成 退回 驳回 打回 否决 拒绝 转办 转交 加签 撤回 撤销".split(
    " ",
  );
/** Blanks inside a word are a way of typing it; NFKC has already removed the other spellings. */
const DECISION = new RegExp(
  `^[\\p{P}\\p{S} ]*(?:我们? ?)?(?:${DECISION_WORDS.map((word) => Array.from(word).join(" ?")).join("|")}|(?:approve|agree|reject)(?![a-z]))`,
  "iu",
);

/** Words of asking before and after what is asked for, longest first where one begins another. */
const ASKING_BEFORE =
  "请帮我 请问 请查 麻烦 帮我 帮忙 我想 我要 查询一下 查询 查一下 查下 查看一下 查看 查找 查个 看一下 看看 看下 搜索".split(
    " ",
  );
const ASKING_AFTER =
  "进行到哪一步 进行到哪 走到哪一步 走到哪 办到哪一步 办到哪 到哪一步 到哪步 到哪里 到哪儿 到哪 卡在哪里 卡在哪儿 卡在哪 在哪里 在哪儿 在哪 什么进度 什么状态 什么情况 进度 进展 状态 情况 怎么样 咋样 如何 在谁那里 在谁那 在谁手里 到谁 为什么卡住 还剩多久 什么时候到期 现在 目前".split(
    " ",
  );
const FINAL_PARTICLES = /[的了吗呢啊呀吧么]+$/;
const LOOSE_START = /^[ :,;.、。!?~“”‘’「」『』《》]+/;
const LOOSE_END = /[ :,;.、。!?~“”‘’「」『』《》]+$/;

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
  return COMMANDS.get(keyOf(text)) ?? COMMANDS.get(keyOf(withoutAsking(text)));
}

function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\p{P}\p{S} ]/gu, "")
    .replace(FINAL_PARTICLES, "");
}

function caseQuery(asked: string, isCut: boolean): TextCommand {
  const text = withoutAsking(asked);
  if (isCut || Array.from(text).length > MAX_QUERY_CHARS) return unclear("too-long");
  if (!/[\p{L}\p{N}]/u.test(text)) return unclear("nothing-to-look-for");
  return { kind: "case-query", text };
}

function withoutAsking(asked: string): string {
  const begun = repeatedly(trimLoose(asked), cutBefore);
  const ended = repeatedly(begun, cutAfter);
  return ended === begun ? begun : ended.replace(/的$/, "");
}

function cutBefore(text: string): string {
  const word = ASKING_BEFORE.find((one) => text.startsWith(one)) ?? bareLookUp(text);
  return trimLoose(text.slice(word.length));
}

/** A bare 查 asks, except where place names of the region begin with it (查干…, 查汗…, 查哈…). */
function bareLookUp(text: string): string {
  return /^查(?![干汗哈])/.test(text) ? "查" : "";
}

function cutAfter(text: string): string {
  const bare = text.replace(FINAL_PARTICLES, "");
  const word = ASKING_AFTER.find((one) => bare.endsWith(one));
  return word === undefined ? text : trimLoose(bare.slice(0, bare.length - word.length));
}

/** Applies a cut until it takes nothing more; every cut shortens, so this ends. */
function repeatedly(text: string, cut: (text: string) => string): string {
  const next = cut(text);
  return next === text ? text : repeatedly(next, cut);
}

function trimLoose(text: string): string {
  return text.replace(LOOSE_START, "").replace(LOOSE_END, "");
}

function unclear(reason: UnclearReason): TextCommand {
  return { kind: "unclear", reason };
}
