import { expect } from "chai";
import { explainSpan } from "../../../../src/domain/time/explain-span.ts";
import { workingMinutesBetween } from "../../../../src/domain/time/working-minutes.ts";
import { china, shipped } from "./shipped.ts";

const lines = (from: string, to: string) =>
  explainSpan(shipped, china(from), china(to)).map(
    ({ on, workMin, why, name, doubt }) =>
      `${on} ${workMin} ${why}${name ? ` ${name}` : ""}${doubt ? ` (${doubt})` : ""}`,
  );

describe("explaining a span", () => {
  it("gives every day its minutes and the reason", () => {
    expect(lines("2026-10-07 09:00", "2026-10-12 09:00")).to.deep.equal([
      "2026-10-07 0 holiday 国庆节",
      "2026-10-08 420 working-day",
      "2026-10-09 420 working-day",
      "2026-10-10 420 makeup-day 国庆节调休",
      "2026-10-11 0 weekend",
      "2026-10-12 30 working-day",
    ]);
  });

  it("says when a working day is touched outside its hours only", () => {
    expect(lines("2026-11-23 18:00", "2026-11-24 08:00")).to.deep.equal([
      "2026-11-23 0 outside-hours",
      "2026-11-24 0 outside-hours",
    ]);
  });

  it("marks days of years that are not announced", () => {
    expect(lines("2026-12-31 17:00", "2027-01-01 17:00")).to.deep.equal([
      "2026-12-31 60 working-day",
      "2027-01-01 0 holiday 元旦 (provisional-year)",
    ]);
    expect(lines("2028-01-03 09:00", "2028-01-03 10:00")).to.deep.equal([
      "2028-01-03 60 working-day (no-data)",
    ]);
  });

  it("sums to the working minutes and is empty backwards", () => {
    const from = china("2026-09-16 11:11");
    const to = china("2026-12-03 16:16");
    const sum = explainSpan(shipped, from, to).reduce((total, day) => total + day.workMin, 0);
    expect(sum).to.equal(workingMinutesBetween(shipped, from, to));
    expect(explainSpan(shipped, to, from)).to.deep.equal([]);
  });
});
