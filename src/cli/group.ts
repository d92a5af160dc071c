import type { Command } from "commander";
import type { WecomClient } from "../wecom/client.ts";
import type { NewGroupChat } from "../wecom/group-api.ts";
import type { Cli } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withApp } from "./with-app.ts";

const EXAMPLE = `
例：
  npm run qianpi -- group create 报装督办群 --owner linna --members zhangwei,maqiang,zhaogang

应用的可见范围须为整个企业。建好后把打印的群聊 ID 写入 WECOM_MANAGERS_CHAT_ID，再重启服务。`;

const MAX_NAME_CHARS = 50;

/** `group create NAME --owner U --members a,b` */
export function addGroupCommand(program: Command, cli: Cli): void {
  const group = program.command("group").description("管理群（用于超期预警）");
  group
    .command("create")
    .description("由应用建群并发第一条消息，打印群聊 ID")
    .argument("<群名>", "不超过 50 字")
    .requiredOption("--owner <userid>", "群主")
    .requiredOption("--members <userids>", "成员，用逗号分隔，不少于 2 人（含群主）")
    .addHelpText("after", EXAMPLE)
    .action(async (name: string, options: { owner: string; members: string }) => {
      const chat = newChat(name, options);
      const chatId = await withApp(cli, ({ api }) => create(api, chat));
      cli.out(`已建群“${chat.name}”，${chat.userIds.length} 人`);
      cli.out(`请写入配置后重启服务：WECOM_MANAGERS_CHAT_ID=${chatId}`);
      cli.finish(0);
    });
}

function newChat(name: string, options: { owner: string; members: string }): NewGroupChat {
  const owner = options.owner.trim().toLowerCase();
  const members = options.members
    .toLowerCase()
    .split(/[,，\s]+/)
    .filter((one) => one !== "");
  const userIds = [...new Set([owner, ...members])];
  if (userIds.length < 2) throw new UsageError("群成员连群主至少要 2 人");
  if (Array.from(name).length > MAX_NAME_CHARS)
    throw new UsageError(`群名不能超过 ${MAX_NAME_CHARS} 字`);
  return { name, owner, userIds };
}

/** Members see the group only once something was said in it. @source wecom:90245 */
async function create(api: WecomClient, chat: NewGroupChat): Promise<string> {
  const chatId = await api.createGroupChat(chat);
  const content = `本群用于接收“签批”的超期预警和督办提醒。`;
  await api.sendToGroupChat({ chatId, content, mention: [] });
  return chatId;
}
