import { expect } from "chai";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { retryDelayMs } from "../../src/outbox/backoff.ts";

describe("the wait before the next try", () => {
  const middle = (tries: number, isBusy = false): number =>
    retryDelayMs({ tries, isBusy, random: 0.5 });

  it("doubles from one second to five minutes", () => {
    expect([1, 2, 3, 4].map((tries) => middle(tries))).to.deep.equal(
      [1, 2, 4, 8].map((sec) => sec * SECOND_MS),
    );
    expect(middle(10)).to.equal(5 * MINUTE_MS);
    expect(middle(10_000)).to.equal(5 * MINUTE_MS);
  });

  it("is spread by a quarter to either side, never beyond five minutes", () => {
    expect(retryDelayMs({ tries: 1, isBusy: false, random: 0 })).to.equal(750);
    expect(retryDelayMs({ tries: 1, isBusy: false, random: 0.999 })).to.be.within(1_249, 1_250);
    expect(retryDelayMs({ tries: 20, isBusy: false, random: 0.999 })).to.equal(5 * MINUTE_MS);
  });

  it("lets a busy server be after three quick tries", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((tries) => middle(tries, true))).to.deep.equal([
      ...[1, 2, 4].map((sec) => sec * SECOND_MS),
      ...[1, 2, 4, 5].map((min) => min * MINUTE_MS),
    ]);
  });
});
