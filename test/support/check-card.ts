import { expect } from "chai";
import type { JsonObject } from "../../src/simulator/json.ts";
import { cardAdvice } from "../../src/simulator/rules/card-advice.ts";
import { findCardProblem } from "../../src/simulator/rules/card-rules.ts";
import type { ButtonInteractionCard } from "../../src/wecom/wire.ts";

/** Fails unless a card would be taken as a message and as an update, and shown in full on a phone. */
export function checkCard(card: ButtonInteractionCard): void {
  const json: JsonObject = JSON.parse(JSON.stringify(card));
  expect(card.task_id, "the sender adds the id").equal(undefined);
  expect(findCardProblem(json, "update"), "as an update").equal(undefined);
  if (card.replace_text === undefined) {
    expect(findCardProblem({ ...json, task_id: "T1-1@1" }, "send"), "as a message").equal(
      undefined,
    );
  }
  expect(cardAdvice(json), "advised lengths").eql([]);
}
