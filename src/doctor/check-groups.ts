import { WecomApiError } from "../wecom/errcodes.ts";
import { subject, type Finding } from "./finding.ts";
import type { Patient } from "./patient.ts";
import { wecomWords } from "./wecom-words.ts";

const CHAT = subject("wecom.managers-chat", "管理群");
const WEBHOOK = subject("wecom.webhook", "群机器人");

/** Where alerts for managers go: the group chat the app made, and the group with a robot. */
export async function checkGroups(patient: Patient): Promise<Finding[]> {
  return [await chatFinding(patient), webhookFinding(patient)];
}

async function chatFinding({ config, api }: Patient): Promise<Finding> {
  const chatId = config.wecom.managersChatId;
  if (chatId === undefined) {
    const message =
      "没有设置 WECOM_MANAGERS_CHAT_ID，超期预警不会发到管理群；可用 npm run qianpi -- group create 建群";
    return CHAT.warn(message);
  }
  try {
    const { name, userIds } = await api.getGroupChat(chatId);
    return CHAT.ok(`“${name}”，${userIds.length} 人`);
  } catch (error) {
    if (!(error instanceof WecomApiError)) throw error;
    return CHAT.fail(wecomWords(error));
  }
}

/** The robot is not tried: every try would be a message in the group. */
function webhookFinding({ config }: Patient): Finding {
  if (config.wecom.webhookUrl === undefined) {
    const message =
      "没有设置 WECOM_WEBHOOK_URL，群里收不到机器人预警；应用凭证出问题时也就没有别的途径报警";
    return WEBHOOK.warn(message);
  }
  return WEBHOOK.ok("已设置（不试发，以免打扰群成员）");
}
