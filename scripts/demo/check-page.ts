import type { CaseFile } from "../../src/domain/case-file.ts";
import { browserOf } from "./browser.ts";
import type { Check } from "./check.ts";
import type { Demo } from "./bureau.ts";

/** Words by which the page tells of what is more than a signature. */
const MARKS = ["前加签", "沿用同意", "代 赵刚"];

/** The page of the story opens through the login of WeCom and shows every signature. */
export async function checkPage(
  demo: Demo,
  { connectionCase, approvals }: CaseFile,
): Promise<Check> {
  const path = `/cases/${connectionCase.caseNo}`;
  const { status, html, hosts } = await browserOf(demo, "zhangwei").open(path);
  const signers = approvals.flatMap(({ decisions }) => decisions).map(({ name }) => name);
  const missing = [...signers, ...MARKS].filter((words) => !html.includes(words));
  return {
    what: "the case page opens through the login of WeCom and shows every signature, and how it came about",
    problems: [
      ...(status === 200 ? [] : [`the page answered ${status}`]),
      ...(hosts.has(new URL(demo.simulatorUrl).host) ? [] : ["the login did not pass WeCom"]),
      ...(html.includes("同意") && html.includes("退回") ? [] : ["no decisions on the page"]),
      ...missing.map((words) => `the page does not say ${words}`),
    ],
  };
}
