import { expect } from "chai";
import { taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import {
  canBeCorrected,
  CARD_LIFE_MS,
  deliveryOf,
  deliveryOfTask,
  isFirstUndelivered,
  whyStale,
} from "../../../src/domain/card-life.ts";
import { buildCard, buildFile, november } from "../../support/build.ts";

describe("the life of a card", () => {
  const card = buildCard(taskIdOf(1 as CaseId, 1));
  const after = (ms: number): Date => new Date(card.madeAt.getTime() + ms);

  it("lasts 72 hours, to the millisecond", () => {
    expect(canBeCorrected(card, after(CARD_LIFE_MS - 1))).equal(true);
    expect(whyStale(card, after(CARD_LIFE_MS - 1))).equal(undefined);
    expect(canBeCorrected(card, after(CARD_LIFE_MS))).equal(false);
  });

  it("counts from the send: a card that left late can be corrected for 72 hours from then", () => {
    const late = { ...card, sentAt: after(CARD_LIFE_MS) };
    expect(canBeCorrected(late, after(2 * CARD_LIFE_MS - 1))).equal(true);
    expect(canBeCorrected(late, after(2 * CARD_LIFE_MS))).equal(false);
    expect(canBeCorrected({ ...card, sentAt: undefined }, after(2 * CARD_LIFE_MS))).equal(true);
  });

  it("is over with the age in whole hours", () => {
    expect(whyStale(card, after(CARD_LIFE_MS + 59 * 60_000))).eql({
      code: "stale-card",
      ageHours: 72,
    });
  });
});

describe("the way of a card to a phone", () => {
  const TASK = taskIdOf(1 as CaseId, 1);
  const lostAt = { sentAt: undefined, undeliverableAt: november(23, "09:11") };

  it("is under way until it was sent or given up", () => {
    expect(deliveryOf(buildCard(TASK, { sentAt: undefined }))).equal("under-way");
    expect(deliveryOf(buildCard(TASK, lostAt))).equal("undeliverable");
    expect(deliveryOf(buildCard(TASK))).equal("delivered");
  });

  it("of a task is that of its newest card", () => {
    const cards = [buildCard(TASK, lostAt), buildCard(TASK, { n: 2 })];
    expect(deliveryOfTask(buildFile({ cards }), TASK)).equal("delivered");
    expect(deliveryOfTask(buildFile({ cards: [] }), TASK)).equal(undefined);
  });

  it("is news only for the first card of a task that was given up", () => {
    const [first, second] = [buildCard(TASK, lostAt), buildCard(TASK, { ...lostAt, n: 2 })];
    expect(isFirstUndelivered(buildFile({ cards: [first] }), first)).equal(true);
    expect(isFirstUndelivered(buildFile({ cards: [first, second] }), second)).equal(false);
    const arrived = buildCard(TASK, { n: 2 });
    expect(isFirstUndelivered(buildFile({ cards: [first, arrived] }), arrived)).equal(false);
  });
});
