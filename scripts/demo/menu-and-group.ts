import type { WecomClient } from "../../src/wecom/client.ts";
import type { MenuCreateRequest } from "../../src/wecom/wire.ts";
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

const MENU: MenuCreateRequest = {
  button: [
    { type: "click", name: "待办", key: "MY_TODO" },
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

/** What an administrator does once in a real enterprise, by the same calls. */
export async function makeMenuAndGroup(
  api: Pick<WecomClient, "createMenu" | "createGroupChat">,
): Promise<void> {
  await api.createMenu(MENU);
  await api.createGroupChat({
    ...MANAGERS_CHAT,
    userIds: [...GROUP_MEMBERS],
    chatId: MANAGERS_CHAT_ID,
  });
}
