import { expect } from "chai";
import { shownHashOf } from "../../../src/messages/shown-hash.ts";
import { cardOf } from "../../support/build-card.ts";
import { buildApproval, november } from "../../support/build.ts";

describe("hash of what a card shows", () => {
  const card = cardOf(buildApproval());

  it("does not depend on the order of fields", () => {
    const entries = Object.entries(card).toReversed();
    expect(shownHashOf({ ...card, ...Object.fromEntries(entries) })).equal(shownHashOf(card));
    expect(shownHashOf(card)).match(/^[0-9a-f]{64}$/);
  });

  it("changes with every word that is shown", () => {
    const later = cardOf(buildApproval(), { now: november(23, "15:11") });
    expect(shownHashOf(later)).not.equal(shownHashOf(card));
  });
});
