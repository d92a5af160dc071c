import { cardEvent } from "../callback/events.ts";
import type { JsonObject } from "../json.ts";
import { objectOf, objectsOf, textOf } from "../json.ts";
import type { Question } from "../world/cards.ts";
import { buttonsOf, findCard, isLive, questionsOf } from "../world/cards.ts";
import { issueCode } from "../world/codes.ts";
import type { Card, World } from "../world/world.ts";
import type { ActResult, Refused, Stage } from "./act.ts";
import { activeMember, isRefused, refused, report } from "./act.ts";

/** A finger on a button of a card. */
export interface Press {
  readonly userid: string;
  /** The card's own id, or its task_id. */
  readonly card: string;
  readonly key: string;
  /** Question key → option ids; questions not named keep what they show. */
  readonly selections?: Readonly<Record<string, readonly string[]>>;
}

/** Presses a live button of a card the member has received. */
export async function press(stage: Stage, touch: Press): Promise<ActResult> {
  const { world } = stage;
  const card = cardOf(world, touch);
  if (isRefused(card)) return card;
  if (!isLive(world, card)) return refused("no-live-button", "the buttons are grey or gone");
  const button = buttonsOf(card.shown).find(
    (each) => each.key === touch.key || each.url === touch.key,
  );
  if (button === undefined) return refused("no-live-button", `no button has the key ${touch.key}`);
  if (button.url !== undefined) return refused("opens-a-page", button.url);
  const selections = choose(questionsOf(card.shown), touch.selections ?? {});
  if (isRefused(selections)) return selections;
  return send(stage, { card, touch, event: "template_card_event", selections });
}

/** Presses an entry of a card's menu (the three dots). */
export async function pressMenu(stage: Stage, touch: Press): Promise<ActResult> {
  const card = cardOf(stage.world, touch);
  if (isRefused(card)) return card;
  const entries = menuEntriesOf(card.shown);
  if (!entries.some((entry) => entry.key === touch.key))
    return refused("no-live-button", `no menu entry has the key ${touch.key}`);
  return send(stage, { card, touch, event: "template_card_menu_event", selections: {} });
}

/** The entries of a card's menu. */
export function menuEntriesOf(shown: JsonObject): readonly { key: string; text: string }[] {
  const actions = objectsOf(objectOf(shown, "action_menu"), "action_list");
  return actions.map((action) => ({ key: textOf(action, "key"), text: textOf(action, "text") }));
}

function cardOf(world: World, touch: Press): Card | Refused {
  const member = activeMember(world, touch.userid);
  if (isRefused(member)) return member;
  const card = findCard(world, member, touch.card);
  if (card === undefined) return refused("unknown-card", `${touch.userid} has no such card`);
  const isRecalled = world.messages.get(card.msgid)?.recalled === true;
  return isRecalled ? refused("unknown-card", "the message was recalled") : card;
}

type Selections = Readonly<Record<string, readonly string[]>>;

function choose(questions: readonly Question[], wanted: Selections): Selections | Refused {
  const unknown = Object.keys(wanted).find((key) => !questions.some((each) => each.key === key));
  if (unknown !== undefined) return refused("no-such-option", `no question ${unknown}`);
  for (const question of questions) {
    const ids = wanted[question.key];
    if (ids !== undefined && !isPossible(question, ids))
      return refused("no-such-option", `${question.key}: ${ids.join(", ")}`);
  }
  return Object.fromEntries(questions.map((each) => [each.key, wanted[each.key] ?? each.chosen]));
}

function isPossible(question: Question, ids: readonly string[]): boolean {
  const isKnown = ids.every((id) => question.options.some((option) => option.id === id));
  const isSame = ids.join("\n") === question.chosen.join("\n");
  const isCountGood = question.isMultiple || ids.length === 1;
  return isKnown && isCountGood && (!question.isDisabled || isSame);
}

interface Sending {
  readonly card: Card;
  readonly touch: Press;
  readonly event: "template_card_event" | "template_card_menu_event";
  readonly selections: Selections;
}

async function send(stage: Stage, sending: Sending): Promise<ActResult> {
  const { world } = stage;
  const { card, touch, event, selections } = sending;
  const app = world.apps.get(card.agentId);
  const message = world.messages.get(card.msgid);
  if (app === undefined || message === undefined) return refused("unknown-app", "app is gone");
  card.presses += 1;
  card.pressedKey = touch.key;
  world.journal.tell("pressed", [card.userid]);
  const responseCode = issueCode(world, message, card.userid);
  const cardType = textOf(card.shown, "card_type");
  const { userid } = card;
  const { key } = touch;
  const pressed = { card, event, cardType, key, responseCode, selections, userid };
  return report(stage, app, cardEvent(world, app, pressed));
}
