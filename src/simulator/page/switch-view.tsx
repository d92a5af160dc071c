// Switches for what is not settled about the real server, in words.
import type { Behaviour } from "../settings.ts";
import type { World } from "../world/world.ts";

type Flag = {
  [Name in keyof Behaviour]: Behaviour[Name] extends boolean ? Name : never;
}[keyof Behaviour];

const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  retryOnNon200: "回调应答不是 200 时再投",
  retryReencrypts: "再投时换新信封",
  shuffleElements: "回调 XML 元素乱序",
  envelopeAgentId: "信封带 AgentID",
  duplicateReturnsCode: "重复消息返回原更新码",
  passiveCardReplies: "被动回复可改卡片",
  contactDetails: "通讯录变更带姓名职务",
  refuseUnicodeEscapes: "拒绝 \\u 转义（40033）",
  reportEnter: "上报进入应用",
};
const FLAGS = Object.keys(FLAG_WORDS).filter((name): name is Flag =>
  Object.hasOwn(FLAG_WORDS, name),
);

/** All switches; each is a button that turns it over. */
export function SwitchSection({ world }: { readonly world: World }) {
  const isSimulated = world.behaviour.retryClock === "simulated";
  return (
    <details class="fault-add" data-key="switches">
      <summary>服务器行为…</summary>
      <ul class="switches" id="switches">
        {FLAGS.map((name) => (
          <SwitchLine name={name} text={FLAG_WORDS[name]} isOn={world.behaviour[name]} />
        ))}
        <SwitchLine name="retryClock" text="重投等待按模拟时钟" isOn={isSimulated} />
      </ul>
    </details>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly text: string;
  readonly isOn: boolean;
}

function SwitchLine({ name, text, isOn }: SwitchProps) {
  return (
    <li>
      <form method="post" action="/desk/switch">
        <input type="hidden" name="name" value={name} />
        <span>{text}</span>
        <button name="value" value={isOn ? "off" : "on"} aria-pressed={isOn}>
          {isOn ? "开" : "关"}
        </button>
      </form>
    </li>
  );
}
