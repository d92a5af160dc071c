import type { JsonObject } from "../json.ts";
import { objectOf, objectsOf, textOf } from "../json.ts";
import { isInteractive } from "../rules/card-rules.ts";
import type { Card, Member, SentMessage, World } from "./world.ts";

/** Finds a member's card by its own id or by its task_id. */
export function findCard(world: World, member: Member, id: string): Card | undefined {
  const byId = world.cards.get(id);
  if (byId !== undefined) return byId.userid === member.userid ? byId : undefined;
  const msgids = [...world.apps.keys()].map(
    (agentId) => world.taskIds.get(`${agentId} ${id}`) ?? "",
  );
  const copies = msgids.flatMap((msgid) => world.copies.get(msgid) ?? []);
  return copies.find((card) => card.userid === member.userid);
}

interface Update {
  readonly message: SentMessage;
  readonly recipients: readonly string[];
  /** The request body: `button` or `template_card`. */
  readonly replacement: JsonObject;
  /** Set where the change came as a passive reply. */
  readonly how?: "passive";
}

/** Changes the copies of the named recipients. */
export function updateCards(world: World, update: Update): void {
  const names = new Set(update.recipients.map((userid) => userid.toLowerCase()));
  for (const card of world.copies.get(update.message.msgid) ?? []) {
    if (names.has(card.userid.toLowerCase())) updateCard(world, card, update);
  }
  world.journal.tell("card-updated", update.recipients);
}

function updateCard(world: World, card: Card, { replacement, how }: Update): void {
  const newCard = objectOf(replacement, "template_card");
  const atMs = world.clock.nowMs();
  if (newCard !== undefined) {
    card.shown = newCard;
    card.greyedAs = undefined;
    card.pressedKey = undefined;
    card.updates.push({ atMs, how: how ?? "template_card" });
    return;
  }
  card.greyedAs = textOf(objectOf(replacement, "button"), "replace_name");
  card.updates.push({ atMs, how: how ?? "button" });
}

/** A button as the phone shows it. */
export interface ShownButton {
  readonly text: string;
  readonly style: number;
  readonly key: string;
  /** Set on buttons that open a page instead of calling back. */
  readonly url?: string;
}

/** The buttons of a card's present face, dead or alive. */
export function buttonsOf(shown: JsonObject): readonly ShownButton[] {
  const submit = objectOf(shown, "submit_button");
  if (submit !== undefined)
    return [{ text: textOf(submit, "text") || "提交", style: 1, key: textOf(submit, "key") }];
  return objectsOf(shown, "button_list").map((button) => ({
    text: textOf(button, "text"),
    style: typeof button["style"] === "number" ? button["style"] : 1,
    key: textOf(button, "key"),
    ...(button["type"] === 1 ? { url: textOf(button, "url") } : {}),
  }));
}

/** True while the card's buttons can be pressed: not greyed, not replaced, not recalled. */
export function isLive(world: World, card: Card): boolean {
  const isReplaced = textOf(card.shown, "replace_text") !== "";
  const isRecalled = world.messages.get(card.msgid)?.recalled === true;
  return isInteractive(card.shown) && card.greyedAs === undefined && !isReplaced && !isRecalled;
}

/** A question on a card: its options, what is chosen at first, and whether it can be changed. */
export interface Question {
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly chosen: readonly string[];
  /** Shown as a drop-down list, else as ticks (several) or dots (one). */
  readonly isDropDown: boolean;
  readonly isMultiple: boolean;
  readonly isDisabled: boolean;
}

/** The questions of a card's present face. */
export function questionsOf(shown: JsonObject): readonly Question[] {
  const selection = objectOf(shown, "button_selection");
  const checkbox = objectOf(shown, "checkbox");
  const selects = [
    ...(selection === undefined ? [] : [selection]),
    ...objectsOf(shown, "select_list"),
  ];
  const questions = selects.map(readSelect);
  return checkbox === undefined ? questions : [...questions, readCheckbox(checkbox)];
}

function readSelect(select: JsonObject): Question {
  const options = readOptions(select);
  const chosen = textOf(select, "selected_id") || options[0]?.id;
  return {
    key: textOf(select, "question_key"),
    title: textOf(select, "title"),
    options,
    chosen: chosen === undefined ? [] : [chosen],
    isDropDown: true,
    isMultiple: false,
    isDisabled: select["disable"] === true,
  };
}

function readCheckbox(checkbox: JsonObject): Question {
  const checked = objectsOf(checkbox, "option_list").filter((each) => each["is_checked"] === true);
  return {
    key: textOf(checkbox, "question_key"),
    title: "",
    options: readOptions(checkbox),
    chosen: checked.map((option) => textOf(option, "id")),
    isDropDown: false,
    isMultiple: checkbox["mode"] === 1,
    isDisabled: checkbox["disable"] === true,
  };
}

function readOptions(question: JsonObject): Question["options"] {
  return objectsOf(question, "option_list").map((option) => ({
    id: textOf(option, "id"),
    text: textOf(option, "text"),
  }));
}
