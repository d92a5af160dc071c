// The workbench beside the phones: disturbances, what was pushed, what was called.
import type { Push } from "../callback/push-record.ts";
import { findMember } from "../world/members.ts";
import type { World } from "../world/world.ts";
import { FaultSection } from "./fault-view.tsx";
import { timeWithSeconds } from "./page-time.ts";
import { SwitchSection } from "./switch-view.tsx";

const SHOWN_PUSHES = 12;

const STATUS_WORDS: Readonly<Record<Push["status"], string>> = {
  waiting: "等待",
  delivered: "已接收",
  "given-up": "已放弃",
  lost: "丢失",
  held: "扣留",
  "no-callback-url": "无回调地址",
};

const EVENT_WORDS: Readonly<Record<string, string>> = {
  text: "文字",
  template_card_event: "按钮",
  template_card_menu_event: "卡片菜单",
  click: "菜单",
  view: "菜单链接",
  enter_agent: "进入应用",
  subscribe: "加入",
  unsubscribe: "离开",
  change_contact: "通讯录变更",
};

/** All of the workbench. */
export function Panel({ world }: { readonly world: World }) {
  return (
    <aside class="panel" id="panel">
      <FaultSection world={world} />
      <SwitchSection world={world} />
      <PushList world={world} />
      <CallList world={world} />
    </aside>
  );
}

function PushList({ world }: { readonly world: World }) {
  const pushes = world.pushes.slice(-SHOWN_PUSHES).toReversed();
  return (
    <section id="pushes">
      <h3>最近回调</h3>
      {pushes.length === 0 ? <p class="quiet">还没有回调</p> : null}
      <ul class="push-list">
        {pushes.map((push) => (
          <PushLine world={world} push={push} />
        ))}
      </ul>
    </section>
  );
}

function PushLine({ world, push }: { readonly world: World; readonly push: Push }) {
  const tries = push.tries.map((each) => `${each.status ?? each.error} · ${each.latencyMs}ms`);
  const who =
    push.userid === "sys" ? "系统" : (findMember(world, push.userid)?.name ?? push.userid);
  return (
    <li>
      <span class={`dot dot-${push.status}`} title={STATUS_WORDS[push.status]} />
      <span class="push-what">
        {who} {EVENT_WORDS[push.event] ?? push.event}
        {push.redeliveryOf === undefined ? "" : "（重投）"} <code>{push.label}</code>
      </span>
      <small>
        {timeWithSeconds(push.atMs)} {STATUS_WORDS[push.status]}
        {push.tries.length > 1 ? ` ${push.tries.length} 次` : ""} {tries.at(-1) ?? ""}
      </small>
      <form method="post" action="/desk/redeliver">
        <button name="eventId" value={push.id} title="以新信封再投一次">
          重投
        </button>
      </form>
    </li>
  );
}

function CallList({ world }: { readonly world: World }) {
  const counters = [...world.counters].toSorted((a, b) => b[1].calls - a[1].calls).slice(0, 8);
  return (
    <section id="calls">
      <h3>接口调用</h3>
      <ul class="call-list">
        {counters.map(([api, { calls, failed }]) => (
          <li>
            <code>{api}</code>
            <span>{calls}</span>
            <span class={failed > 0 ? "failed" : "quiet"}>
              {failed > 0 ? `失败 ${failed}` : ""}
            </span>
          </li>
        ))}
        {world.drops.length === 0 ? null : <li class="failed">静默丢弃 {world.drops.length} 条</li>}
      </ul>
    </section>
  );
}
