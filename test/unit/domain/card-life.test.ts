import { expect } from "chai";
import { taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import { canBeCorrected, CARD_LIFE_MS, whyStale } from "../../../src/domain/card-life.ts";
import { buildCard } from "../../support/build.ts";

describe("the life of a card", () => {
  const card = buildCard(taskIdOf(1 as CaseId, 1));
  const after = (ms: number): Date => new Date(card.madeAt.getTime() + ms);

  it("lasts 72 hours, to the millisecond", () => {
    expect(canBeCorrected(card, after(CARD_LIFE_MS - 1))).equal(true);
    expect(whyStale(card, after(CARD_LIFE_MS - 1))).equal(undefined);
    expect(canBeCorrected(card, after(CARD_LIFE_MS))).equal(false);
  });

  it("is over with the age in whole hours", () => {
    expect(whyStale(card, after(CARD_LIFE_MS + 59 * 60_000))).eql({
      code: "stale-card",
      ageHours: 72,
    });
  });
});
