import { expect } from "chai";
import { closingsAfter } from "../../../../src/domain/time/closings.ts";
import { buildBureau, november } from "../../../support/build.ts";

const { calendar } = buildBureau();

describe("the next ends of work", () => {
  it("are noon and evening of today and of the days that follow", () => {
    expect(closingsAfter(calendar, november(23, "09:00"), 3)).eql([
      november(23, "12:00"),
      november(23, "18:00"),
      november(24, "12:00"),
    ]);
  });

  it("never lie on a weekend, and never at the instant itself", () => {
    expect(closingsAfter(calendar, november(27, "18:00"), 1)).eql([november(30, "12:00")]);
    expect(closingsAfter(calendar, november(28, "10:00"), 1)).eql([november(30, "12:00")]);
  });
});
