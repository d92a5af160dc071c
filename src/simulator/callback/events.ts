// What a phone does, as the plaintext of a callback. @source wecom:90239 (messages), wecom:90240 (events)
import type { App, Card, World } from "../world/world.ts";
import type { XmlElement } from "./xml.ts";
import { shuffled, writeElement } from "./xml.ts";

/** An event ready to be encrypted. */
export interface ChatCallback {
  readonly userid: string;
  readonly event: string;
  readonly label: string;
  readonly plaintext: string;
  readonly responseCode?: string;
}

export interface Happening {
  /** `sys` for what no member did himself. */
  readonly userid: string;
  readonly event: string;
  readonly label: string;
  readonly elements: readonly XmlElement[];
}

/** The plaintext of an event; `app` is undefined where it belongs to no app. */
export function build(world: World, app: App | undefined, happening: Happening): ChatCallback {
  const { userid, event, label } = happening;
  const elements: readonly XmlElement[] = [
    ["ToUserName", world.settings.corpId],
    ["FromUserName", userid],
    ["CreateTime", world.clock.nowSec()],
    ...happening.elements,
    ...(app === undefined ? [] : [["AgentID", app.agentId] as const]),
  ];
  const ordered = world.behaviour.shuffleElements
    ? shuffled(elements, world.randomBytes)
    : elements;
  return { userid, event, label, plaintext: writeElement(["xml", ordered]) };
}

/** A text typed into the app's chat. `MsgId` has 64 bits, more than a number can hold. */
export function textMessage(
  world: World,
  app: App,
  said: { userid: string; content: string },
): ChatCallback {
  const msgId = 7n * 10n ** 18n + BigInt(world.randomBytes(6).readUIntBE(0, 6));
  return build(world, app, {
    userid: said.userid,
    event: "text",
    label: said.content,
    elements: [
      ["MsgType", "text"],
      ["Content", said.content],
      ["MsgId", String(msgId)],
    ],
  });
}

/** `enter_agent`, `subscribe` or `unsubscribe`: events that say only who. */
export function plainEvent(
  world: World,
  app: App,
  what: { userid: string; event: "enter_agent" | "subscribe" | "unsubscribe" },
): ChatCallback {
  return build(world, app, {
    ...what,
    label: "",
    elements: [
      ["MsgType", "event"],
      ["Event", what.event],
      ["EventKey", ""],
    ],
  });
}

/** A menu entry: `click` with its key, `view` with its address. */
export function menuEvent(
  world: World,
  app: App,
  what: { userid: string; event: "click" | "view"; key: string },
): ChatCallback {
  return build(world, app, {
    userid: what.userid,
    event: what.event,
    label: what.key,
    elements: [
      ["MsgType", "event"],
      ["Event", what.event],
      ["EventKey", what.key],
    ],
  });
}

export interface CardPress {
  readonly card: Card;
  readonly event: "template_card_event" | "template_card_menu_event";
  readonly cardType: string;
  readonly key: string;
  readonly responseCode: string;
  /** Question key → chosen option ids; empty when the card asks nothing. */
  readonly selections: Readonly<Record<string, readonly string[]>>;
  readonly userid: string;
}

/** A press on a card's button or menu; it carries a fresh ResponseCode and no MsgId. */
export function cardEvent(world: World, app: App, press: CardPress): ChatCallback {
  const callback = build(world, app, {
    userid: press.userid,
    event: press.event,
    label: press.key,
    elements: [
      ["MsgType", "event"],
      ["Event", press.event],
      ["EventKey", press.key],
      ["TaskId", press.card.taskId],
      ["CardType", press.cardType],
      ["ResponseCode", press.responseCode],
      ...selectedItems(press.selections),
    ],
  });
  return { ...callback, responseCode: press.responseCode };
}

function selectedItems(selections: CardPress["selections"]): readonly XmlElement[] {
  const entries = Object.entries(selections);
  if (entries.length === 0) return [];
  return [["SelectedItems", entries.map(([key, ids]): XmlElement => selectedItem(key, ids))]];
}

function selectedItem(questionKey: string, ids: readonly string[]): XmlElement {
  const optionIds = ids.map((id): XmlElement => ["OptionId", id]);
  return [
    "SelectedItem",
    [
      ["QuestionKey", questionKey],
      ["OptionIds", optionIds],
    ],
  ];
}
