// The menu at the foot of an app's chat. @source wecom:90231
import type { JsonObject } from "../json.ts";
import { byteLength, objectsOf, textOf } from "../json.ts";
import type { Problem } from "./problem.ts";
import { firstInList, isWebUrl, problem } from "./problem.ts";

const BUTTON_TYPES = [
  "click",
  "view",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
  "view_miniprogram",
];

/** The first rule a menu breaks. Codes of this page are 40054 (url), 40058 for everything else. */
export function findMenuProblem(menu: JsonObject): Problem | undefined {
  const buttons = objectsOf(menu, "button");
  if (buttons.length < 1 || buttons.length > 3) return problem(40058, "button: 1 to 3");
  return firstInList(buttons, checkTopButton);
}

function checkTopButton(button: JsonObject, index: number): Problem | undefined {
  const where = `button[${index}]`;
  const below = objectsOf(button, "sub_button");
  const nameProblem = checkName(button, where, 16);
  if (nameProblem !== undefined) return nameProblem;
  if (below.length > 5) return problem(40058, `${where}.sub_button: at most 5`);
  if (below.length === 0) return checkAction(button, where);
  return firstInList(below, (sub, subIndex) => {
    const subWhere = `${where}.sub_button[${subIndex}]`;
    return checkName(sub, subWhere, 40) ?? checkAction(sub, subWhere);
  });
}

function checkName(button: JsonObject, where: string, maxBytes: number): Problem | undefined {
  const length = byteLength(textOf(button, "name"));
  return length >= 1 && length <= maxBytes
    ? undefined
    : problem(40058, `${where}.name: 1 to ${maxBytes} bytes`);
}

function checkAction(button: JsonObject, where: string): Problem | undefined {
  const type = textOf(button, "type");
  if (!BUTTON_TYPES.includes(type)) return problem(40058, `${where}.type illegal`);
  if (type === "view" && !isMenuUrl(textOf(button, "url")))
    return problem(40054, `${where}.url illegal`);
  if (type === "view" || type === "view_miniprogram") return undefined;
  const length = byteLength(textOf(button, "key"));
  return length >= 1 && length <= 128 ? undefined : problem(40058, `${where}.key: 1 to 128 bytes`);
}

const isMenuUrl = (url: string) => isWebUrl(url) && byteLength(url) <= 1_024;
