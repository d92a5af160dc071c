// @source wecom:94867
import { DAY_MS } from "../../lib/clock.ts";
import { textOf } from "../json.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse } from "./api-call.ts";

function recall({ world, app, body }: AppCall): ApiReply {
  const message = world.messages.get(textOf(body, "msgid"));
  if (message === undefined || message.agentId !== app.agentId)
    return refuse(40058, "no message of this app has this msgid");
  if (world.clock.nowMs() - message.atMs > DAY_MS) return refuse(42052, "msgid expired");
  message.recalled = true;
  for (const chat of world.chats.values()) {
    for (const entry of chat.entries) if (entry.msgid === message.msgid) entry.recalled = true;
  }
  world.journal.tell("recalled", message.recipients);
  return ok();
}

export const MESSAGE_RECALL_ROUTES: readonly ApiRoute[] = [
  { method: "POST", path: "message/recall", auth: "token", handle: recall },
];
