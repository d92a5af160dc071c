import { Command } from "commander";
import { widthOf } from "../doctor/text-width.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addEventsCommand } from "./events.ts";
import { addFlowsCommand } from "./flows.ts";
import { addGroupCommand } from "./group.ts";
import { addLeaveCommand } from "./leave.ts";
import { addMenuCommand } from "./menu.ts";
import { addOpenCommand } from "./open.ts";
import { addOutboxCommand } from "./outbox.ts";
import { addOverridesCommand } from "./overrides.ts";
import { addRenewCommand } from "./renew.ts";
import { addRulesCommand } from "./rules.ts";
import { addShowCommand } from "./show.ts";
import { addSubmitCommand } from "./submit.ts";
import { addSheetCommand } from "./sheet.ts";
import { addSheetKeyCommand } from "./sheet-key.ts";
import { addVerifyAuditCommand } from "./verify-audit.ts";
import { addVerifySheetCommand } from "./verify-sheet.ts";
import type { Cli } from "./surroundings.ts";

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
};
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "[options]": "[选项]",
  "[command]": "[命令]",
};

const EXAMPLES = `
例：
  npm run qianpi -- doctor
  npm run qianpi -- open examples/case.yaml
  npm run qianpi -- submit examples/hv-plan.yaml --case BZ-2026-000123 --as zhangwei
  npm run qianpi -- show BZ-2026-000123
  npm run qianpi -- verify-audit
  npm run qianpi -- help submit

退出码：0 成功，1 被拒绝或自检不通过，2 用法不对，3 出错。`;

/** The table of commands. Commander throws instead of ending the process, and its own words are not shown. */
export function createProgram(cli: Cli): Command {
  const program = new Command("npm run qianpi --");
  program
    .description("签批：企业微信供电方案审批的命令行")
    .usage("<命令> [参数]")
    .addHelpText("after", EXAMPLES)
    .exitOverride()
    .configureHelp({
      helpWidth: cli.columns,
      displayWidth: widthOf,
      styleTitle: (title) => TITLES[title] ?? title,
      styleOptionText: (text) => PLACEHOLDERS[text] ?? text,
      styleSubcommandText: (text) => PLACEHOLDERS[text] ?? text,
    })
    .configureOutput({
      writeOut: (text) => cli.out(text.trimEnd()),
      writeErr: (text) => cli.err(text.trimEnd()),
      outputError: () => undefined,
    })
    .helpOption("-h, --help", "显示帮助")
    .helpCommand("help [命令]", "显示一个命令的帮助");
  for (const add of [
    addOpenCommand,
    addSubmitCommand,
    addShowCommand,
    addFlowsCommand,
    addDoctorCommand,
    addMenuCommand,
    addGroupCommand,
    addLeaveCommand,
    addOutboxCommand,
    addOverridesCommand,
    addRenewCommand,
    addRulesCommand,
    addVerifyAuditCommand,
    addEventsCommand,
    addSheetCommand,
    addSheetKeyCommand,
    addVerifySheetCommand,
  ]) {
    add(program, cli);
  }
  return program;
}
