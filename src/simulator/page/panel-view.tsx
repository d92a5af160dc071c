// The workbench beside the phones: disturbances, what was pushed, what was called.
import type { Push } from "../callback/push-record.ts";
import { findMember } from "../world/members.ts";
import type { Fault } from "../world/fault.ts";
import type { World } from "../world/world.ts";
import { timeWithSeconds } from "./page-time.ts";

const SHOWN_PUSHES = 12;

const FAULT_CHOICES: readonly [value: string, text: string][] = [
  ["message/send 45009", "发消息：频率超限 45009"],
  ["message/send -1", "发消息：系统繁忙 -1"],
  ["message/send timeout-after", "发消息：已送达但无应答"],
  ["message/send drop", "发消息：静默丢弃"],
  ["message/send http-502", "发消息：HTTP 502"],
  ["message/update_template_card 6000", "更新卡片：数据冲突 6000"],
  ["message/update_template_card timeout-after", "更新卡片：已更新但无应答"],
  ["* 42001", "任意接口：令牌过期 42001"],
  ["* 60020", "任意接口：IP 不可信 60020"],
  ["callback lose-callback", "回调：丢失"],
  ["callback duplicate-callback", "回调：重复投递"],
  ["callback concurrent-callback", "回调：同时投递两次"],
  ["callback reorder-callback", "回调：乱序"],
  ["callback lost-answer-callback", "回调：应答丢失并重试"],
];

const STATUS_WORDS: Readonly<Record<Push["status"], string>> = {
  waiting: "进行中",
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
};

/** All of the workbench. */
export function Panel({ world }: { readonly world: World }) {
  return (
    <aside class="panel" id="panel">
      <FaultForm />
      <FaultList world={world} />
      <PushList world={world} />
      <CallList world={world} />
    </aside>
  );
}

function FaultForm() {
  return (
    <section>
      <h3>故障</h3>
      <form class="fault-form" method="post" action="/desk/fault">
        <select name="fault" aria-label="故障">
          {FAULT_CHOICES.map(([value, text]) => (
            <option value={value}>{text}</option>
          ))}
        </select>
        <select name="times" aria-label="次数">
          {[1, 3, 10].map((times) => (
            <option value={times}>{times} 次</option>
          ))}
          <option value="0">一直</option>
        </select>
        <button>加入</button>
      </form>
    </section>
  );
}

function FaultList({ world }: { readonly world: World }) {
  const open = world.faults.filter((fault) => fault.timesLeft > 0);
  return (
    <ul class="fault-list" id="faults">
      {open.map((fault) => (
        <FaultLine fault={fault} />
      ))}
    </ul>
  );
}

function FaultLine({ fault }: { readonly fault: Fault }) {
  const times = Number.isFinite(fault.timesLeft) ? `还有 ${fault.timesLeft} 次` : "一直";
  return (
    <li>
      <form method="post" action="/desk/fault-clear">
        <code>
          {fault.api} {fault.errcode ?? fault.status ?? fault.kind}
        </code>
        <small>{times}</small>
        <button name="clear" value={fault.id} aria-label="移除">
          ×
        </button>
      </form>
    </li>
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
  const who = findMember(world, push.userid)?.name ?? push.userid;
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
