import { expect } from "chai";
import fc from "fast-check";
import { AppError } from "../../../../src/lib/errors.ts";
import { addWorkingDays, addWorkingMinutes, limitDue } from "../../../../src/domain/time/due.ts";
import { createCalendar } from "../../../../src/domain/time/working-calendar.ts";
import { china, shipped, shippedHours, shippedYears, wall } from "./shipped.ts";

const days = (from: string, workDays: number) =>
  addWorkingDays(shipped, china(`${from} 10:00`), workDays);

describe("due times", () => {
  it("counts working days from the day after, to closing time of the last", () => {
    const vectors: [string, number, string][] = [
      ["2026-09-30", 5, "2026-10-13"],
      ["2026-02-13", 3, "2026-02-25"],
      ["2026-04-30", 1, "2026-05-06"],
      ["2026-09-18", 1, "2026-09-20"],
      ["2026-11-23", 6, "2026-12-01"],
      ["2026-11-23", 15, "2026-12-14"],
      ["2026-11-23", 22, "2026-12-23"],
    ];
    for (const [from, workDays, on] of vectors) {
      const due = days(from, workDays);
      expect(wall(due.at), `${from} + ${workDays}`).to.equal(`${on} 18:00`);
      expect(due, `${from} + ${workDays}`).to.include({ provisional: false, reason: undefined });
    }
  });

  it("over the turn of 2026 jumps New Year's Day and says that it is provisional", () => {
    const due = days("2026-12-28", 5);
    expect(wall(due.at)).to.equal("2027-01-05 18:00");
    expect(due).to.include({ provisional: true, reason: "provisional-year" });
  });

  it("in a year without data follows weekends and says so", () => {
    const due = addWorkingMinutes(shipped, china("2027-12-31 17:00"), 120);
    expect(wall(due.at)).to.equal("2028-01-03 09:30");
    expect(due).to.include({ provisional: true, reason: "no-data" });
  });

  it("is not provisional when it ends with the last known year", () => {
    const due = addWorkingMinutes(shipped, china("2026-12-31 17:00"), 60);
    expect(wall(due.at)).to.equal("2026-12-31 18:00");
    expect(due.provisional).to.equal(false);
    expect(addWorkingMinutes(shipped, china("2026-12-31 17:00"), 61).provisional).to.equal(true);
  });

  it("D27: 29 September + 15 working days, and again after the holiday file changed", () => {
    expect(wall(days("2026-09-29", 15).at)).to.equal("2026-10-26 18:00");
    const changed = shippedYears.map((year) => ({
      ...year,
      makeupDays: year.makeupDays.filter((day) => day.from !== "2026-10-10"),
    }));
    const calendar = createCalendar({ years: changed, hours: shippedHours });
    const due = addWorkingDays(calendar, china("2026-09-29 10:00"), 15);
    expect(wall(due.at)).to.equal("2026-10-27 18:00");
  });

  it("does not count the start day, whatever the hour or kind of day", () => {
    for (const at of ["2026-11-20 00:00", "2026-11-20 23:59", "2026-11-21 10:00"]) {
      expect(wall(addWorkingDays(shipped, china(at), 1).at), at).to.equal("2026-11-23 18:00");
    }
  });

  it("counts the start day when so set, if working time is left on it", () => {
    const hours = { ...shippedHours, countStartDay: true };
    const calendar = createCalendar({ years: shippedYears, hours });
    const due = (at: string) => wall(addWorkingDays(calendar, china(at), 1).at);
    expect(due("2026-11-20 17:59")).to.equal("2026-11-20 18:00");
    expect(due("2026-11-20 18:00")).to.equal("2026-11-23 18:00");
    expect(due("2026-11-21 10:00")).to.equal("2026-11-23 18:00");
  });

  it("a limit keeps its unit: one working day is neither 24 nor 7 hours", () => {
    const startAt = china("2026-11-19 17:00");
    expect(wall(limitDue(shipped, startAt, { workDays: 1 }).at)).to.equal("2026-11-20 18:00");
    expect(wall(limitDue(shipped, startAt, { workMin: 420 }).at)).to.equal("2026-11-20 17:00");
  });

  it("one more working day is always later", () => {
    fc.assert(
      fc.property(fc.nat(300 * 1_440), fc.integer({ min: 1, max: 60 }), (minute, workDays) => {
        const from = new Date(china("2026-01-01 00:00").getTime() + minute * 60_000);
        const due = addWorkingDays(shipped, from, workDays).at;
        expect(due < addWorkingDays(shipped, from, workDays + 1).at).to.equal(true);
      }),
    );
  });

  it("refuses numbers of days that are not whole, not positive or absurd", () => {
    for (const workDays of [0, -1, 1.5, Number.NaN, 2_001]) {
      expect(() => days("2026-11-23", workDays))
        .to.throw(AppError)
        .with.property("code", "time.invalid-duration");
    }
  });
});
