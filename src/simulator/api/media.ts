// Files that messages carry. @source wecom:90253, wecom:90254, wecom:99110
import { SECOND_MS } from "../../lib/clock.ts";
import type { JsonObject } from "../json.ts";
import { findMediaProblem } from "../rules/media-rules.ts";
import type { Problem } from "../rules/problem.ts";
import { problem } from "../rules/problem.ts";
import { findMedia, keepMedia, mediaIdsIn } from "../world/media.ts";
import type { World } from "../world/world.ts";
import type { Answer, ApiCall, ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse, refuseFor } from "./api-call.ts";
import { readParts } from "./multipart.ts";

function upload(call: ApiCall, webhookKey: string | undefined): ApiReply {
  const { world, query } = call;
  const { type = "" } = query;
  const part = readParts(call.bytes, call.contentType).find(({ name }) => name === "media");
  const { filename, bytes, contentType } = part ?? {};
  const file = filename === undefined || bytes === undefined ? undefined : { filename, bytes };
  const broken = findMediaProblem({ type, file, isForRobot: webhookKey !== undefined });
  if (broken !== undefined || file === undefined)
    return refuseFor(broken ?? problem(41005, "media data missing"));
  const kept = keepMedia(world, { ...file, type, contentType: contentType ?? "", webhookKey });
  const createdAt = String(Math.floor(kept.createdAtMs / SECOND_MS));
  return ok({ type, media_id: kept.mediaId, created_at: createdAt });
}

function uploadForRobot(call: ApiCall): ApiReply {
  const key = call.query["key"] ?? "";
  if (!call.world.webhooks.has(key)) return refuse(93000, "invalid webhook url");
  return upload(call, key);
}

function get({ world, query }: AppCall): Answer {
  const file = findMedia(world, query["media_id"] ?? "");
  return file === undefined
    ? refuse(40007, "invalid media_id")
    : { errcode: 0, errmsg: "ok", file };
}

/** 40007 (42029 in a card) if the content names a file that is unknown or older than three days. */
export function findMediaIdProblem(
  world: World,
  message: { readonly msgtype: string; readonly content: JsonObject },
  webhookKey?: string,
): Problem | undefined {
  const { msgtype, content } = message;
  const isGood = (id: string) => findMedia(world, id, webhookKey) !== undefined;
  if (mediaIdsIn(msgtype, content).every(isGood)) return undefined;
  return problem(msgtype === "template_card" ? 42029 : 40007, "invalid media_id");
}

export const MEDIA_ROUTES: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "media/upload",
    auth: "token",
    handle: (call) => upload(call, undefined),
  },
  { method: "GET", path: "media/get", auth: "token", handle: get },
  { method: "POST", path: "webhook/upload_media", auth: "none", handle: uploadForRobot },
];
