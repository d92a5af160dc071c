import { DAY_MS } from "../../lib/clock.ts";
import type { JsonObject } from "../json.ts";
import { numberOf, objectsOf, textOf } from "../json.ts";
import type { MediaFile } from "./stored.ts";
import type { World } from "./world.ts";

/** @source wecom:90253 */
export const MEDIA_LIFE_MS = 3 * DAY_MS;

/** Keeps an uploaded file and gives it an id. */
export function keepMedia(
  world: World,
  file: Omit<MediaFile, "mediaId" | "createdAtMs">,
): MediaFile {
  const mediaId = world.newId("MEDIA");
  const kept = { ...file, mediaId, createdAtMs: world.clock.nowMs() };
  world.media.set(mediaId, kept);
  return kept;
}

/** A file that may still be used, by an app (`webhookKey` undefined) or by the group robot it is for. */
export function findMedia(
  world: World,
  mediaId: string,
  webhookKey?: string,
): MediaFile | undefined {
  const file = world.media.get(mediaId);
  if (file === undefined || file.webhookKey !== webhookKey) return undefined;
  return world.clock.nowMs() - file.createdAtMs > MEDIA_LIFE_MS ? undefined : file;
}

/** The media ids that a message's content names, in messages, articles and rows of cards. */
export function mediaIdsIn(msgtype: string, content: JsonObject): readonly string[] {
  if (msgtype === "mpnews")
    return objectsOf(content, "articles").map((article) => textOf(article, "thumb_media_id"));
  if (msgtype === "template_card")
    return objectsOf(content, "horizontal_content_list")
      .filter((row) => numberOf(row, "type") === 2)
      .map((row) => textOf(row, "media_id"));
  const mediaId = textOf(content, "media_id");
  return mediaId === "" ? [] : [mediaId];
}
