import type { Command } from "commander";
import type { MenuCreateRequest } from "../wecom/wire.ts";
import type { Cli } from "./surroundings.ts";
import { withApp } from "./with-app.ts";

/** The menu at the foot of the app's chat; every key is one that text commands know. */
export const CHAT_MENU: MenuCreateRequest = {
  button: [
    { type: "click", name: "我的待办", key: "MY_TODO" },
    {
      name: "查询",
      sub_button: [
        { type: "click", name: "我提交的", key: "MY_SUBMITTED" },
        { type: "click", name: "超期", key: "OVERDUE" },
      ],
    },
    { type: "click", name: "帮助", key: "HELP" },
  ],
};

/** `menu` */
export function addMenuCommand(program: Command, cli: Cli): void {
  program
    .command("menu")
    .description("在企业微信里建立应用菜单：我的待办、查询（我提交的、超期）、帮助")
    .action(async () => {
      await withApp(cli, ({ api }) => api.createMenu(CHAT_MENU));
      cli.out("已建立应用菜单；手机上约几分钟后可见，重新进入应用会更快");
      cli.finish(0);
    });
}
