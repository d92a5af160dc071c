// The part of the workbench where faults are switched on and off by hand.
import type { ComponentChildren } from "preact";
import { findMember } from "../world/members.ts";
import type { Fault } from "../world/fault.ts";
import type { World } from "../world/world.ts";
import {
  API_CHOICES,
  API_KIND_WORDS,
  CALLBACK_KIND_WORDS,
  deedOf,
  ERRCODE_CHOICES,
  placeOf,
  scopeOf,
} from "./fault-words.ts";

interface WorldProps {
  readonly world: World;
}

const openFaults = (world: World) => world.faults.filter((fault) => fault.timesLeft > 0);

/** How many faults are active, as a link to the place where they are listed. */
export function FaultBadge({ world }: WorldProps) {
  const count = openFaults(world).length;
  return (
    <a class={count > 0 ? "fault-badge fault-badge-on" : "fault-badge"} id="badge" href="#panel">
      故障 {count}
    </a>
  );
}

/** Forms for both kinds of faults, and what is active. */
export function FaultSection({ world }: WorldProps) {
  return (
    <section>
      <h3>故障</h3>
      <FaultList world={world} />
      <details class="fault-add" data-key="api-fault">
        <summary>接口出故障…</summary>
        <ApiFaultForm world={world} />
      </details>
      <details class="fault-add" data-key="callback-fault">
        <summary>回调出故障…</summary>
        <CallbackFaultForm world={world} />
      </details>
      <AtOnce world={world} />
    </section>
  );
}

function FaultList({ world }: WorldProps) {
  const open = openFaults(world);
  return (
    <ul class="fault-list" id="faults">
      {open.length === 0 ? <li class="quiet">当前没有故障</li> : null}
      {open.map((fault) => (
        <FaultLine world={world} fault={fault} />
      ))}
      {open.length === 0 ? null : (
        <li>
          <form method="post" action="/desk/fault-clear">
            <button name="clear" value="all">
              全部清除
            </button>
          </form>
        </li>
      )}
    </ul>
  );
}

function FaultLine({ world, fault }: WorldProps & { readonly fault: Fault }) {
  const nameOf = (userid: string) => findMember(world, userid)?.name ?? userid;
  return (
    <li class="fault-line">
      <form method="post" action="/desk/fault-clear">
        <span>
          {placeOf(fault)}：{deedOf(fault)}
          <small>{scopeOf(fault, nameOf)}</small>
        </span>
        <button name="clear" value={fault.id} aria-label="移除">
          ×
        </button>
      </form>
    </li>
  );
}

function ApiFaultForm({ world }: WorldProps) {
  return (
    <form class="fault-form" method="post" action="/desk/fault">
      <Field text="接口">
        <select name="api">
          {API_CHOICES.map(([value, text]) => (
            <option value={value}>{text}</option>
          ))}
        </select>
      </Field>
      <Field text="故障">
        <select name="kind">
          <optgroup label="返回错误码">
            {ERRCODE_CHOICES.map(([value, text]) => (
              <option value={value}>{text}</option>
            ))}
          </optgroup>
          <optgroup label="网络与服务器">
            {Object.entries(API_KIND_WORDS).map(([value, text]) => (
              <option value={value}>{text}</option>
            ))}
          </optgroup>
        </select>
      </Field>
      <Field text="其它错误码（优先）">
        <input
          type="text"
          name="errcode"
          inputMode="numeric"
          pattern="-?[0-9]+"
          placeholder="如 40058"
        />
      </Field>
      <Conditions world={world} />
      <label class="fault-tick">
        <input type="checkbox" name="afterProcessing" value="yes" />
        先执行再报错
      </label>
      <button class="fault-go">加入接口故障</button>
    </form>
  );
}

function CallbackFaultForm({ world }: WorldProps) {
  return (
    <form class="fault-form" method="post" action="/desk/fault">
      <Field text="故障">
        <select name="kind">
          {Object.entries(CALLBACK_KIND_WORDS).map(([value, text]) => (
            <option value={value}>{text}</option>
          ))}
        </select>
      </Field>
      <Conditions world={world} />
      <button class="fault-go">加入回调故障</button>
    </form>
  );
}

function Conditions({ world }: WorldProps) {
  const members = [...world.members.values()].filter((member) => member.status === 1);
  return (
    <>
      <Field text="次数">
        <select name="times">
          {[1, 3, 10].map((times) => (
            <option value={times}>{times} 次</option>
          ))}
          <option value="0">一直</option>
        </select>
      </Field>
      <Field text="成员">
        <select name="userid">
          <option value="">所有人</option>
          {members.map((member) => (
            <option value={member.userid}>{member.name}</option>
          ))}
        </select>
      </Field>
      <Field text="先放过（次）">
        <input name="skip" type="number" min="0" value="0" />
      </Field>
      <Field text="延迟（秒）">
        <input name="delaySec" type="number" min="0" step="0.1" placeholder="1" />
      </Field>
    </>
  );
}

interface FieldProps {
  readonly text: string;
  readonly children: ComponentChildren;
}

function Field({ text, children }: FieldProps) {
  return (
    <label class="fault-field">
      <span>{text}</span>
      {children}
    </label>
  );
}

/** Disturbances that happen once, now. */
function AtOnce({ world }: WorldProps) {
  const held = world.heldPushes.length;
  return (
    <div class="fault-now" id="fault-now">
      <form method="post" action="/desk/invalidate-tokens">
        <button>令牌立即失效</button>
      </form>
      <form method="post" action="/desk/release-held">
        <button disabled={held === 0}>放出被扣留的回调（{held}）</button>
      </form>
    </div>
  );
}
