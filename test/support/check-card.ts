import { expect } from "chai";
import type { ButtonInteractionCard } from "../../src/wecom/wire.ts";

/** Fails unless a card keeps the platform's rules and its advice on lengths. @source wecom:90236 */
export function checkCard(card: ButtonInteractionCard): void {
  expect(card.task_id, "the sender adds the id").equal(undefined);
  expectLength(card.source?.desc, 20, "source.desc");
  expectLength(card.main_title.title, 36, "main_title.title");
  expect(card.main_title.title, "main_title.title is required").not.equal("");
  expectLength(card.main_title.desc, 44, "main_title.desc");
  expectLength(card.sub_title_text, 160, "sub_title_text");
  const rows = card.horizontal_content_list ?? [];
  expect(rows.length, "rows").lessThanOrEqual(6);
  for (const { keyname, value } of rows) {
    expectLength(keyname, 5, "keyname");
    expectLength(value, 30, `value of ${keyname}`);
  }
  checkSelection(card);
  checkButtons(card);
}

function checkSelection({ button_selection: selection }: ButtonInteractionCard): void {
  if (selection === undefined) return;
  const ids = selection.option_list.map(({ id }) => id);
  expect(ids.length, "options").within(1, 10);
  expect(new Set(ids).size, "option ids are unique").equal(ids.length);
  if (selection.selected_id !== undefined) expect(ids).include(selection.selected_id);
  for (const { text } of selection.option_list) {
    expect(text, "option text").not.equal("");
    expectLength(text, 16, "option text");
  }
}

function checkButtons({ button_list: buttons }: ButtonInteractionCard): void {
  expect(buttons.length, "buttons").within(1, 6);
  const keys = buttons.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size, "button keys are unique").equal(keys.length);
  for (const { type = 0, key, url, text } of buttons) {
    expectLength(text, 10, "button text");
    expect(type === 0 ? key : url, `target of ${text}`)
      .a("string")
      .and.not.equal("");
  }
}

function expectLength(text: string | undefined, max: number, what: string): void {
  expect((text ?? "").length, `${what}: ${text}`).lessThanOrEqual(max);
}
