import { WecomApiError } from "./errcodes.ts";
import { objectField, stringField, stringsField } from "./reply-fields.ts";
import type { TokenCall } from "./token-call.ts";
import type { Transport } from "./transport.ts";
import type { AppChatCreateRequest, AppChatSendRequest, WebhookSendRequest } from "./wire.ts";

/** A group chat made by the app. */
export interface GroupChatInfo {
  chatId: string;
  name: string;
  owner: string;
  userIds: string[];
}

/** What is needed to make a group chat: 2–2000 members, the owner among them. */
export interface NewGroupChat {
  /** ≤ 50 characters. */
  name: string;
  owner: string;
  userIds: string[];
  /** ≤ 32 letters and digits; made by WeCom when absent. */
  chatId?: string;
}

/** Groups: those the app made, and the one whose robot we know. Every method throws WecomApiError. */
export interface GroupApi {
  /** Returns the chat's id. @source wecom:90245 */
  createGroupChat(chat: NewGroupChat): Promise<string>;
  /** @source wecom:98914 */
  getGroupChat(chatId: string): Promise<GroupChatInfo>;
  /** @param message text ≤ 2048 bytes and the userids to mention. @source wecom:90248 */
  sendToGroupChat(message: { chatId: string; content: string; mention: string[] }): Promise<void>;
  /** @param message markdown ≤ 4096 bytes and the userids to mention. @source wecom:99110 */
  sendToWebhook(message: { content: string; mention: string[] }): Promise<void>;
}

const CREATE = "/cgi-bin/appchat/create";
const GET = "/cgi-bin/appchat/get";
const SEND = "/cgi-bin/appchat/send";
const WEBHOOK = "/cgi-bin/webhook/send";
const MAX_MEMBERS = 2_000;

/** Builds the methods; the webhook's address carries its own key and needs no token. */
export function createGroupApi(
  call: TokenCall,
  transport: Transport,
  webhookUrl: string | undefined,
): GroupApi {
  return {
    createGroupChat: async ({ name, owner, userIds, chatId }) => {
      const chat: AppChatCreateRequest = { name, owner, userlist: userIds };
      const reply = await call({ api: CREATE, body: chatId ? { ...chat, chatid: chatId } : chat });
      return stringField(reply, "chatid") ?? chatId ?? "";
    },
    getGroupChat: async (chatId) => {
      const info = objectField(await call({ api: GET, query: { chatid: chatId } }), "chat_info");
      return {
        chatId: stringField(info, "chatid") ?? chatId,
        name: stringField(info, "name") ?? "",
        owner: stringField(info, "owner") ?? "",
        userIds: stringsField(info, "userlist", MAX_MEMBERS),
      };
    },
    sendToGroupChat: async ({ chatId, content, mention }) => {
      const text = { content, mentioned_list: mention };
      const body: AppChatSendRequest = { chatid: chatId, msgtype: "text", text };
      await call({ api: SEND, body });
    },
    sendToWebhook: async ({ content, mention }) => {
      const mentions = mention.map((userId) => `<@${userId}>`).join(" ");
      const markdown = { content: mentions === "" ? content : `${content}\n${mentions}` };
      const body: WebhookSendRequest = { msgtype: "markdown", markdown };
      await transport.call({ api: WEBHOOK, url: requireUrl(webhookUrl), body });
    },
  };
}

function requireUrl(webhookUrl: string | undefined): URL {
  if (webhookUrl !== undefined) return new URL(webhookUrl);
  throw new WecomApiError({
    api: WEBHOOK,
    errmsg: "no webhook is configured",
    reaction: "stop-app",
    outcome: "not-delivered",
  });
}
