import type { Command } from "commander";
import { resolve } from "node:path";
import { problemText } from "../config/config-error.ts";
import { diskFiles } from "../config/disk-files.ts";
import { editedFindings, lintBureau } from "../config/lint.ts";
import { comparePublished } from "./compare-published.ts";
import type { Cli, ExitCode } from "./surroundings.ts";

const NOTES = `
例：
  npm run qianpi -- flows lint
  npm run qianpi -- flows lint config-next

目录不写时用 CONFIG_DIR。设了 MYSQL_URL 时还与已发布的版本核对，只看不改。
服务启动时按同样的规则检查尚未发布的版本，有一处不对就不发布、不启动。`;

/** `flows lint [DIR]` */
export function addFlowsLint(flows: Command, cli: Cli): void {
  flows
    .command("lint")
    .description("检查配置目录：一次列出所有问题，有问题即以退出码 1 结束")
    .argument("[目录]", "配置目录")
    .addHelpText("after", NOTES)
    .action(async (folder: string | undefined) => cli.finish(await lint(folder, cli)));
}

async function lint(folder: string | undefined, { env, clock, out, err }: Cli): Promise<ExitCode> {
  const named = folder === undefined ? {} : { CONFIG_DIR: resolve(env["INIT_CWD"] ?? ".", folder) };
  const linted = lintBureau({ ...env, ...named }, diskFiles, clock.now());
  for (const { words } of linted.provisional) out(`暂定：${words}`);
  const compared = await comparePublished(env, linted.flows);
  if ("why" in compared) out(`未与已发布的版本核对：${compared.why}`);
  const edited = "edited" in compared ? compared.edited : [];
  const problems = [...linted.problems, ...editedFindings(edited)];
  if (problems.length === 0) {
    out(`已检查 ${linted.flows.length} 个流程版本，未发现问题`);
    return 0;
  }
  err(
    [
      `有 ${problems.length} 处问题，不能发布：`,
      ...problems.map((one) => `- ${problemText(one)}`),
    ].join("\n"),
  );
  return 1;
}
