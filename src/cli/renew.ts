import type { Command } from "commander";
import { renewCards } from "../actions/renew-cards.ts";
import type { Cli } from "./surroundings.ts";
import { withDatabase } from "./with-app.ts";

/** `renew` */
export function addRenewCommand(program: Command, cli: Cli): void {
  program
    .command("renew")
    .description("给所有待审批人各发一张新卡片；用于恢复备份之后，手机上的卡片与库中不一致时")
    .action(async () => {
      const cards = await withDatabase(cli, ({ deps }) => renewCards(deps));
      cli.out(
        cards === 0
          ? "没有待审批的任务"
          : `已排入 ${cards} 张新卡片，由运行中的服务按限额发出；旧卡片随之失效`,
      );
      cli.finish(0);
    });
}
