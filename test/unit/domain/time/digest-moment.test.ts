import { expect } from "chai";
import { digestMoment } from "../../../../src/domain/time/digest-moment.ts";
import { buildBureau, november } from "../../../support/build.ts";

const { calendar } = buildBureau();

describe("when a digest is due", () => {
  it("is from nine o'clock of a working day on, for what was before nine", () => {
    expect(digestMoment(calendar, november(23, "08:59"))).equal(undefined);
    expect(digestMoment(calendar, november(23, "09:00"))).eql(november(23, "09:00"));
    expect(digestMoment(calendar, november(23, "15:30"))).eql(november(23, "09:00"));
  });

  it("is not at weekends", () => {
    expect(digestMoment(calendar, november(28, "09:30"))).equal(undefined);
  });
});
