import type { JsonObject } from "../../src/simulator/json.ts";
import { objectOf, objectsOf, textOf } from "../../src/simulator/json.ts";
import type { Demo } from "./bureau.ts";
import { askingCard } from "./people.ts";

/** The card that asks somebody about a case, as lines of text. */
export async function cardTextOf(demo: Demo, caseNo: string, userid: string): Promise<string> {
  const { shown } = await askingCard(demo, caseNo, userid);
  const title = objectOf(shown, "main_title");
  return [
    `${textOf(title, "title")}  ${textOf(title, "desc")}`,
    textOf(shown, "sub_title_text"),
    objectsOf(shown, "horizontal_content_list").map(rowText).join("  "),
  ].join("\n");
}

function rowText(row: JsonObject): string {
  return `${textOf(row, "keyname")} ${textOf(row, "value")}`;
}
