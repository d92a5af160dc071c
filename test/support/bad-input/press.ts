// A press on a card as a callback of bytes, so that any part of it can be wrong.
import type { Card } from "../../../src/simulator/world/world.ts";
import { keyOn, type cardAbout } from "../presses.ts";
import type { World } from "../world.ts";
import { innerXml, type Fields } from "./seal.ts";

let presses = 0;

/** 同意 on a card, with some fields exchanged; each press has a code of its own. */
export function pressXml(
  world: World,
  card: ReturnType<typeof cardAbout>,
  fields: Fields = {},
): string {
  presses += 1;
  return innerXml(world, {
    MsgType: "event",
    Event: "template_card_event",
    TaskId: card.taskId,
    EventKey: keyOf(card),
    CardType: "button_interaction",
    ResponseCode: `RC-made-up-${presses}`,
    ...fields,
  });
}

/** An opinion that was chosen, or several, as part of the inner XML. */
export function withOpinions(xml: string, ...codes: string[]): string {
  const options = codes.map((code) => `<OptionId>${code}</OptionId>`).join("");
  const item = `<SelectedItem><QuestionKey>opinion</QuestionKey><OptionIds>${options}</OptionIds></SelectedItem>`;
  return xml.replace("</xml>", `<SelectedItems>${item}</SelectedItems></xml>`);
}

/** A card that is decided has no buttons any more; its first key is still what it was. */
function keyOf(card: Card): string {
  return (card.shown["button_list"] as unknown[] | undefined)?.length
    ? keyOn(card, "同意")
    : "v1:approve:r1:v1";
}
