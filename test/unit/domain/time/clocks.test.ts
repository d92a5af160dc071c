import { expect } from "chai";
import fc from "fast-check";
import {
  dueWithPauses,
  pausedWorkMin,
  readClock,
  type Pause,
} from "../../../../src/domain/time/clocks.ts";
import { china, shipped, wall } from "./shipped.ts";

const pause = (from: string, to?: string): Pause => ({
  fromAt: china(from),
  toAt: to === undefined ? undefined : china(to),
});
const weekend = pause("2026-11-20 17:00", "2026-11-23 10:00");

function clock(pauses: Pause[], change: { endAt?: Date; workMin?: number } = {}) {
  const { endAt, workMin = 420 } = change;
  return { startAt: china("2026-11-20 15:00"), endAt, pauses, limit: { workMin } };
}

describe("clocks", () => {
  it("D28: a pause over a weekend extends the due time by its working overlap only", () => {
    const later = china("2026-12-01 09:00");
    expect(wall(dueWithPauses(shipped, clock([]), later).at)).to.equal("2026-11-23 15:00");
    expect(wall(dueWithPauses(shipped, clock([weekend]), later).at)).to.equal("2026-11-23 17:30");
  });

  it("D28: overlapping pauses with different reasons are not counted twice", () => {
    const inside = pause("2026-11-20 17:30", "2026-11-23 09:00");
    const across = pause("2026-11-23 09:30", "2026-11-23 10:30");
    const span = { fromAt: china("2026-11-20 15:00"), toAt: china("2026-11-30 09:00") };
    expect(pausedWorkMin(shipped, [weekend], span)).to.equal(150);
    expect(pausedWorkMin(shipped, [inside, weekend], span)).to.equal(150);
    expect(pausedWorkMin(shipped, [across, weekend, inside], span)).to.equal(180);
  });

  it("ignores what lies outside the span, and pauses turned round", () => {
    const span = { fromAt: china("2026-11-23 09:00"), toAt: china("2026-11-23 11:00") };
    const reversed = pause("2026-11-23 10:30", "2026-11-23 10:00");
    expect(pausedWorkMin(shipped, [weekend, reversed], span)).to.equal(60);
    expect(pausedWorkMin(shipped, [pause("2026-11-23 10:30")], span)).to.equal(30);
  });

  it("moves on through a further pause that the shifted due time reaches", () => {
    const further = pause("2026-11-24 08:30", "2026-11-24 09:00");
    const due = dueWithPauses(
      shipped,
      clock([weekend, further], { workMin: 480 }),
      china("2026-12-01 09:00"),
    );
    expect(wall(due.at)).to.equal("2026-11-24 09:30");
  });

  it("a pause after the due time changes nothing", () => {
    const late = pause("2026-11-24 08:30", "2026-11-25 18:00");
    const due = dueWithPauses(shipped, clock([late]), china("2026-12-01 09:00"));
    expect(wall(due.at)).to.equal("2026-11-23 15:00");
  });

  it("reads a running clock", () => {
    const reading = readClock(shipped, clock([weekend]), china("2026-11-23 11:00"));
    expect(reading).to.include({
      state: "running",
      grossWorkMin: 330,
      netWorkMin: 180,
      leftWorkMin: 240,
    });
    expect(wall(reading.due.at)).to.equal("2026-11-23 17:30");
  });

  it("while paused uses no time up, and the time left stands", () => {
    const open = clock([pause("2026-11-20 17:00")]);
    const soon = readClock(shipped, open, china("2026-11-20 17:30"));
    const late = readClock(shipped, open, china("2026-11-25 10:00"));
    expect(soon).to.include({ state: "paused", netWorkMin: 120, leftWorkMin: 300 });
    expect(late).to.include({ state: "paused", netWorkMin: 120, leftWorkMin: 300 });
  });

  it("a finished clock stands, and an overrun shows as negative time left", () => {
    const finished = clock([weekend], { endAt: china("2026-11-24 10:00") });
    const reading = readClock(shipped, finished, china("2027-01-10 10:00"));
    expect(reading).to.include({ state: "finished", netWorkMin: 540, leftWorkMin: -120 });
    expect(reading.due.provisional).to.equal(false);
  });

  it("becomes provisional when pauses push the due time over the year", () => {
    const long = pause("2026-11-23 08:30", "2026-12-31 18:00");
    const due = dueWithPauses(shipped, clock([long]), china("2027-01-04 09:00"));
    expect(due).to.include({ provisional: true, reason: "provisional-year" });
  });

  it("time used and time left make the limit, whatever the pauses", () => {
    const minute = fc.nat(12 * 1_440);
    const at = (n: number) => new Date(china("2026-11-20 15:00").getTime() + n * 60_000);
    const pauses = fc.array(fc.tuple(minute, minute), { maxLength: 4 });
    fc.assert(
      fc.property(pauses, minute, fc.integer({ min: 1, max: 4_000 }), (pairs, n, workMin) => {
        const made = pairs.map(([from, to]) => ({ fromAt: at(from), toAt: at(from + to) }));
        const past = made.filter((one) => one.toAt <= at(n));
        const reading = readClock(shipped, clock(past, { workMin }), at(n));
        if (reading.leftWorkMin < 0) return;
        expect(reading.netWorkMin + reading.leftWorkMin).to.equal(workMin);
      }),
    );
  });
});
