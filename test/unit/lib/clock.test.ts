import { expect } from "chai";
import { createCorrectedClock, systemClock } from "../../../src/lib/clock.ts";

const host = { now: () => new Date("2026-11-23T01:00:00.000Z") };

describe("the business clock", () => {
  it("is that of the host until it is corrected", () => {
    expect(createCorrectedClock(host).now()).to.deep.equal(host.now());
  });

  it("is put forward or back by milliseconds, the last correction alone", () => {
    const clock = createCorrectedClock(host);
    clock.correct(60_000);
    expect(clock.now()).to.deep.equal(new Date("2026-11-23T01:01:00.000Z"));
    clock.correct(-1);
    expect(clock.now()).to.deep.equal(new Date("2026-11-23T00:59:59.999Z"));
  });

  it("is based on the clock of the process unless said", () => {
    const earliest = systemClock.now().getTime();
    const now = createCorrectedClock().now().getTime();
    expect(now).to.be.within(earliest, systemClock.now().getTime());
  });
});
