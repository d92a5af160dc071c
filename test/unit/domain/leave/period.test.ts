import { expect } from "chai";
import { leavePeriod } from "../../../../src/domain/leave/period.ts";
import { november } from "../../../support/build.ts";

describe("the days of a leave", () => {
  it("are counted in whole, both of them", () => {
    expect(leavePeriod("2026-11-23", "2026-11-27")).to.deep.equal({
      fromAt: november(23, "00:00"),
      untilAt: november(28, "00:00"),
    });
  });

  it("must be days", () => {
    expect(leavePeriod("2026-02-30", "2026-11-27")).to.equal(undefined);
    expect(leavePeriod("2026-11-23", "tomorrow")).to.equal(undefined);
  });
});
