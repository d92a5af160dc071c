import { expect } from "chai";
import { spreadAt } from "../../../src/actions/spread.ts";
import { instant } from "../../support/set-clock.ts";

const SPREAD_MS = 40_000;
const people = Array.from({ length: 200 }, (_, n) => `to:person${n}`);
const spread = (text: string): number[] =>
  people.map((key) => spreadAt(instant(text), key, SPREAD_MS).getTime() - instant(text).getTime());

describe("an alert of the clock", () => {
  it("leaves within 40 s of its tick, those of different people at different moments", () => {
    const delaysMs = spread("2026-11-24 09:01:17");
    expect(Math.min(...delaysMs)).to.be.within(0, 2_000);
    expect(Math.max(...delaysMs)).to.be.within(38_000, 39_999);
    expect(new Set(delaysMs).size).to.be.greaterThan(190);
  });

  it("always has the same place for the same receiver, so that one person's alerts keep their order", () => {
    expect(spread("2026-11-24 09:01:17")).to.deep.equal(spread("2026-11-25 10:02:17"));
  });

  for (const tick of ["08:30:17", "09:00:17", "08:29:45", "08:59:45"]) {
    it(`keeps out of the full and the half hour after a tick at ${tick}`, () => {
      const minutes = people.map((key) =>
        spreadAt(instant(`2026-11-24 ${tick}`), key, SPREAD_MS).getUTCMinutes(),
      );
      expect(minutes.filter((minute) => minute === 0 || minute === 30)).to.deep.equal([]);
    });
  }

  it("leaves at once where nothing is spread", () => {
    const at = instant("2026-11-24 08:30:00");
    expect(spreadAt(at, "to:liting", 0)).to.equal(at);
  });
});
