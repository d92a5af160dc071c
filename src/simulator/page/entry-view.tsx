// One message in a chat.
import { objectsOf, textOf, textsOf } from "../json.ts";
import { findMember } from "../world/members.ts";
import type { Chat, Entry, Member, World } from "../world/world.ts";
import { CardView } from "./card-view.tsx";
import { messageTime } from "./page-time.ts";
import { MarkdownContent, PhoneLink, TextcardContent, TextContent } from "./rich-text.tsx";

const TIME_GAP_MS = 300_000;

interface EntryProps {
  readonly world: World;
  readonly member: Member;
  readonly chat: Chat;
  readonly entry: Entry;
  /** The entry before it; decides whether the time is shown. */
  readonly previous: Entry | undefined;
}

/** The message with its sender's face; its own messages stand on the right. */
export function EntryView({ world, member, chat, entry, previous }: EntryProps) {
  const isOwn = entry.from === "member" && entry.userid === member.userid;
  const showsTime = previous === undefined || entry.atMs - previous.atMs > TIME_GAP_MS;
  const sender = senderOf(world, chat, entry);
  return (
    <li class={isOwn ? "entry own" : "entry"} data-key={entry.entryId}>
      {showsTime ? <time>{messageTime(entry.atMs, world.clock.nowMs())}</time> : null}
      {entry.recalled ? (
        <div class="recalled">{sender}撤回了一条消息</div>
      ) : (
        <div class="entry-row">
          <Face name={sender} kind={entry.from === "member" ? "member" : chat.kind} />
          <div class="entry-main">
            {chat.kind === "app" ? null : <div class="sender">{sender}</div>}
            <Content world={world} member={member} entry={entry} />
          </div>
        </div>
      )}
    </li>
  );
}

function senderOf(world: World, chat: Chat, entry: Entry): string {
  if (entry.from === "member") return findMember(world, entry.userid ?? "")?.name ?? "";
  if (entry.from === "webhook") return "群机器人";
  return world.apps.get(chat.agentId ?? -1)?.name ?? chat.name;
}

/** A square with the first character of a name, in the colour of its kind. */
export function Face({ name, kind }: { readonly name: string; readonly kind: string }) {
  const characters = Array.from(name);
  return (
    <span class={`face face-${kind}`} aria-hidden="true">
      {kind === "member" ? characters.slice(-2).join("") : (characters[0] ?? "")}
    </span>
  );
}

interface ContentProps {
  readonly world: World;
  readonly member: Member;
  readonly entry: Entry;
}

function Content({ world, member, entry }: ContentProps) {
  const { msgtype, content } = entry;
  const { userid } = member;
  if (msgtype === "template_card") {
    const shown = entry.card?.shown ?? content;
    return <CardView world={world} userid={userid} shown={shown} card={entry.card} />;
  }
  if (msgtype === "text") return <TextBubble world={world} userid={userid} entry={entry} />;
  if (msgtype.startsWith("markdown"))
    return (
      <div class="bubble">
        <MarkdownContent userid={userid} text={textOf(content, "content")} />
      </div>
    );
  if (msgtype === "textcard") return <Textcard userid={userid} entry={entry} />;
  if (msgtype === "news" || msgtype === "mpnews") return <News userid={userid} entry={entry} />;
  return <div class="bubble bubble-media">[{MEDIA_NAMES[msgtype] ?? msgtype}]</div>;
}

const MEDIA_NAMES: Readonly<Record<string, string>> = {
  image: "图片",
  voice: "语音",
  video: "视频",
  file: "文件",
  miniprogram_notice: "小程序通知",
};

interface PlainProps {
  readonly userid: string;
  readonly entry: Entry;
}

function TextBubble({ world, userid, entry }: PlainProps & { readonly world: World }) {
  const mentioned = textsOf(entry.content, "mentioned_list").map((each) =>
    each === "@all" ? "所有人" : (findMember(world, each)?.name ?? each),
  );
  return (
    <div class="bubble">
      <TextContent userid={userid} text={textOf(entry.content, "content")} />
      {mentioned.map((name) => (
        <span class="md-mention"> @{name}</span>
      ))}
    </div>
  );
}

function Textcard({ userid, entry: { content } }: PlainProps) {
  return (
    <div class="card">
      <div class="card-body">
        <div class="card-title">{textOf(content, "title")}</div>
        <div class="card-sub">
          <TextcardContent text={textOf(content, "description")} />
        </div>
        <PhoneLink class="card-more" userid={userid} url={textOf(content, "url")}>
          {textOf(content, "btntxt") || "详情"}
        </PhoneLink>
      </div>
    </div>
  );
}

function News({ userid, entry: { content } }: PlainProps) {
  return (
    <div class="card">
      <div class="card-body">
        {objectsOf(content, "articles").map((article) => (
          <PhoneLink class="card-article" userid={userid} url={textOf(article, "url")}>
            <strong>{textOf(article, "title")}</strong>
            <small>{textOf(article, "description")}</small>
          </PhoneLink>
        ))}
      </div>
    </div>
  );
}
