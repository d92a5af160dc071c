// Which block each card type must or may have, and in which order the server looks at them.
// @source wecom:90236 (send), wecom:94888 (update)
import type { JsonObject } from "../json.ts";
import { objectOf, textOf } from "../json.ts";
import type { BlockCheck } from "./card-blocks.ts";
import {
  checkActionMenu,
  checkButtonList,
  checkButtonSelection,
  checkCardAction,
  checkCheckbox,
  checkJumpList,
  checkMainTitle,
  checkPictures,
  checkQuoteArea,
  checkRows,
  checkSelectList,
  checkSource,
  checkSubmitButton,
  checkVerticalList,
} from "./card-blocks.ts";
import type { Problem } from "./problem.ts";
import { firstInList, problem } from "./problem.ts";

export const CARD_TYPES = [
  "text_notice",
  "news_notice",
  "button_interaction",
  "vote_interaction",
  "multiple_interaction",
] as const;
export type CardType = (typeof CARD_TYPES)[number];

interface BlockRule {
  readonly field: string;
  /** Card types that know the block. */
  readonly types: readonly CardType[];
  readonly check: BlockCheck;
  /** Checked even when the block is absent, because it may be required. */
  readonly always?: boolean;
}

const NOTICES: readonly CardType[] = ["text_notice", "news_notice"];
const WITH_ROWS: readonly CardType[] = [...NOTICES, "button_interaction"];
const FORMS: readonly CardType[] = ["vote_interaction", "multiple_interaction"];
const INTERACTIVE: readonly CardType[] = ["button_interaction", ...FORMS];
const accept: BlockCheck = () => undefined;

const BLOCKS: readonly BlockRule[] = [
  { field: "source", types: CARD_TYPES, check: checkSource },
  { field: "action_menu", types: WITH_ROWS, check: checkActionMenu },
  { field: "main_title", types: CARD_TYPES, check: checkMainTitle, always: true },
  { field: "quote_area", types: WITH_ROWS, check: checkQuoteArea },
  { field: "emphasis_content", types: ["text_notice"], check: accept },
  { field: "sub_title_text", types: ["text_notice", "button_interaction"], check: accept },
  { field: "card_image", types: ["news_notice"], check: checkPictures, always: true },
  { field: "image_text_area", types: ["news_notice"], check: accept },
  { field: "vertical_content_list", types: ["news_notice"], check: checkVerticalList },
  { field: "horizontal_content_list", types: WITH_ROWS, check: checkRows },
  { field: "jump_list", types: NOTICES, check: checkJumpList },
  { field: "card_action", types: WITH_ROWS, check: checkCardAction, always: true },
  { field: "button_selection", types: ["button_interaction"], check: checkButtonSelection },
  { field: "button_list", types: ["button_interaction"], check: checkButtonList, always: true },
  { field: "checkbox", types: ["vote_interaction"], check: checkCheckbox, always: true },
  { field: "select_list", types: ["multiple_interaction"], check: checkSelectList, always: true },
  { field: "submit_button", types: FORMS, check: checkSubmitButton, always: true },
];

/** What the card is used for decides the few fields that differ. */
export type CardUse = "send" | "update" | "webhook";

/**
 * The first rule a card breaks, or undefined.
 * A block that the card's type does not know is refused with 40058 (stricter than phones, which skip it).
 */
export function findCardProblem(card: JsonObject, use: CardUse): Problem | undefined {
  const type = CARD_TYPES.find((each) => each === textOf(card, "card_type"));
  if (type === undefined || (use === "webhook" && !NOTICES.includes(type)))
    return problem(42031, "card_type illegal");
  return (
    checkTaskId(card, use) ?? firstInList(BLOCKS, (rule) => checkBlock(rule, card, { type, use }))
  );
}

function checkBlock(
  rule: BlockRule,
  card: JsonObject,
  { type, use }: { readonly type: CardType; readonly use: CardUse },
): Problem | undefined {
  const isPresent = card[rule.field] !== undefined;
  if (!rule.types.includes(type))
    return isPresent ? problem(40058, `${rule.field} is not available in ${type}`) : undefined;
  if (use === "webhook" && isPresent && rule.field === "action_menu")
    return problem(40058, "action_menu is not available in group robots");
  const isOptionalHere = use === "update" && rule.field === "submit_button";
  const isDue = isPresent || (rule.always === true && !isOptionalHere);
  return isDue ? rule.check(card) : undefined;
}

function checkTaskId(card: JsonObject, use: CardUse): Problem | undefined {
  const taskId = card["task_id"];
  if (use === "update")
    return taskId === undefined ? checkReplaceText(card) : problem(42014, "task_id in an update");
  if (card["replace_text"] !== undefined)
    return problem(40058, "replace_text is only available in updates");
  if (taskId === undefined)
    return needsTaskId(card) ? problem(42014, "task_id missing") : undefined;
  const isGood = typeof taskId === "string" && /^[0-9A-Za-z_\-@]{1,128}$/.test(taskId);
  return isGood ? undefined : problem(42014, "task_id illegal");
}

function checkReplaceText(card: JsonObject): Problem | undefined {
  const isKnown = card["replace_text"] === undefined || isInteractive(card);
  return isKnown ? undefined : problem(40058, "replace_text needs a card with buttons");
}

/** True for the three types whose buttons call back. */
export function isInteractive(card: JsonObject): boolean {
  return INTERACTIVE.some((type) => type === textOf(card, "card_type"));
}

/** True if the card calls back, and so needs a task_id and gets a response_code. */
export function needsTaskId(card: JsonObject): boolean {
  return isInteractive(card) || objectOf(card, "action_menu") !== undefined;
}
