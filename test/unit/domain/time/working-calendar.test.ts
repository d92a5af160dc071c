import { expect } from "chai";
import { AppError } from "../../../../src/lib/errors.ts";
import { formatDay, parseDay } from "../../../../src/domain/time/china-time.ts";
import {
  createCalendar,
  doubtAboutSpan,
  doubtAboutYear,
  isWorkingDay,
} from "../../../../src/domain/time/working-calendar.ts";
import { shipped, shippedHours, shippedYears } from "./shipped.ts";

function workingDaysIn(year: number): number {
  const first = parseDay(`${year}-01-01`) ?? Number.NaN;
  const last = parseDay(`${year}-12-31`) ?? Number.NaN;
  let count = 0;
  for (let day = first; day <= last; day += 1)
    if (isWorkingDay(shipped, formatDay(day))) count += 1;
  return count;
}

describe("working calendar", () => {
  it("has as many working days as the notices leave", () => {
    expect([2024, 2025, 2026].map(workingDaysIn)).to.deep.equal([251, 248, 248]);
  });

  it("works on make-up weekends and rests on announced days", () => {
    for (const on of ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20"]) {
      expect(isWorkingDay(shipped, on), on).to.equal(true);
    }
    for (const on of ["2026-01-01", "2026-02-23", "2026-06-19", "2026-10-07", "2026-11-22"]) {
      expect(isWorkingDay(shipped, on), on).to.equal(false);
    }
  });

  it("rests on New Year's Day 2027, which a calendar without data would call ordinary", () => {
    expect(isWorkingDay(shipped, "2027-01-01")).to.equal(false);
    expect(isWorkingDay(shipped, "2027-06-09")).to.equal(false);
  });

  it("falls back to weekends in a year without data, and says so", () => {
    expect(isWorkingDay(shipped, "2031-10-01")).to.equal(true);
    expect(isWorkingDay(shipped, "2031-10-04")).to.equal(false);
    expect(doubtAboutYear(shipped, 2031)).to.equal("no-data");
    expect(doubtAboutYear(shipped, 2027)).to.equal("provisional-year");
    expect(doubtAboutYear(shipped, 2026)).to.equal(undefined);
  });

  it("reports the gravest doubt of a span", () => {
    const doubt = (first: string, last: string) =>
      doubtAboutSpan(shipped, {
        firstDay: parseDay(first) ?? Number.NaN,
        lastDay: parseDay(last) ?? Number.NaN,
      });
    expect(doubt("2025-06-01", "2026-12-31")).to.equal(undefined);
    expect(doubt("2026-12-31", "2027-01-01")).to.equal("provisional-year");
    expect(doubt("2026-12-31", "2028-01-01")).to.equal("no-data");
    expect(doubt("2023-12-31", "2024-01-02")).to.equal("no-data");
  });

  it("keeps the doubt of a year when the next one is announced", () => {
    const years = shippedYears.map((year) => ({ ...year, provisional: year.year === 2025 }));
    const calendar = createCalendar({ years, hours: shippedHours });
    const span = {
      firstDay: parseDay("2025-12-31") ?? Number.NaN,
      lastDay: parseDay("2026-01-05") ?? Number.NaN,
    };
    expect(doubtAboutSpan(calendar, span)).to.equal("provisional-year");
  });

  it("refuses text that is no day", () => {
    expect(() => isWorkingDay(shipped, "2026-02-30"))
      .to.throw(AppError)
      .with.property("code", "time.invalid-day");
  });

  it("refuses data with problems and names them all", () => {
    const years = [...shippedYears, ...shippedYears.slice(0, 1)];
    const hours = { ...shippedHours, windows: [] };
    expect(() => createCalendar({ years, hours }))
      .to.throw(AppError, "hours.windows: no-windows; 2024: duplicate-year")
      .with.property("code", "calendar.invalid");
  });
});
