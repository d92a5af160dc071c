import { expect } from "chai";
import { checkCalendar } from "../../../src/doctor/check-calendar.ts";
import { createCalendar } from "../../../src/domain/time/working-calendar.ts";

const HOURS = {
  timeZone: "Asia/Shanghai",
  windows: [{ from: "08:30", to: "12:00" }],
  countStartDay: false,
} as const;

function calendarOf(...years: [year: number, provisional: boolean][]) {
  return createCalendar({
    hours: HOURS,
    years: years.map(([year, provisional]) => ({
      year,
      provisional,
      source: "notice",
      offDays: [],
      makeupDays: [],
    })),
  });
}

const OCTOBER = new Date("2026-10-31T15:59:59Z");
const NOVEMBER = new Date("2026-10-31T16:00:00Z");

describe("doctor/check-calendar", () => {
  it("asks only for this year until the end of October in China", () => {
    const [finding, ...more] = checkCalendar(calendarOf([2026, false]), OCTOBER);
    expect(more).to.deep.equal([]);
    expect(finding).to.include({ result: "ok", message: "2026 年日历已齐" });
  });

  it("warns from the first of November on that next year is missing, and names the file to add", () => {
    const [finding] = checkCalendar(calendarOf([2026, false]), NOVEMBER);
    expect(finding?.result).to.equal("warn");
    expect(finding?.message).to.include("没有 2027 年日历").and.include("calendar/2027.yaml");
  });

  it("leaves a provisional year to the warnings of the configuration, which name it", () => {
    const findings = checkCalendar(calendarOf([2026, false], [2027, true]), NOVEMBER);
    expect(findings).to.have.length(1);
    expect(findings[0]).to.include({ result: "ok", message: "2026 年日历已齐" });
    expect(checkCalendar(calendarOf([2026, true]), OCTOBER)).to.deep.equal([]);
  });

  it("is content when both years are announced", () => {
    const findings = checkCalendar(calendarOf([2026, false], [2027, false]), NOVEMBER);
    expect(findings.map(({ message }) => message)).to.deep.equal(["2026、2027 年日历已齐"]);
  });

  it("fails when this year itself is missing: due times would be wrong today", () => {
    const [finding] = checkCalendar(calendarOf([2025, false]), OCTOBER);
    expect(finding).to.include({ result: "fail" });
    expect(finding?.message).to.include("没有 2026 年日历");
  });
});
