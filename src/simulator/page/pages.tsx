// Whole pages.
import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { corpName } from "../world/members.ts";
import type { Member, World } from "../world/world.ts";
import { fullDate, timeWithSeconds } from "./page-time.ts";
import { FaultBadge } from "./fault-view.tsx";
import { Panel } from "./panel-view.tsx";
import { PhoneView } from "./phone-view.tsx";

interface DocumentProps {
  readonly title: string;
  readonly kind: "desk" | "single" | "plain";
  readonly children: ComponentChildren;
}

function Document({ title, kind, children }: DocumentProps) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/screen.css" />
        <script type="module" src="/assets/screen.js" />
      </head>
      <body class={kind}>{children}</body>
    </html>
  );
}

function page(title: string, kind: DocumentProps["kind"], children: ComponentChildren): string {
  const html = render(
    <Document title={title} kind={kind}>
      {children}
    </Document>,
  );
  return `<!doctype html>${html}`;
}

/** Several phones side by side with the workbench. */
export function deskPage(world: World, shown: readonly Member[]): string {
  return page(
    `企业微信模拟器 · ${corpName(world)}`,
    "desk",
    <>
      <TopBar world={world} shown={shown} />
      <div class="desk-main">
        <main class="phones" id="phones" data-list="phones">
          {shown.map((member) => (
            <PhoneView world={world} member={member} />
          ))}
        </main>
        <Panel world={world} />
      </div>
    </>,
  );
}

/** One phone that fills the screen. */
export function phonePage(world: World, member: Member): string {
  return page(
    `${member.name} · ${corpName(world)}`,
    "single",
    <main class="phones" id="phones" data-list="phones">
      <PhoneView world={world} member={member} />
    </main>,
  );
}

interface TopBarProps {
  readonly world: World;
  readonly shown: readonly Member[];
}

function TopBar({ world, shown }: TopBarProps) {
  return (
    <header class="top">
      <div class="brand">
        <strong>企业微信模拟器</strong>
        <small>{corpName(world)}</small>
      </div>
      <ClockView world={world} />
      <FaultBadge world={world} />
      <nav class="people" id="people" aria-label="显示谁的手机">
        {[...world.members.values()].map((member) => (
          <PersonChip member={member} shown={shown} />
        ))}
      </nav>
    </header>
  );
}

function ClockView({ world }: { readonly world: World }) {
  const { clock } = world;
  const nowMs = clock.nowMs();
  const isFrozen = clock.isFrozen();
  return (
    <form class="clock" id="clock" method="post" action="/desk/clock">
      <span>{fullDate(nowMs)}</span>
      <b data-now-ms={nowMs} data-frozen={isFrozen ? "yes" : "no"}>
        {timeWithSeconds(nowMs)}
      </b>
      <button name="advanceMs" value="600000">
        +10 分
      </button>
      <button name="advanceMs" value="3600000">
        +1 时
      </button>
      <button name="advanceWorkDays" value="1">
        +1 工作日
      </button>
      <button name="frozen" value={isFrozen ? "no" : "yes"}>
        {isFrozen ? "走时" : "停表"}
      </button>
    </form>
  );
}

interface ChipProps {
  readonly member: Member;
  readonly shown: readonly Member[];
}

/** Adds the person's phone to the desk, or takes it away. */
function PersonChip({ member, shown }: ChipProps) {
  const isShown = shown.includes(member);
  const others = shown.filter((each) => each !== member);
  const people = (isShown ? others : [...others, member]).map((each) => each.userid).join(",");
  return (
    <a
      class={isShown ? "chip chip-on" : "chip"}
      href={`/?people=${encodeURIComponent(people)}`}
      title={`${member.department} ${member.position}`}
    >
      {member.name}
      {member.status === 1 ? null : "（已离职）"}
    </a>
  );
}

/** Asks an ordinary browser who it is; each choice repeats the request with the person named. */
export function choosePersonPage(world: World, url: URL): string {
  const choices = [...world.members.values()].filter((member) => member.status === 1);
  const hrefFor = (userid: string) => {
    const target = new URL(url);
    target.searchParams.set("sim_user", userid);
    return `${target.pathname}${target.search}`;
  };
  return page(
    "选择登录的人",
    "plain",
    <main class="plain-box">
      <h1>以谁的身份登录？</h1>
      <p class="quiet">真实环境里由企业微信客户端确定；从模拟手机打开的链接不会出现这一页。</p>
      <ul class="choose">
        {choices.map((member) => (
          <li>
            <a href={hrefFor(member.userid)}>
              <strong>{member.name}</strong>
              <small>
                {member.department} {member.position}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </main>,
  );
}

/** A refusal in the words of the real server's page. */
export function refusalPage(errcode: number, detail: string): string {
  return page(
    `错误 ${errcode}`,
    "plain",
    <main class="plain-box">
      <h1>无法登录</h1>
      <p>
        errcode {errcode}：{detail}
      </p>
    </main>,
  );
}
