import { expect } from "chai";
import { createCalendar } from "../../../src/domain/time/working-calendar.ts";
import { dueReasons, type CountedSpan } from "../../../src/messages/due-reasons.ts";

const at = (text: string) => new Date(`${text.replace(" ", "T")}:00+08:00`);
const NOW = at("2026-09-28 10:00");

function calendarWith({ countStartDay = false } = {}) {
  return createCalendar({
    years: [
      {
        year: 2026,
        provisional: false,
        source: "test",
        offDays: [{ from: "2026-10-01", to: "2026-10-07", name: "国庆节" }],
        makeupDays: [{ from: "2026-10-10", to: "2026-10-10", name: "国庆节调休" }],
      },
      { year: 2027, provisional: true, source: "test", offDays: [], makeupDays: [] },
    ],
    hours: {
      timeZone: "Asia/Shanghai",
      windows: [
        { from: "08:30", to: "12:00" },
        { from: "14:30", to: "18:00" },
      ],
      countStartDay,
    },
  });
}

const explain = (
  [from, to]: [string, string],
  limit?: CountedSpan["limit"],
  calendar = calendarWith(),
) => dueReasons(calendar, { openedAt: at(from), dueAt: at(to), limit }, NOW);

describe("why something is due when it is", () => {
  it("a limit in working days numbers the days that count, the day of the start not among them", () => {
    expect(explain(["2026-09-29 16:00", "2026-10-08 18:00"], { workDays: 2 })).eql({
      rule: "时限 2个工作日：开始当日不计，到第 2 个工作日下班时到期。",
      days: [
        "9月29日 工作日，2小时",
        "9月30日 工作日，7小时，第 1 个工作日",
        ...[1, 2, 3, 4, 5, 6, 7].map((day) => `10月${day}日 国庆节（节假日），不计`),
        "10月8日 工作日，7小时，第 2 个工作日",
      ],
      total: "从开始到到期共 16小时（工作时间）",
    });
  });

  it("a bureau that counts the day of the start says so", () => {
    const counting = calendarWith({ countStartDay: true });
    const { rule, days } = explain(
      ["2026-09-29 16:00", "2026-09-30 18:00"],
      { workDays: 2 },
      counting,
    );
    expect(rule).equal("时限 2个工作日：开始当日还有上班时间的，计入，到第 2 个工作日下班时到期。");
    expect(days).eql([
      "9月29日 工作日，2小时，第 1 个工作日",
      "9月30日 工作日，7小时，第 2 个工作日",
    ]);
  });

  it("a limit in working hours counts hours, on make-up days too and never on weekends", () => {
    expect(explain(["2026-10-09 19:00", "2026-10-12 09:30"], { workMin: 480 })).eql({
      rule: "时限 8小时（工作时间）：只计工作日的上班时间。",
      days: [
        "10月9日 工作日，只含下班时间，不计",
        "10月10日 国庆节调休（调休上班），7小时",
        "10月11日 周末，不计",
        "10月12日 工作日，1小时",
      ],
      total: "从开始到到期共 8小时（工作时间）",
    });
  });

  it("a limit that is not configured any more still shows its days", () => {
    const { rule, days } = explain(["2026-09-29 16:00", "2026-09-29 18:00"]);
    expect(rule).equal("只计工作日的上班时间。");
    expect(days).eql(["9月29日 工作日，2小时"]);
  });

  it("days of a year that is not announced, or not known at all, say on what they rest", () => {
    expect(explain(["2027-01-04 17:00", "2027-01-04 18:00"]).days).eql([
      "2027年1月4日 工作日，1小时（该年日历尚未公布，暂按法定节日推算）",
    ]);
    expect(explain(["2028-01-03 17:00", "2028-01-03 18:00"]).days).eql([
      "2028年1月3日 工作日，1小时（该年日历尚无数据，暂按周末推算）",
    ]);
  });
});
