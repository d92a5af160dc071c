import type { Command } from "commander";
import { openCase } from "../actions/open-case.ts";
import { parseOpenCase } from "../http/api/shapes.ts";
import { tellProblems } from "./problem-lines.ts";
import { readDocument } from "./read-document.ts";
import { refusedText } from "./refused-text.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { withDatabase } from "./with-app.ts";

/** `open case.yaml` */
export function addOpenCommand(program: Command, cli: Cli): void {
  program
    .command("open")
    .description("建立工单，打印工单编号（文件内容与 POST /api/cases 相同）")
    .argument("<文件>", "YAML 或 JSON 文件")
    .addHelpText("after", "\n例：\n  npm run qianpi -- open examples/case.yaml")
    .action(async (path: string) => cli.finish(await openFrom(path, cli)));
}

async function openFrom(path: string, cli: Cli): Promise<ExitCode> {
  const file = readDocument(path, cli.env);
  const parsed = parseOpenCase(file.data);
  if (!parsed.ok) return tellProblems(cli, parsed.problems, { file, verb: "建立" });
  return withDatabase(cli, async ({ deps }) => {
    const call = { input: parsed.value, openedBy: cli.operator, once: undefined };
    const result = await openCase(deps, call);
    if (result.ok) {
      cli.out(`已建立工单 ${result.value.caseNo}`);
      return 0;
    }
    if (result.why === "problems") {
      return tellProblems(cli, result.problems, { file, verb: "建立" });
    }
    cli.err(`未建立：${refusedText(result, deps)}`);
    return 1;
  });
}
