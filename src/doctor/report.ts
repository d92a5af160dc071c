import type { Finding, Result } from "./finding.ts";
import { padTo, widthOf, wrapTo } from "./text-width.ts";

const MARKS: Readonly<Record<Result, string>> = { ok: "✓ 正常", warn: "! 注意", fail: "✗ 不通过" };
const MARK_COLUMNS = 10;
const LEAST_MESSAGE_COLUMNS = 30;

/** The findings as an aligned table of at most so many columns, with a sum below. */
export function reportText(findings: readonly Finding[], columns: number): string {
  const titleColumns = Math.max(...findings.map(({ title }) => widthOf(title))) + 2;
  const before = MARK_COLUMNS + titleColumns;
  const messageColumns = Math.max(LEAST_MESSAGE_COLUMNS, columns - before - 2);
  const lines = findings.flatMap(({ result, title, message }) => {
    const [first = "", ...more] = wrapTo(message, messageColumns);
    const head = `${padTo(MARKS[result], MARK_COLUMNS)}${padTo(title, titleColumns)}${first}`;
    return [head, ...more.map((text) => " ".repeat(before) + text)];
  });
  return [...lines, "", sumText(findings)].join("\n");
}

/** Whether anything does not work. */
export function isSick(findings: readonly Finding[]): boolean {
  return findings.some(({ result }) => result === "fail");
}

function sumText(findings: readonly Finding[]): string {
  const count = (wanted: Result) => findings.filter(({ result }) => result === wanted).length;
  return `共 ${findings.length} 项：正常 ${count("ok")}，注意 ${count("warn")}，不通过 ${count("fail")}`;
}
