import type { Command } from "commander";
import { prepareDatabase } from "../app/start-app.ts";
import { DatabaseAway, ping } from "../store/db.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { withApp } from "./with-app.ts";

const NOTES = `
例：
  npm run qianpi -- flows lint
  npm run qianpi -- flows publish
  npm run qianpi -- doctor

检查不通过的版本不会发布；已发布的版本不能再改。服务启动时也会发布，先发布可以在重启之前发现问题。
重启之后的新提交按新版本审批，在办审批仍按原版本。`;

/** `flows publish` */
export function addFlowsPublish(flows: Command, cli: Cli): void {
  flows
    .command("publish")
    .description("发布配置目录里尚未发布的流程版本，与服务启动时所做的相同")
    .addHelpText("after", NOTES)
    .action(async () => cli.finish(await publish(cli)));
}

async function publish(cli: Cli): Promise<ExitCode> {
  const published = await withApp(cli, async (app) => {
    if (!(await ping(app.deps.db))) throw new DatabaseAway(undefined);
    return prepareDatabase(app);
  });
  for (const { id, version, name } of published) cli.out(`已发布 ${id} v${version}  ${name}`);
  cli.out(
    published.length === 0
      ? "没有尚未发布的版本"
      : `共 ${published.length} 个版本；重启服务后，新提交按它们审批`,
  );
  return 0;
}
