import { expect } from "chai";
import fc from "fast-check";
import { AppError } from "../../../../src/lib/errors.ts";
import {
  isWorkingTime,
  nextWorkingMoment,
  plusWorkingMinutes,
  previousClosing,
  workingDaysAfter,
  workingMinutesBetween,
} from "../../../../src/domain/time/working-minutes.ts";
import { isWorkingDay } from "../../../../src/domain/time/working-calendar.ts";
import { china, shipped, wall } from "./shipped.ts";

const between = (from: string, to: string) =>
  workingMinutesBetween(shipped, china(from), china(to));
const plus = (from: string, workMin: number) =>
  wall(plusWorkingMinutes(shipped, china(from), workMin));

/** Instants around holidays, make-up days and the turn of the year, to the second. */
const instant = fc
  .integer({ min: 0, max: 120 * 86_400 })
  .map((second) => new Date(china("2026-09-15 00:00").getTime() + second * 1_000));

/** The slow and obvious way: look at every minute. */
function countedMinuteByMinute(from: Date, to: Date): number {
  const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000) * 60_000;
  let count = 0;
  for (let ms = minuteOf(from); ms < minuteOf(to); ms += 60_000) {
    const [on = "", time = ""] = (wall(new Date(ms)) ?? "").split(" ");
    const inHours = (time >= "08:30" && time < "12:00") || (time >= "14:30" && time < "18:00");
    if (inHours && isWorkingDay(shipped, on)) count += 1;
  }
  return count;
}

describe("working minutes", () => {
  it("D26: Friday 17:59 + 2 h is due Saturday 10:29 before a make-up Saturday, else Monday 10:29", () => {
    expect(plus("2026-10-09 17:59", 120)).to.equal("2026-10-10 10:29");
    expect(plus("2026-11-20 17:59", 120)).to.equal("2026-11-23 10:29");
  });

  it("counts seven hours on a full working day and none at midday, at night, on a holiday", () => {
    expect(between("2026-11-23 00:00", "2026-11-24 00:00")).to.equal(420);
    expect(between("2026-11-23 12:00", "2026-11-23 14:30")).to.equal(0);
    expect(between("2026-11-23 18:00", "2026-11-24 08:30")).to.equal(0);
    expect(between("2026-09-30 18:00", "2026-10-08 08:30")).to.equal(0);
  });

  it("is due at closing when the time ends with a window, not at the next opening", () => {
    expect(plus("2026-11-23 08:30", 210)).to.equal("2026-11-23 12:00");
    expect(plus("2026-11-20 08:30", 420)).to.equal("2026-11-20 18:00");
    expect(plus("2026-11-20 08:30", 421)).to.equal("2026-11-23 08:31");
  });

  it("starts at the next opening when begun outside the hours", () => {
    expect(plus("2026-11-20 19:00", 30)).to.equal("2026-11-23 09:00");
    expect(plus("2026-11-23 12:59", 30)).to.equal("2026-11-23 15:00");
    expect(plus("2026-02-13 20:00", 1)).to.equal("2026-02-14 08:31");
  });

  it("cuts seconds from both ends", () => {
    expect(between("2026-11-23 08:30:59", "2026-11-23 08:31:00")).to.equal(1);
    expect(between("2026-11-23 08:30:00", "2026-11-23 08:30:59")).to.equal(0);
    expect(plus("2026-11-23 09:00:59", 1)).to.equal("2026-11-23 09:01");
    expect(plusWorkingMinutes(shipped, china("2026-11-23 09:00:59"), 0)).to.deep.equal(
      china("2026-11-23 09:00"),
    );
  });

  it("is negative backwards", () => {
    expect(between("2026-11-23 09:30", "2026-11-23 09:00")).to.equal(-30);
    expect(between("2026-11-21 10:00", "2026-11-21 09:00")).to.equal(0);
  });

  it("knows opening as working time and closing as not", () => {
    const at = (time: string) => isWorkingTime(shipped, china(`2026-11-23 ${time}`));
    expect(["08:29:59", "12:00", "14:29", "18:00"].filter(at)).to.deep.equal([]);
    expect(["08:30", "11:59:59", "14:30", "17:59"].filter((time) => !at(time))).to.deep.equal([]);
    expect(isWorkingTime(shipped, china("2026-10-01 09:00"))).to.equal(false);
  });

  it("finds the next working moment, which is now in working time", () => {
    const next = (at: string) => nextWorkingMoment(shipped, china(at));
    expect(next("2026-11-23 09:00:42")).to.deep.equal(china("2026-11-23 09:00:42"));
    expect(wall(next("2026-11-23 12:00"))).to.equal("2026-11-23 14:30");
    expect(wall(next("2026-11-20 18:00"))).to.equal("2026-11-23 08:30");
    expect(wall(next("2026-09-30 23:00"))).to.equal("2026-10-08 08:30");
    expect(wall(next("2026-09-19 10:00"))).to.equal("2026-09-20 08:30");
  });

  it("finds the last closing, on the same day or days before, if it is not too far back", () => {
    const closing = (text: string, withinDays = 3) => {
      const at = previousClosing(shipped, china(text), withinDays);
      return at === undefined ? undefined : wall(at);
    };
    expect(closing("2026-11-24 13:00")).to.equal("2026-11-24 12:00");
    expect(closing("2026-11-24 18:00")).to.equal("2026-11-24 18:00");
    expect(closing("2026-11-24 08:00")).to.equal("2026-11-23 18:00");
    expect(closing("2026-11-23 08:00")).to.equal("2026-11-20 18:00");
    expect(closing("2026-11-22 08:00", 1)).to.equal(undefined);
  });

  it("refuses durations that are not whole, negative or absurd", () => {
    for (const workMin of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001]) {
      expect(() => plusWorkingMinutes(shipped, china("2026-11-23 09:00"), workMin))
        .to.throw(AppError)
        .with.property("code", "time.invalid-duration");
    }
  });

  it("agrees with counting minute by minute", () => {
    fc.assert(
      fc.property(instant, fc.nat(4 * 86_400), (from, seconds) => {
        const to = new Date(from.getTime() + seconds * 1_000);
        expect(workingMinutesBetween(shipped, from, to)).to.equal(countedMinuteByMinute(from, to));
      }),
      { numRuns: 40 },
    );
  });

  it("adds up over any point between, in any order", () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const total = workingMinutesBetween(shipped, a, b) + workingMinutesBetween(shipped, b, c);
        expect(total).to.equal(workingMinutesBetween(shipped, a, c));
      }),
    );
  });

  it("adding is the inverse of counting and grows with the duration", () => {
    fc.assert(
      fc.property(instant, fc.nat(9_000), fc.nat(500), (from, workMin, more) => {
        const at = plusWorkingMinutes(shipped, from, workMin);
        expect(workingMinutesBetween(shipped, from, at)).to.equal(workMin);
        expect(plusWorkingMinutes(shipped, from, workMin + more) >= at).to.equal(true);
        if (workMin === 0) return;
        const minuteBefore = new Date(at.getTime() - 60_000);
        expect(workingMinutesBetween(shipped, from, minuteBefore)).to.equal(workMin - 1);
      }),
    );
  });

  it("starting later is never due earlier", () => {
    fc.assert(
      fc.property(instant, instant, fc.nat(9_000), (a, b, workMin) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const dueOfEarly = plusWorkingMinutes(shipped, early, workMin);
        expect(dueOfEarly <= plusWorkingMinutes(shipped, late, workMin)).to.equal(true);
      }),
    );
  });

  it("gives the same answers in every host time zone", () => {
    const before = process.env["TZ"];
    try {
      for (const zone of ["America/New_York", "Pacific/Kiritimati", "UTC", "Asia/Shanghai"]) {
        process.env["TZ"] = zone;
        expect(plus("2026-10-09 17:59", 120), zone).to.equal("2026-10-10 10:29");
        expect(between("2026-10-10 00:30", "2026-10-10 23:30"), zone).to.equal(420);
      }
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });
});

describe("working days after a day", () => {
  const days = (from: string, to: string) => workingDaysAfter(shipped, china(from), china(to));

  it("count whole days, the first not, the last with its whole day", () => {
    expect(days("2026-11-23 17:59", "2026-11-23 18:00")).to.equal(0);
    expect(days("2026-11-23 17:59", "2026-11-24 00:00")).to.equal(1);
    expect(days("2026-11-23 09:00", "2026-11-27 18:00")).to.equal(4);
  });

  it("leave out weekends and holidays and count make-up days", () => {
    expect(days("2026-11-27 09:00", "2026-11-29 09:00")).to.equal(0);
    expect(days("2026-09-30 09:00", "2026-10-13 18:00")).to.equal(5);
  });

  it("are none backwards", () => {
    expect(days("2026-11-27 09:00", "2026-11-23 09:00")).to.equal(0);
  });
});
