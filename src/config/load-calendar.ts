import { checkCalendar, type CalendarProblem } from "../domain/time/calendar-data.ts";
import { createCalendar, type WorkingCalendar } from "../domain/time/working-calendar.ts";
import { readYaml, readYamlFolder, type Reading } from "./files.ts";
import { calendarYearShape, workHoursShape } from "./shapes/calendar.ts";

const WORDS: Readonly<Record<CalendarProblem["code"], string>> = {
  "no-windows": "没有写工作时段",
  "bad-window": "时段不对：开始须早于结束，写成 08:30",
  "windows-overlap": "时段与前一段重叠或次序颠倒",
  "duplicate-year": "这一年已有另一个文件",
  "bad-day": "没有这一天",
  "range-reversed": "结束日早于开始日",
  "outside-year": "日期不在这一年内",
  "day-twice": "同一天写了不止一次",
};

/** Reads working hours and all announced years; undefined after noting why not. */
export function loadCalendar(reading: Reading): WorkingCalendar | undefined {
  const hours = readYaml(reading, "calendar/hours.yaml", workHoursShape);
  const folder = { path: "calendar", except: ["hours.yaml"] };
  const { read: years, isWhole } = readYamlFolder(reading, folder, calendarYearShape);
  if (hours === undefined) return undefined;
  const data = { years: years.map((year) => year.data), hours: hours.data };
  const problems = checkCalendar(data);
  for (const { code, where } of problems) {
    const [subject = "", ...rest] = where.split(".");
    const named = years.filter((year) => String(year.data.year) === subject);
    // Of two files for one year the later is the one too many.
    const file = (subject === "hours" ? hours : named.at(-1))?.file ?? hours.file;
    reading.findings.problems.push(file.problemAt(pathOf(rest.join(".")), WORDS[code]));
  }
  if (problems.length > 0 || !isWhole) return undefined;
  for (const { data: year, file } of years.filter((one) => one.data.provisional)) {
    reading.findings.provisional.push({
      name: `${year.year} 年日历`,
      words: `${file.name}：${year.year} 年日历是暂定的，到期时间可能变化；放假安排公布后请更新，并把 provisional 改为 false`,
    });
  }
  return createCalendar(data);
}

/** `offDays[1]` → `["offDays", 1]`; an empty text means the year itself. */
function pathOf(text: string): (string | number)[] {
  if (text === "") return ["year"];
  return text.split(/[.[\]]+/).flatMap((part) => {
    if (part === "") return [];
    return [/^\d+$/.test(part) ? Number(part) : part];
  });
}
