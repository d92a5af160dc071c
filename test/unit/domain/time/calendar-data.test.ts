import { expect } from "chai";
import {
  checkCalendar,
  daysOf,
  type CalendarYear,
} from "../../../../src/domain/time/calendar-data.ts";
import { parseDay } from "../../../../src/domain/time/china-time.ts";
import { shippedHours, shippedYears } from "./shipped.ts";

const emptyYear: CalendarYear = {
  year: 2026,
  provisional: false,
  source: "made up",
  offDays: [],
  makeupDays: [],
};

function problemsOf(change: Partial<CalendarYear>): string[] {
  const years = [{ ...emptyYear, ...change }];
  return checkCalendar({ years, hours: shippedHours }).map(({ where, code }) => `${where} ${code}`);
}

function windowProblems(...windows: [string, string][]): string[] {
  const hours = { ...shippedHours, windows: windows.map(([from, to]) => ({ from, to })) };
  return checkCalendar({ years: [], hours }).map(({ where, code }) => `${where} ${code}`);
}

describe("calendar data", () => {
  it("ships without a problem, and only 2027 is provisional", () => {
    expect(checkCalendar({ years: shippedYears, hours: shippedHours })).to.deep.equal([]);
    const doubtful = shippedYears.filter((year) => year.provisional).map((year) => year.year);
    expect(doubtful).to.deep.equal([2027]);
  });

  it("names days that do not exist", () => {
    for (const from of ["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", ""]) {
      expect(problemsOf({ offDays: [{ name: "x", from }] })).to.deep.equal([
        "2026.offDays[0] bad-day",
      ]);
    }
    const range = { name: "x", from: "2026-01-01", to: "tomorrow" };
    expect(problemsOf({ makeupDays: [range] })).to.deep.equal(["2026.makeupDays[0] bad-day"]);
  });

  it("names a reversed range and gives it no days", () => {
    const range = { name: "x", from: "2026-05-05", to: "2026-05-01" };
    expect(problemsOf({ offDays: [range] })).to.deep.equal(["2026.offDays[0] range-reversed"]);
    expect(daysOf(range)).to.deep.equal([]);
    expect(daysOf({ name: "x", from: "never" })).to.deep.equal([]);
    expect(daysOf({ name: "x", from: "2026-05-05", to: "never" })).to.deep.equal([]);
  });

  it("accepts days of the December before, as notices sometimes move them, but of no other year", () => {
    expect(problemsOf({ makeupDays: [{ name: "x", from: "2025-12-28" }] })).to.deep.equal([]);
    expect(problemsOf({ makeupDays: [{ name: "x", from: "2025-11-30" }] })).to.deep.equal([
      "2026.makeupDays[0] outside-year",
    ]);
    const range = { name: "x", from: "2026-12-31", to: "2027-01-01" };
    expect(problemsOf({ offDays: [range] })).to.deep.equal(["2026.offDays[0] outside-year"]);
  });

  it("names a day that is given twice, also when it is both off and make-up", () => {
    const day = { name: "x", from: "2026-10-10" };
    expect(problemsOf({ offDays: [day], makeupDays: [day] })).to.deep.equal([
      "2026.makeupDays[0] day-twice",
    ]);
  });

  it("names a year that is given twice", () => {
    const problems = checkCalendar({ years: [emptyYear, emptyYear], hours: shippedHours });
    expect(problems).to.deep.equal([{ code: "duplicate-year", where: "2026" }]);
  });

  it("counts both ends of a range", () => {
    const days = daysOf({ name: "x", from: "2026-02-27", to: "2026-03-01" });
    expect(days).to.deep.equal(["2026-02-27", "2026-02-28", "2026-03-01"].map(parseDay));
  });

  it("names windows that are missing, malformed, empty, reversed or overlapping", () => {
    expect(windowProblems()).to.deep.equal(["hours.windows no-windows"]);
    for (const window of [
      ["8:30", "12:00"],
      ["08:30", "24:01"],
      ["08:30", "12:60"],
    ] as const) {
      expect(windowProblems([...window])).to.deep.equal(["hours.windows[0] bad-window"]);
    }
    expect(windowProblems(["12:00", "12:00"])).to.deep.equal(["hours.windows[0] bad-window"]);
    expect(windowProblems(["12:00", "08:30"])).to.deep.equal(["hours.windows[0] bad-window"]);
    expect(windowProblems(["08:30", "12:00"], ["11:59", "18:00"])).to.deep.equal([
      "hours.windows[1] windows-overlap",
    ]);
    expect(windowProblems(["00:00", "12:00"], ["12:00", "24:00"])).to.deep.equal([]);
  });
});
