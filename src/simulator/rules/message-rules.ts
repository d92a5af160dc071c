// Bodies of ordinary messages, for members, groups and group robots. @source wecom:90236, wecom:99110
import type { JsonObject } from "../json.ts";
import { byteLength, charLength, numberOf, objectOf, objectsOf, textOf } from "../json.ts";
import type { Problem } from "./problem.ts";
import { firstInList, isWebUrl, problem } from "./problem.ts";

type BodyCheck = (body: JsonObject) => Problem | undefined;

const MAX_TEXT_BYTES = 2_048;

const checkText: BodyCheck = (body) =>
  textOf(body, "content") === "" ? problem(44004, "text content is empty") : undefined;

const checkMarkdownUpTo =
  (maxBytes: number): BodyCheck =>
  (body) => {
    const content = textOf(body, "content");
    if (content === "") return problem(44004, "markdown content is empty");
    return byteLength(content) > maxBytes
      ? problem(45002, `content: at most ${maxBytes} bytes`)
      : undefined;
  };

const checkMedia: BodyCheck = (body) =>
  textOf(body, "media_id") === "" ? problem(40007, "media_id missing") : undefined;

const checkTextcard: BodyCheck = (body) => {
  if (textOf(body, "title") === "") return problem(40063, "textcard.title missing");
  if (textOf(body, "description") === "") return problem(40063, "textcard.description missing");
  if (charLength(textOf(body, "title")) > 128) return problem(45002, "textcard.title: 128 chars");
  return isWebUrl(textOf(body, "url")) ? undefined : problem(40058, "textcard.url illegal");
};

const checkNews: BodyCheck = (body) => {
  const articles = objectsOf(body, "articles");
  if (articles.length < 1 || articles.length > 8) return problem(40058, "articles: 1 to 8");
  return firstInList(articles, (article, index) => {
    if (textOf(article, "title") === "") return problem(40063, `articles[${index}].title missing`);
    const hasTarget = isWebUrl(textOf(article, "url")) || textOf(article, "appid") !== "";
    return hasTarget ? undefined : problem(40058, `articles[${index}].url missing`);
  });
};

const checkMpnews: BodyCheck = (body) => {
  const articles = objectsOf(body, "articles");
  if (articles.length < 1 || articles.length > 8) return problem(40058, "articles: 1 to 8");
  return firstInList(articles, (article, index) =>
    ["title", "thumb_media_id", "content"].some((field) => textOf(article, field) === "")
      ? problem(40063, `articles[${index}] is incomplete`)
      : undefined,
  );
};

const checkMiniprogram: BodyCheck = (body) => {
  if (textOf(body, "appid") === "") return problem(42030, "appid missing");
  return textOf(body, "title") === "" ? problem(40063, "title missing") : undefined;
};

const checkImageBytes: BodyCheck = (body) =>
  textOf(body, "base64") === "" || textOf(body, "md5") === ""
    ? problem(40063, "base64 or md5 missing")
    : undefined;

const GROUP_BODIES: Readonly<Record<string, BodyCheck>> = {
  text: checkText,
  markdown: checkMarkdownUpTo(MAX_TEXT_BYTES),
  image: checkMedia,
  voice: checkMedia,
  video: checkMedia,
  file: checkMedia,
  textcard: checkTextcard,
  news: checkNews,
  mpnews: checkMpnews,
};
const MEMBER_BODIES = { ...GROUP_BODIES, miniprogram_notice: checkMiniprogram };
const ROBOT_BODIES: Readonly<Record<string, BodyCheck>> = {
  text: (body) => checkText(body) ?? checkMarkdownUpTo(MAX_TEXT_BYTES)(body),
  markdown: checkMarkdownUpTo(4_096),
  markdown_v2: checkMarkdownUpTo(4_096),
  image: checkImageBytes,
  news: checkNews,
  file: checkMedia,
  voice: checkMedia,
};

export type MessageUse = "member" | "group" | "robot";

const BODIES: Readonly<Record<MessageUse, Readonly<Record<string, BodyCheck>>>> = {
  member: MEMBER_BODIES,
  group: GROUP_BODIES,
  robot: ROBOT_BODIES,
};

/** Message types that cannot be marked `safe`. */
const NEVER_SAFE = ["textcard", "markdown", "template_card", "miniprogram_notice"];

/** The first rule an ordinary (not card) message breaks. */
export function findMessageProblem(message: JsonObject, use: MessageUse): Problem | undefined {
  const msgtype = textOf(message, "msgtype");
  const check = BODIES[use][msgtype];
  if (check === undefined) return problem(40008, "invalid message type");
  return findSafeProblem(message) ?? check(objectOf(message, msgtype) ?? {});
}

/** `safe` only for types that know it: news 40074, others 40058. */
export function findSafeProblem(message: JsonObject): Problem | undefined {
  const msgtype = textOf(message, "msgtype");
  if ((numberOf(message, "safe") ?? 0) === 0) return undefined;
  if (msgtype === "news") return problem(40074, "news cannot be safe");
  return NEVER_SAFE.includes(msgtype) ? problem(40058, `${msgtype} cannot be safe`) : undefined;
}

/** Text as phones show it: cut at 2048 bytes, never inside a character. */
export function cutText(content: string): string {
  const bytes = Buffer.from(content, "utf8");
  if (bytes.length <= MAX_TEXT_BYTES) return content;
  const cut = bytes.subarray(0, MAX_TEXT_BYTES).toString("utf8");
  return cut.replace(/\uFFFD+$/u, "");
}
