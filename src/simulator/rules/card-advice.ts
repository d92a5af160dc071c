// Lengths that phones cut off. The real server does not refuse longer texts, so these are only told.
import type { JsonObject } from "../json.ts";
import { asObject, charLength, objectOf, objectsOf, textOf } from "../json.ts";

type Reader = (card: JsonObject) => readonly string[];

interface Advice {
  readonly where: string;
  readonly maxChars: number;
  readonly read: Reader;
}

const inBlock =
  (block: string, field: string): Reader =>
  (card) => [textOf(objectOf(card, block), field)];
const inList =
  (list: string, field: string): Reader =>
  (card) =>
    objectsOf(card, list).map((item) => textOf(item, field));
const inOptions =
  (block: string): Reader =>
  (card) =>
    [asObject(card[block]) ?? {}, ...objectsOf(card, block)].flatMap((question) =>
      objectsOf(question, "option_list").map((option) => textOf(option, "text")),
    );

/** @source wecom:90236 */
const ADVICE: readonly Advice[] = [
  { where: "source.desc", maxChars: 20, read: inBlock("source", "desc") },
  { where: "main_title.title", maxChars: 36, read: inBlock("main_title", "title") },
  { where: "emphasis_content.title", maxChars: 14, read: inBlock("emphasis_content", "title") },
  { where: "emphasis_content.desc", maxChars: 22, read: inBlock("emphasis_content", "desc") },
  { where: "sub_title_text", maxChars: 160, read: (card) => [textOf(card, "sub_title_text")] },
  { where: "horizontal keyname", maxChars: 5, read: inList("horizontal_content_list", "keyname") },
  { where: "horizontal value", maxChars: 30, read: inList("horizontal_content_list", "value") },
  { where: "vertical title", maxChars: 38, read: inList("vertical_content_list", "title") },
  { where: "vertical desc", maxChars: 160, read: inList("vertical_content_list", "desc") },
  { where: "jump_list title", maxChars: 18, read: inList("jump_list", "title") },
  { where: "button text", maxChars: 10, read: inList("button_list", "text") },
  { where: "submit_button.text", maxChars: 10, read: inBlock("submit_button", "text") },
  { where: "button_selection option", maxChars: 16, read: inOptions("button_selection") },
  { where: "select_list option", maxChars: 16, read: inOptions("select_list") },
  { where: "checkbox option", maxChars: 17, read: inOptions("checkbox") },
];

/** Sentences about texts that are longer than phones show, in characters. */
export function cardAdvice(card: JsonObject): readonly string[] {
  return [...ADVICE, titleDesc(card)].flatMap((advice) =>
    advice
      .read(card)
      .map((text) => charLength(text))
      .filter((length) => length > advice.maxChars)
      .map((length) => `${advice.where}: ${length} > ${advice.maxChars}`),
  );
}

function titleDesc(card: JsonObject): Advice {
  const isForm = /^(vote|multiple)_/.test(textOf(card, "card_type"));
  return {
    where: "main_title.desc",
    maxChars: isForm ? 160 : 44,
    read: inBlock("main_title", "desc"),
  };
}
