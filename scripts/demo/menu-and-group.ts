import { CHAT_MENU } from "../../src/cli/menu.ts";
import type { WecomClient } from "../../src/wecom/client.ts";
import { MANAGERS_CHAT, MANAGERS_CHAT_ID } from "./identity.ts";

/** Members of both groups: managers, heads of the departments that sign, and the supervisor. */
export const GROUP_MEMBERS: readonly string[] = [
  "linna",
  "zhangwei",
  "maqiang",
  "wangfang",
  "bateer",
  "zhaogang",
  "chenming",
  "wuhao",
  "liuyang",
  "yangbo",
];

/** What an administrator does once in a real enterprise, by the same calls. */
export async function makeMenuAndGroup(
  api: Pick<WecomClient, "createMenu" | "createGroupChat">,
): Promise<void> {
  await api.createMenu(CHAT_MENU);
  await api.createGroupChat({
    ...MANAGERS_CHAT,
    userIds: [...GROUP_MEMBERS],
    chatId: MANAGERS_CHAT_ID,
  });
}
