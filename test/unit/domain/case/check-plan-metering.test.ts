import { expect } from "chai";
import { buildHvPlan, buildLvPlan, buildMeterPoint } from "../../../support/build-plan.ts";
import { found, LV_CASE } from "../../../support/check-plan.ts";

describe("metering of a supply plan", () => {
  it("refuses a metering mode of the other level", () => {
    const lvlv = buildHvPlan({ meterPoints: [buildMeterPoint({ mode: "lvlv" })] });
    expect(found(lvlv)).to.deep.equal(["error meterPoints.0.mode meter-mode-level"]);
    const hvlv = buildLvPlan({ meterPoints: [buildMeterPoint({ ctRatio: "150/5" })] });
    expect(found(hvlv, LV_CASE)).to.deep.equal(["error meterPoints.0.mode meter-mode-level"]);
  });

  it("refuses single-phase metering at high voltage", () => {
    const plan = buildHvPlan({
      meterPoints: [buildMeterPoint({ wiring: "1p", ctRatio: "800/5" })],
    });
    expect(found(plan)).to.deep.equal(["error meterPoints.0.wiring meter-wiring"]);
  });

  it("wants current transformers at high voltage", () => {
    const plan = buildHvPlan({ meterPoints: [buildMeterPoint({ ctRatio: undefined })] });
    expect(found(plan)).to.deep.equal(["error meterPoints.0.ctRatio ct-missing"]);
  });

  it("wants voltage transformers of the supply voltage for 高供高计, and none otherwise", () => {
    const metered = (changes: object) =>
      found(buildHvPlan({ meterPoints: [buildMeterPoint({ ctRatio: "30/5", ...changes })] }));
    const hvhv = { mode: "hvhv", wiring: "3p3w" };
    expect(metered({ ...hvhv, ptRatio: "10000/100" })).to.deep.equal([]);
    expect(metered(hvhv)).to.deep.equal(["error meterPoints.0.ptRatio pt-missing"]);
    expect(metered({ ...hvhv, ptRatio: "35000/100" })).to.deep.equal([
      "error meterPoints.0.ptRatio pt-voltage",
    ]);
    expect(metered({ ctRatio: "500/5", ptRatio: "10000/100" })).to.deep.equal([
      "error meterPoints.0.ptRatio pt-unexpected",
    ]);
  });

  it("refuses the same number for two meter points", () => {
    const plan = buildHvPlan({ meterPoints: [buildMeterPoint(), buildMeterPoint()] });
    expect(found(plan)).to.deep.equal(["error meterPoints.1.pointNo meter-no-twice"]);
  });

  it("warns of current transformers that do not fit the current", () => {
    const rated = (ctRatio: string) =>
      found(buildHvPlan({ meterPoints: [buildMeterPoint({ ctRatio })] }));
    expect(rated("300/5")).to.deep.equal(["warning meterPoints.0.ctRatio ct-too-small"]);
    expect(rated("2000/5")).to.deep.equal(["warning meterPoints.0.ctRatio ct-too-large"]);
  });

  it("does not judge the current where several points share the capacity", () => {
    const meterPoints = ["1", "2"].map((pointNo) => buildMeterPoint({ pointNo, ctRatio: "300/5" }));
    expect(found(buildHvPlan({ meterPoints }))).to.deep.equal([]);
  });

  it("warns of a direct meter above its current at low voltage", () => {
    const direct = [buildMeterPoint({ mode: "lvlv", ctRatio: undefined })];
    expect(found(buildLvPlan({ meterPoints: direct }), LV_CASE)).to.deep.equal([
      "warning meterPoints.0.ctRatio ct-expected",
    ]);
    const home = buildLvPlan({
      voltageKv: 0.22,
      approvedCapacity: { value: 10, unit: "kW" },
      meterPoints: [buildMeterPoint({ mode: "lvlv", wiring: "1p", ctRatio: undefined })],
    });
    expect(found(home, LV_CASE)).to.deep.equal([]);
  });

  it("warns of 高供低计 for a large transformer", () => {
    const plan = buildHvPlan({
      approvedCapacity: { value: 630, unit: "kVA" },
      transformers: [{ kind: "S20", count: 1, kvaEach: 630 }],
      transformerTotalKva: 630,
      meterPoints: [buildMeterPoint({ ctRatio: "1000/5" })],
    });
    expect(found(plan)).to.deep.equal(["warning meterPoints.0.mode hvlv-too-large"]);
  });
});
