import type { WebhookSettings } from "../settings.ts";
import { ensureChat } from "./chats.ts";
import type { World } from "./world.ts";

/** Adds a group with a robot; without named members everybody is in it. */
export function addWebhook(world: World, webhook: WebhookSettings): void {
  const everybody = [...world.members.keys()];
  const members = webhook.members?.map((userid) => userid.toLowerCase()) ?? everybody;
  const chatId = `webhook:${webhook.key}`;
  const chat = ensureChat(world, {
    chatId,
    kind: "webhook",
    name: webhook.name,
    isForEverybody: webhook.members === undefined,
    members,
    entries: [],
  });
  chat.name = webhook.name;
  chat.members.splice(0, chat.members.length, ...members);
  world.webhooks.set(webhook.key, webhook.name);
  world.journal.tell("group");
}
