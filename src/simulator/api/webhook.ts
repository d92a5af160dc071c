// Group robots: no token, no address list, the key alone is the secret. @source wecom:99110
import { objectOf, textOf } from "../json.ts";
import { findCardProblem } from "../rules/card-rules.ts";
import { findMessageProblem } from "../rules/message-rules.ts";
import { addEntry } from "../world/chats.ts";
import { use, WEBHOOK_PER_MINUTE } from "../world/limits.ts";
import type { ApiCall, ApiReply, ApiRoute } from "./api-call.ts";
import { ok, refuse, refuseFor } from "./api-call.ts";
import { findMediaIdProblem } from "./media.ts";

function send({ world, query, body, isDropped }: ApiCall): ApiReply {
  const key = query["key"] ?? "";
  const chat = world.chats.get(`webhook:${key}`);
  if (key === "" || chat === undefined) return refuse(93000, "invalid webhook url");
  const msgtype = textOf(body, "msgtype");
  const content = objectOf(body, msgtype) ?? {};
  const broken =
    msgtype === "template_card"
      ? findCardProblem(content, "webhook")
      : findMessageProblem(body, "robot");
  const refusal = broken ?? findMediaIdProblem(world, { msgtype, content }, key);
  if (refusal !== undefined) return refuseFor(refusal);
  if (use(world, `webhook ${key}`, [WEBHOOK_PER_MINUTE]))
    return refuse(45009, "api freq out of limit");
  if (!isDropped) addEntry(world, chat, { from: "webhook", msgtype, content });
  return ok();
}

export const WEBHOOK_ROUTES: readonly ApiRoute[] = [
  { method: "POST", path: "webhook/send", auth: "none", isUncounted: true, handle: send },
];
