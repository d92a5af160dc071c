import { expect } from "chai";
import { stageMoment } from "../../../src/domain/stage-moment.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { buildBureau, november } from "../../support/build.ts";
import { shipped } from "../../support/build-stages.ts";

const bureau = buildBureau({ stageGraphs: [shipped("lv"), shipped("hv-dual")] });
const at = november(23, "09:10");

describe("the moment at which stages are moved", () => {
  it("has the stages of the customer's class", () => {
    const moment = stageMoment(bureau, { customerClass: "hv-dual" }, at);
    expect(moment.graph.customerClass).equal("hv-dual");
    expect(moment.at).equal(at);
  });

  it("counts limits in working days of the bureau's calendar", () => {
    const { dueOf } = stageMoment(bureau, { customerClass: "lv" }, at);
    expect(dueOf(november(27, "10:00"), 1)).include({ provisional: false });
    expect(dueOf(november(27, "10:00"), 1).at).eql(november(30, "18:00"));
  });

  it("is a fault where the bureau has settled no stages", () => {
    expect(() => stageMoment(bureau, { customerClass: "residential" }, at))
      .throws(AppError)
      .include({ code: "no-stage-graph" });
  });
});
