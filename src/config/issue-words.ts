import type { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "文字（可用引号括起）",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "列表",
  object: "键值表",
  record: "键值表",
};

const SIZE_UNITS: Readonly<Record<string, string>> = { string: " 个字", array: " 项" };

/** What is wrong with a value of the bureau's files, in words. */
export function issueWords(issue: Issue): string {
  const { code, input } = issue;
  if ((code === "invalid_type" || code === "invalid_value") && input === undefined) {
    return "缺少必填项";
  }
  if (code === "invalid_type") return `应为${TYPE_WORDS[issue.expected] ?? issue.expected}`;
  if (code === "invalid_value") return `应为以下之一：${issue.values.map(String).join("、")}`;
  if (code === "too_small") {
    return `太小或太短，至少 ${issue.minimum}${SIZE_UNITS[issue.origin] ?? ""}`;
  }
  if (code === "too_big") {
    return `太大或太长，最多 ${issue.maximum}${SIZE_UNITS[issue.origin] ?? ""}`;
  }
  return "写法不对";
}
