import type { z } from "zod";
import type { Problem } from "../../domain/problem.ts";

type Issue = z.core.$ZodIssue;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "应为文字",
  number: "应为数字",
  int: "应为整数",
  boolean: "应为 true 或 false",
  array: "应为列表",
  object: "应为对象",
};

export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Parses a body; every problem at once, in Chinese, each with the dotted path of its field. */
export function parseShape<T>(
  shape: z.ZodType<T>,
  body: unknown,
  labelOf: (path: string) => string,
): Parsed<T> {
  const result = shape.safeParse(body, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    problems: result.error.issues.flatMap((issue) => problemsOf(issue, labelOf)),
  };
}

function problemsOf(issue: Issue, labelOf: (path: string) => string): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: [...path, shortened(key)].join("."),
      code: "unknown-field",
      message: `不认识的字段 ${shortened(key)}`,
      severity: "error",
    }));
  }
  const field = path.join(".");
  const label = labelOf(field);
  const { code, words } = wordsOf(issue);
  return [{ field, code, message: label === "" ? words : `${label}：${words}`, severity: "error" }];
}

function wordsOf(issue: Issue): { code: string; words: string } {
  if (issue.code !== "custom" && isMissing(issue)) return { code: "required", words: "必须填写" };
  switch (issue.code) {
    case "invalid_type":
      return { code: "wrong-type", words: TYPE_WORDS[issue.expected] ?? "类型不对" };
    case "too_small":
      return { code: "too-small", words: smallWords(issue) };
    case "too_big":
      return { code: "too-big", words: bigWords(issue) };
    case "invalid_value":
      return { code: "not-a-choice", words: `应为 ${issue.values.map(String).join("、")} 之一` };
    case "invalid_union":
      return { code: "not-a-choice", words: "应为 hv 或 lv" };
    case "custom":
      return { code: String(issue.params?.["code"] ?? "invalid"), words: issue.message };
    case "invalid_format":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
    case "unrecognized_keys":
      return { code: "invalid", words: issue.message };
  }
}

function isMissing(issue: Issue): boolean {
  return issue.code === "invalid_union" ? isAbsentUnion(issue) : issue.input === undefined;
}

/** A union names its discriminator, not the value, as what it failed on. */
function isAbsentUnion(issue: Issue): boolean {
  const key = String(issue.path.at(-1));
  return (
    typeof issue.input === "object" && issue.input !== null && !Object.hasOwn(issue.input, key)
  );
}

function smallWords(issue: z.core.$ZodIssueTooSmall): string {
  if (issue.origin === "string") return "不能为空";
  return issue.origin === "array" ? `至少 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`;
}

function bigWords(issue: z.core.$ZodIssueTooBig): string {
  if (issue.origin === "string") return `最多 ${issue.maximum} 个字`;
  return issue.origin === "array" ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`;
}

/** Keys come from outside; a long or odd one must not fill an answer. */
function shortened(key: string): string {
  return key.replace(/[^\p{L}\p{N}_.-]/gu, "?").slice(0, 40);
}
