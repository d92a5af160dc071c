import { menuEvent, plainEvent, textMessage } from "../callback/events.ts";
import type { JsonObject } from "../json.ts";
import { objectsOf, textOf } from "../json.ts";
import { addEntry, appChat, showChat } from "../world/chats.ts";
import type { App, World } from "../world/world.ts";
import type { ActResult, Stage } from "./act.ts";
import { activeMember, appFor, isRefused, refused, report } from "./act.ts";

/** Whose phone, and in which app's chat (the only visible app when not named). */
export interface InChat {
  readonly userid: string;
  readonly agentId?: number;
}

/** Types a text into the app's chat. */
export async function say(
  stage: Stage,
  said: InChat & { readonly content: string },
): Promise<ActResult> {
  const { world } = stage;
  const member = activeMember(world, said.userid);
  if (isRefused(member)) return member;
  const app = appFor(world, member, said.agentId);
  if (isRefused(app)) return app;
  if (said.content === "") return refused("bad-request", "content is empty");
  const { userid } = member;
  const { content } = said;
  const entry = { from: "member" as const, userid, msgtype: "text", content: { content } };
  addEntry(world, appChat(world, app, userid), entry);
  return report(stage, app, textMessage(world, app, { userid, content }));
}

/** Presses a menu entry at the foot of the app's chat, by key or address. */
export async function clickMenu(
  stage: Stage,
  click: InChat & { readonly key: string },
): Promise<ActResult> {
  const { world } = stage;
  const member = activeMember(world, click.userid);
  if (isRefused(member)) return member;
  const app = appFor(world, member, click.agentId);
  if (isRefused(app)) return app;
  const button = menuButtons(app).find((each) => keyOf(each) === click.key);
  if (button === undefined) return refused("unknown-menu-key", click.key);
  const event = textOf(button, "type") === "view" ? "view" : "click";
  const { userid } = member;
  return report(stage, app, menuEvent(world, app, { userid, event, key: click.key }));
}

function menuButtons(app: App): readonly JsonObject[] {
  return app.menu.flatMap((top) => [top, ...objectsOf(top, "sub_button")]);
}

function keyOf(button: JsonObject): string {
  return textOf(button, "type") === "view" ? textOf(button, "url") : textOf(button, "key");
}

/** Opens a chat of the member's phone; an app's chat reports `enter_agent`. */
export async function openChat(
  stage: Stage,
  opened: { readonly userid: string; readonly chatId: string },
): Promise<ActResult> {
  const { world } = stage;
  const member = activeMember(world, opened.userid);
  if (isRefused(member)) return member;
  const chat = world.chats.get(opened.chatId);
  if (chat === undefined || !chat.members.includes(member.userid.toLowerCase()))
    return refused("unknown-chat", opened.chatId);
  showChat(world, member, chat);
  const app = chat.kind === "app" ? world.apps.get(chat.agentId ?? -1) : undefined;
  if (app === undefined || !world.behaviour.reportEnter) return { ok: true };
  const { userid } = member;
  return report(stage, app, plainEvent(world, app, { userid, event: "enter_agent" }));
}

/** Opens the app's chat. */
export async function enterApp(stage: Stage, where: InChat): Promise<ActResult> {
  const { world } = stage;
  const member = activeMember(world, where.userid);
  if (isRefused(member)) return member;
  const app = appFor(world, member, where.agentId);
  if (isRefused(app)) return app;
  const { chatId } = appChat(world, app, member.userid);
  return openChat(stage, { userid: member.userid, chatId });
}

/** Goes back to the list of chats. */
export function closeChat(world: World, userid: string): ActResult {
  const member = activeMember(world, userid);
  if (isRefused(member)) return member;
  showChat(world, member, undefined);
  return { ok: true };
}
