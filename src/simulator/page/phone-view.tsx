// One member's phone: the list of chats, or one chat.
import type { JsonObject } from "../json.ts";
import { objectOf, objectsOf, textOf } from "../json.ts";
import { chatsOf, entriesFor, unreadIn } from "../world/chats.ts";
import { corpName } from "../world/members.ts";
import type { Chat, Entry, Member, World } from "../world/world.ts";
import { EntryView, Face } from "./entry-view.tsx";
import { messageTime, timeOfDay } from "./page-time.ts";
import { PhoneLink } from "./rich-text.tsx";

const SHOWN_ENTRIES = 200;

interface PhoneProps {
  readonly world: World;
  readonly member: Member;
}

/** The phone as it is now. */
export function PhoneView({ world, member }: PhoneProps) {
  const chat = world.chats.get(member.openChat ?? "");
  return (
    <article class="phone" data-list="phone" data-key={`phone-${member.userid}`}>
      <div class="phone-status" data-key="status">
        <span>{timeOfDay(world.clock.nowMs())}</span>
        <span class="phone-owner">
          {member.name} · {member.position || member.department || member.userid}
        </span>
        <span class="phone-signal">5G ▮</span>
      </div>
      {chat === undefined ? (
        <ChatList world={world} member={member} />
      ) : (
        <OpenChat world={world} member={member} chat={chat} />
      )}
    </article>
  );
}

function ChatList({ world, member }: PhoneProps) {
  return (
    <>
      <header class="phone-header" data-key="header-list">
        <h2>消息</h2>
        <small>{corpName(world)}</small>
      </header>
      <ul class="chat-list" data-key="chat-list">
        {chatsOf(world, member).map((chat) => (
          <ChatLine world={world} member={member} chat={chat} />
        ))}
      </ul>
    </>
  );
}

interface ChatProps extends PhoneProps {
  readonly chat: Chat;
}

function ChatLine({ world, member, chat }: ChatProps) {
  const last = entriesFor(member, chat).at(-1);
  const unread = unreadIn(member, chat);
  return (
    <li data-key={chat.chatId}>
      <form method="post" action={`/phone/${encodeURIComponent(member.userid)}/open`}>
        <input type="hidden" name="chatId" value={chat.chatId} />
        <button class="chat-line">
          <span class="chat-face">
            <Face name={chat.name} kind={chat.kind} />
            {unread > 0 ? <b class="badge">{unread > 99 ? "99+" : unread}</b> : null}
          </span>
          <span class="chat-name">{chat.name}</span>
          <time>{last === undefined ? "" : messageTime(last.atMs, world.clock.nowMs())}</time>
          <span class="chat-preview">{last === undefined ? "暂无消息" : previewOf(last)}</span>
        </button>
      </form>
    </li>
  );
}

/** One line about a message. */
function previewOf(entry: Entry): string {
  if (entry.recalled) return "撤回了一条消息";
  const { msgtype } = entry;
  const content = entry.card?.shown ?? entry.content;
  const title = textOf(objectOf(content, "main_title"), "title");
  if (msgtype === "template_card") return `[卡片] ${title || textOf(content, "sub_title_text")}`;
  const text = textOf(content, "content") || textOf(content, "title");
  const plain = text.replaceAll(/<[^>]*>|[*#>`]/g, "");
  return plain === "" ? `[${msgtype}]` : plain.slice(0, 60);
}

function OpenChat({ world, member, chat }: ChatProps) {
  const entries = entriesFor(member, chat).slice(-SHOWN_ENTRIES);
  const isApp = chat.kind === "app";
  return (
    <>
      <header class="phone-header" data-key="header-chat">
        <form method="post" action={`/phone/${encodeURIComponent(member.userid)}/back`}>
          <button class="back" aria-label="返回">
            ‹
          </button>
        </form>
        <h2>
          {chat.name}
          {isApp ? null : <small>（{chat.members.length}）</small>}
        </h2>
        <span class="phone-header-more">⋯</span>
      </header>
      <ul class="chat" data-list="chat" data-key={`chat-${chat.chatId}`}>
        {entries.length === 0 ? (
          <li class="chat-empty" data-key="empty">
            暂无消息
          </li>
        ) : null}
        {entries.map((entry, index) => (
          <EntryView
            world={world}
            member={member}
            chat={chat}
            entry={entry}
            previous={entries[index - 1]}
          />
        ))}
      </ul>
      {isApp ? <Foot world={world} member={member} chat={chat} /> : <GroupFoot />}
    </>
  );
}

function GroupFoot() {
  return (
    <footer class="composer composer-off" data-key="foot">
      应用收不到群里的消息
    </footer>
  );
}

function Foot({ world, member, chat }: ChatProps) {
  const menu = world.apps.get(chat.agentId ?? -1)?.menu ?? [];
  const base = `/phone/${encodeURIComponent(member.userid)}`;
  return (
    <footer class="foot" data-key={`foot-${chat.chatId}`}>
      <form class="composer" method="post" action={`${base}/say`} autocomplete="off">
        <input type="hidden" name="agentId" value={chat.agentId} />
        <input type="text" name="content" placeholder="发消息" aria-label="发消息" required />
        <button>发送</button>
      </form>
      {menu.length === 0 ? null : (
        <form class="menu" method="post" action={`${base}/menu-click`}>
          <input type="hidden" name="agentId" value={chat.agentId} />
          {menu.map((button) => (
            <MenuButton userid={member.userid} button={button} />
          ))}
        </form>
      )}
    </footer>
  );
}

interface MenuProps {
  readonly userid: string;
  readonly button: JsonObject;
}

function MenuButton({ userid, button }: MenuProps) {
  const below = objectsOf(button, "sub_button");
  if (below.length === 0) return <MenuAction userid={userid} button={button} />;
  return (
    <details class="menu-group">
      <summary>≡ {textOf(button, "name")}</summary>
      <div>
        {below.map((each) => (
          <MenuAction userid={userid} button={each} />
        ))}
      </div>
    </details>
  );
}

function MenuAction({ userid, button }: MenuProps) {
  const name = textOf(button, "name");
  if (textOf(button, "type") === "view")
    return (
      <PhoneLink userid={userid} url={textOf(button, "url")}>
        {name}
      </PhoneLink>
    );
  return (
    <button name="key" value={textOf(button, "key")}>
      {name}
    </button>
  );
}
