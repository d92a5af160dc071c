import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { AppError } from "../../../../src/lib/errors.ts";
import {
  dayOn,
  formatDay,
  instantOf,
  isWeekend,
  parseDay,
  wallMinuteOf,
} from "../../../../src/domain/time/china-time.ts";
import { china } from "./shipped.ts";

describe("time in China", () => {
  it("changes the day at 16:00 UTC", () => {
    expect(dayOn(new Date("2026-10-09T15:59:59Z"))).to.equal("2026-10-09");
    expect(dayOn(new Date("2026-10-09T16:00:00Z"))).to.equal("2026-10-10");
  });

  it("drops seconds, before 1970 too", () => {
    expect(wallMinuteOf(china("2026-10-10 10:29:59"))).to.deep.include({ minute: 629 });
    expect(wallMinuteOf(new Date(-1))).to.deep.equal({ day: 0, minute: 479 });
    expect(wallMinuteOf(china("1969-12-31 23:59:30"))).to.deep.equal({ day: -1, minute: 1439 });
  });

  it("agrees with Intl about the wall clock since 1992", () => {
    const format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Shanghai",
      dateStyle: "short",
      timeStyle: "short",
    });
    const instants = fc.date({
      min: new Date("1992-01-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (at) => {
        const { day, minute } = wallMinuteOf(at);
        const hour = String(Math.floor(minute / 60)).padStart(2, "0");
        const text = `${formatDay(day)} ${hour}:${String(minute % 60).padStart(2, "0")}`;
        expect(text).to.equal(format.format(at));
      }),
    );
  });

  it("finds its way back from a wall-clock minute", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e5, max: 1e5 }), fc.nat(1439), (day, minute) => {
        expect(wallMinuteOf(instantOf({ day, minute }))).to.deep.equal({ day, minute });
      }),
    );
  });

  it("knows which days are a weekend", () => {
    const days = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"];
    const weekend = days.filter((on) => isWeekend(parseDay(on) ?? Number.NaN));
    expect(weekend).to.deep.equal(["2026-11-21", "2026-11-22"]);
  });

  it("refuses an invalid instant instead of counting for ever", () => {
    expect(() => wallMinuteOf(new Date(Number.NaN)))
      .to.throw(AppError)
      .with.property("code", "time.invalid-instant");
  });

  it("nowhere in the folder asks the host's zone or clock", () => {
    const folder = "src/domain/time";
    const local =
      /\.(get|set)(FullYear|Month|Date|Day|Hours|Minutes)\(|Date\.now|new Date\(\)|Intl\./;
    for (const file of readdirSync(folder)) {
      expect(readFileSync(`${folder}/${file}`, "utf8"), file).not.to.match(local);
    }
  });
});
