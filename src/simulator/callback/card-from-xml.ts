// The card inside a passive reply: PascalCase XML, list elements repeated without a wrapper. @source wecom:90241
import type { JsonObject } from "../json.ts";
import type { ReadElement } from "./xml.ts";
import { readElements } from "./xml.ts";

const LISTS = [
  "ActionList",
  "HorizontalContentList",
  "JumpList",
  "VerticalContentList",
  "ButtonList",
  "OptionList",
  "SelectList",
];
const NUMBERS = ["Type", "Style", "DescColor", "AspectRatio", "Mode"];
const BOOLEANS = ["Disable", "IsChecked"];
/** Names that do not follow the rule `PascalCase` → `snake_case`. */
const NAMES: Readonly<Record<string, string>> = {
  CheckBox: "checkbox",
  KeyName: "keyname",
  AppId: "appid",
  Appid: "appid",
  PagePath: "pagepath",
  UserId: "userid",
};

/** The card of a passive `update_template_card` in the spelling of the JSON API; undefined when there is none. */
export function cardFromXml(plaintext: string): JsonObject | undefined {
  const [root] = readElements(plaintext);
  const card = root?.children.find(({ name }) => name === "TemplateCard");
  return card === undefined ? undefined : toObject(card.children);
}

function toObject(elements: readonly ReadElement[]): JsonObject {
  const fields: Record<string, unknown> = {};
  for (const element of elements) {
    const name = jsonName(element.name);
    const value = toValue(element);
    const before = fields[name];
    if (!LISTS.includes(element.name)) fields[name] = value;
    else fields[name] = Array.isArray(before) ? [...(before as unknown[]), value] : [value];
  }
  return fields;
}

function toValue({ name, text, children }: ReadElement): unknown {
  if (children.length > 0) return toObject(children);
  if (NUMBERS.includes(name)) return Number(text);
  if (BOOLEANS.includes(name)) return text === "true" || text === "1";
  return text;
}

function jsonName(name: string): string {
  return NAMES[name] ?? name.replaceAll(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
}
