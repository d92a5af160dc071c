// What each block of a template card must hold. Codes: wecom:90236, wecom:90313.
// Where the pages leave the code open, the choice is said in a comment.
import type { JsonObject } from "../json.ts";
import { byteLength, numberOf, objectOf, objectsOf, textOf } from "../json.ts";
import type { Problem } from "./problem.ts";
import { firstInList, firstProblem, hasRepeats, isWebUrl, problem } from "./problem.ts";

export type BlockCheck = (card: JsonObject) => Problem | undefined;

const MAX_KEY_BYTES = 1_024;
const MAX_OPTION_ID_BYTES = 128;

const isKey = (text: string) => text !== "" && byteLength(text) <= MAX_KEY_BYTES;

/** `type` 1 needs a web address, 2 a mini-program; other types are as `allowed` says. */
function checkTarget(
  block: JsonObject,
  where: string,
  allowed: readonly number[],
): Problem | undefined {
  const type = numberOf(block, "type") ?? 0;
  if (!allowed.includes(type)) return problem(40058, `${where}.type ${type} is not allowed`);
  if (type === 1 && !isWebUrl(textOf(block, "url"))) return problem(42028, `${where}.url missing`);
  if (type === 2 && textOf(block, "appid") === "") return problem(42030, `${where}.appid missing`);
  return undefined;
}

function inRange(block: JsonObject, field: string, range: readonly [number, number]): boolean {
  const value = block[field];
  if (value === undefined) return true;
  return typeof value === "number" && value >= range[0] && value <= range[1];
}

export const checkSource: BlockCheck = (card) => {
  const source = objectOf(card, "source") ?? {};
  return inRange(source, "desc_color", [0, 3])
    ? undefined
    : problem(40058, "source.desc_color must be 0..3");
};

export const checkMainTitle: BlockCheck = (card) => {
  const title = textOf(objectOf(card, "main_title"), "title");
  const mayUseSubTitle = textOf(card, "card_type") === "text_notice";
  const hasTitle = title !== "" || (mayUseSubTitle && textOf(card, "sub_title_text") !== "");
  return hasTitle ? undefined : problem(42033, "main_title.title missing");
};

export const checkQuoteArea: BlockCheck = (card) => {
  const area = objectOf(card, "quote_area");
  return area === undefined ? undefined : checkTarget(area, "quote_area", [0, 1, 2]);
};

export const checkRows: BlockCheck = (card) => {
  const rows = objectsOf(card, "horizontal_content_list");
  if (rows.length > 6) return problem(42035, "horizontal_content_list: at most 6");
  return firstInList(rows, checkRow);
};

function checkRow(row: JsonObject, index: number): Problem | undefined {
  const where = `horizontal_content_list[${index}]`;
  if (textOf(row, "keyname") === "") return problem(42027, `${where}.keyname missing`);
  const type = numberOf(row, "type") ?? 0;
  if (type === 2)
    return textOf(row, "media_id") === "" ? problem(42029, `${where}.media_id missing`) : undefined;
  if (type === 3)
    return textOf(row, "userid") === "" ? problem(42050, `${where}.userid missing`) : undefined;
  return checkTarget(row, where, [0, 1]);
}

export const checkVerticalList: BlockCheck = (card) => {
  const items = objectsOf(card, "vertical_content_list");
  if (items.length > 4) return problem(42036, "vertical_content_list: at most 4");
  return firstInList(items, (item, index) =>
    textOf(item, "title") === ""
      ? problem(42033, `vertical_content_list[${index}].title missing`)
      : undefined,
  );
};

export const checkJumpList: BlockCheck = (card) => {
  const items = objectsOf(card, "jump_list");
  if (items.length > 3) return problem(42042, "jump_list: at most 3");
  return firstInList(items, (item, index) => {
    const where = `jump_list[${index}]`;
    if (textOf(item, "title") === "") return problem(42033, `${where}.title missing`);
    return checkTarget(item, where, [0, 1, 2]);
  });
};

export const checkCardAction: BlockCheck = (card) => {
  const action = objectOf(card, "card_action");
  const isNotice = textOf(card, "card_type").endsWith("_notice");
  if (action === undefined) return isNotice ? problem(42045, "card_action missing") : undefined;
  const type = numberOf(action, "type") ?? 0;
  if (![0, 1, 2].includes(type) || (isNotice && type === 0))
    return problem(42045, `card_action.type ${type} is not allowed`);
  if (type === 1 && !isWebUrl(textOf(action, "url")))
    return problem(42045, "card_action.url missing");
  return checkTarget(action, "card_action", [0, 1, 2]);
};

export const checkActionMenu: BlockCheck = (card) => {
  const menu = objectOf(card, "action_menu");
  if (menu === undefined) return undefined;
  const actions = objectsOf(menu, "action_list");
  // No code is documented for the count; 40058 is "illegal parameter, see errmsg".
  if (actions.length < 1 || actions.length > 3)
    return problem(40058, "action_menu.action_list: 1 to 3");
  if (hasRepeats(actions.map((action) => textOf(action, "key"))))
    return problem(42051, "action_menu.action_list: key conflict");
  return firstInList(actions, (action, index) => {
    const where = `action_menu.action_list[${index}]`;
    if (textOf(action, "text") === "") return problem(42020, `${where}.text missing`);
    return checkKey(textOf(action, "key"), where);
  });
};

function checkKey(key: string, where: string): Problem | undefined {
  if (key === "") return problem(42019, `${where}.key missing`);
  return isKey(key) ? undefined : problem(42039, `${where}.key: at most 1024 bytes`);
}

export const checkButtonList: BlockCheck = (card) => {
  const buttons = objectsOf(card, "button_list");
  // No code is documented for the count of buttons.
  if (buttons.length === 0) return problem(40063, "button_list missing");
  if (buttons.length > 6) return problem(40058, "button_list: at most 6");
  const keys = buttons.filter((each) => each["type"] !== 1).map((each) => textOf(each, "key"));
  return firstProblem([
    () => firstInList(buttons, checkButton),
    () => (hasRepeats(keys) ? problem(42018, "button_list: repeated key") : undefined),
  ]);
};

function checkButton(button: JsonObject, index: number): Problem | undefined {
  const where = `button_list[${index}]`;
  if (textOf(button, "text") === "") return problem(42038, `${where}.text missing`);
  if (!inRange(button, "style", [1, 4])) return problem(40058, `${where}.style must be 1..4`);
  const type = numberOf(button, "type") ?? 0;
  return type === 0 ? checkKey(textOf(button, "key"), where) : checkTarget(button, where, [0, 1]);
}

function checkOptions(
  question: JsonObject,
  where: string,
  maxOptions: number,
): Problem | undefined {
  const options = objectsOf(question, "option_list");
  if (options.length < 1 || options.length > maxOptions)
    return problem(42037, `${where}.option_list: 1 to ${maxOptions}`);
  const ids = options.map((option) => textOf(option, "id"));
  const isBadId = (id: string) => id === "" || byteLength(id) > MAX_OPTION_ID_BYTES;
  if (ids.some(isBadId) || hasRepeats(ids))
    return problem(42040, `${where}.option_list: id missing, repeated or longer than 128 bytes`);
  if (options.some((option) => textOf(option, "text") === ""))
    return problem(42041, `${where}.option_list: text missing`);
  const selected = textOf(question, "selected_id");
  const isKnown = selected === "" || ids.includes(selected);
  return isKnown ? undefined : problem(42040, `${where}.selected_id is no option`);
}

function checkQuestion(
  question: JsonObject,
  where: string,
  maxOptions: number,
): Problem | undefined {
  if (!isKey(textOf(question, "question_key")))
    return problem(42043, `${where}.question_key missing or longer than 1024 bytes`);
  return checkOptions(question, where, maxOptions);
}

export const checkButtonSelection: BlockCheck = (card) => {
  const selection = objectOf(card, "button_selection");
  return selection === undefined ? undefined : checkQuestion(selection, "button_selection", 10);
};

export const checkCheckbox: BlockCheck = (card) => {
  const checkbox = objectOf(card, "checkbox") ?? {};
  if (!inRange(checkbox, "mode", [0, 1])) return problem(40058, "checkbox.mode must be 0 or 1");
  const checked = objectsOf(checkbox, "option_list").filter((each) => each["is_checked"] === true);
  if ((numberOf(checkbox, "mode") ?? 0) === 0 && checked.length > 1)
    return problem(40058, "checkbox: more than one option checked in single mode");
  return checkQuestion(checkbox, "checkbox", 20);
};

export const checkSelectList: BlockCheck = (card) => {
  const selects = objectsOf(card, "select_list");
  if (selects.length < 1 || selects.length > 3) return problem(42047, "select_list: 1 to 3");
  if (hasRepeats(selects.map((select) => textOf(select, "question_key"))))
    return problem(42043, "select_list: repeated question_key");
  return firstInList(selects, (select, index) =>
    checkQuestion(select, `select_list[${index}]`, 10),
  );
};

export const checkSubmitButton: BlockCheck = (card) => {
  const button = objectOf(card, "submit_button");
  if (!isKey(textOf(button, "key")))
    return problem(42046, "submit_button.key missing or longer than 1024 bytes");
  const text = button?.["text"];
  const isGood = text === undefined || (typeof text === "string" && text !== "");
  return isGood ? undefined : problem(42049, "submit_button.text illegal");
};

export const checkPictures: BlockCheck = (card) => {
  const image = objectOf(card, "card_image");
  const area = objectOf(card, "image_text_area");
  if (image === undefined && area === undefined)
    return problem(42044, "card_image or image_text_area missing");
  if (image !== undefined && !isWebUrl(textOf(image, "url")))
    return problem(42044, "card_image.url missing");
  if (image !== undefined && !inRange(image, "aspect_ratio", [1.3, 2.25]))
    return problem(40058, "card_image.aspect_ratio must be 1.3..2.25");
  if (area === undefined) return undefined;
  if (!isWebUrl(textOf(area, "image_url")))
    return problem(42044, "image_text_area.image_url missing");
  return checkTarget(area, "image_text_area", [0, 1, 2]);
};
