// The bureau that is measured: the shipped one, with many more people and a flow whose signers differ by case.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../test/support/services.ts";

/** People among whom the work is spread: so many that a hundred cards a second stay within the limits of each. */
export const PEOPLE = 400;

/** Userid of person n, whatever n is. */
export function personNo(n: number): string {
  return `p${String(n % PEOPLE).padStart(3, "0")}`;
}

/** How many sign at once where everybody presses the same case. */
export const SIGNERS_AT_ONCE = 16;

function organisation(): string {
  const shipped = readFileSync(join(projectRoot, "config", "organisation.yaml"), "utf8");
  const more = Array.from(
    { length: PEOPLE },
    (_, n) =>
      `  - { userid: ${personNo(n)}, name: 测${n}, department: marketing, position: 测试员, roles: [staff] }`,
  );
  return `${shipped.trimEnd()}\n${more.join("\n")}\n`;
}

function flow(nodes: readonly string[]): string {
  return `
id: plan-10kv-single
version: 9
name: 10 kV 单电源供电方案
kind: supply_plan
order: 40
when: { voltageKv: { atLeast: 1, below: 35 }, sourceCount: { atMost: 1 }, important: false, specialLoad: false }
nodes:
${nodes.map((node) => `  - { ${node}, limit: 5 工作日, ladder: approval-node }`).join("\n")}
`;
}

/** One signer after another, each case with its own: the works manager, then the grid manager. */
export const IN_TURN = {
  "organisation.yaml": organisation(),
  "flows/plan-10kv-single.yaml": flow([
    "id: works, name: 工程审批, mode: all, who: [{ caseRole: worksManager }]",
    "id: grid, name: 客户审批, mode: all, who: [{ caseRole: gridManager }]",
  ]),
};

/** So many sign together, then one more. */
export function together(signers: number): Readonly<Record<string, string>> {
  const people = Array.from({ length: signers }, (_, n) => personNo(n)).join(", ");
  return {
    "organisation.yaml": organisation(),
    "flows/plan-10kv-single.yaml": flow([
      `id: together, name: 会签, mode: all, who: [{ userids: [${people}] }]`,
      "id: grid, name: 客户审批, mode: all, who: [{ caseRole: gridManager }]",
    ]),
  };
}
