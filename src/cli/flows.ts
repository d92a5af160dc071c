import type { Command } from "commander";
import { diskFiles } from "../config/disk-files.ts";
import { loadBureauOnly } from "../config/load.ts";
import { addFlowsLint } from "./flows-lint.ts";
import { addFlowsMigrate } from "./flows-migrate.ts";
import { addFlowsPreview } from "./flows-preview.ts";
import { addFlowsPublish } from "./flows-publish.ts";
import { newestFlows } from "../domain/approval/choose-flow.ts";
import type { Flow, FlowNode, Who } from "../domain/approval/flow.ts";
import { departmentOf, personOf, type Organisation } from "../domain/people/organisation.ts";
import { kindText } from "../messages/document-words.ts";
import { modeText } from "../messages/mode-words.ts";
import { limitText } from "../messages/durations.ts";
import { conditionText } from "./condition-words.ts";
import { flowRulesText, nodeRulesText } from "./rule-words.ts";
import type { Cli } from "./surroundings.ts";

const CASE_ROLES = {
  gridManager: "网格客户经理",
  worksManager: "业扩工程经理",
  branchHead: "分局负责人",
} as const;

/** `flows`, `flows lint [DIR]`, `flows preview FLOW …`, `flows publish`, `flows migrate FLOW …` */
export function addFlowsCommand(program: Command, cli: Cli): void {
  const flowsCommand = program
    .command("flows")
    .description(
      "列出现行审批流程：条件、环节、审批人、时限；lint 检查，preview 试走，publish 发布，migrate 迁移在办审批",
    )
    .action(() => {
      const { flows, organisation } = loadBureauOnly(cli.env, diskFiles);
      const inOrder = newestFlows(flows).toSorted(
        (a, b) => b.kind.localeCompare(a.kind) || a.order - b.order,
      );
      cli.out(inOrder.map((flow) => flowText(flow, organisation)).join("\n\n"));
      cli.finish(0);
    });
  addFlowsLint(flowsCommand, cli);
  addFlowsPreview(flowsCommand, cli);
  addFlowsPublish(flowsCommand, cli);
  addFlowsMigrate(flowsCommand, cli);
}

function flowText(flow: Flow, organisation: Organisation): string {
  return [
    `${flow.id} v${flow.version}  ${kindText(flow.kind)} · ${flow.name}`,
    `  条件：${conditionText(flow.when)}${flowRulesText(flow)}`,
    ...flow.nodes.map((node, index) => `  ${index + 1}. ${nodeText(node, flow, organisation)}`),
  ].join("\n");
}

function nodeText(node: FlowNode, flow: Flow, organisation: Organisation): string {
  const who = node.who.map((one) => whoText(one, organisation)).join("、");
  const when = Object.keys(node.when).length === 0 ? "" : `；仅当 ${conditionText(node.when)}`;
  return `${node.name}（${modeText(node.mode)}：${who}；${limitText(node.limit)}${afterText(node, flow)}${when}${nodeRulesText(node)}）`;
}

/** Only what differs from "after the one above" is said. */
function afterText(node: FlowNode, { nodes }: Flow): string {
  const above = nodes[nodes.indexOf(node) - 1];
  if (node.after.length <= 1 && node.after[0] === above?.id) return "";
  const names = node.after.map((id) => nodes.find((one) => one.id === id)?.name ?? id);
  return names.length === 0 ? "；一开始就办" : `；在${names.join("、")}之后`;
}

function whoText(who: Who, organisation: Organisation): string {
  if ("caseRole" in who) return CASE_ROLES[who.caseRole];
  if ("userids" in who) {
    return who.userids.map((userid) => personOf(organisation, userid)?.name ?? userid).join("、");
  }
  const id = who.department;
  const department = id === undefined ? "" : (departmentOf(organisation, id)?.name ?? id);
  return "position" in who ? `${department}${who.position}` : `${department}负责人`;
}
