import { expect } from "chai";
import { checkSupplyPlan } from "../../../../src/domain/case/check-supply-plan.ts";
import {
  buildCase,
  buildHvPlan,
  buildLvPlan,
  buildMeterPoint,
} from "../../../support/build-plan.ts";
import { buildPlanLimits } from "../../../support/build-plan-limits.ts";
import { check, found, LV_CASE } from "../../../support/check-plan.ts";

describe("capacity of a supply plan", () => {
  it("refuses a plan of the other voltage level than the case", () => {
    expect(found(buildHvPlan(), LV_CASE)).to.include("error level level-mismatch");
    expect(found(buildLvPlan())).to.include("error level level-mismatch");
  });

  it("wants kVA at high and kW at low voltage", () => {
    expect(found(buildHvPlan({ approvedCapacity: { value: 315, unit: "kW" } }))).to.include(
      "error approvedCapacity.unit wrong-unit",
    );
    expect(
      found(buildLvPlan({ approvedCapacity: { value: 80, unit: "kVA" } }), LV_CASE),
    ).to.deep.equal(["error approvedCapacity.unit wrong-unit"]);
  });

  it("refuses a low voltage in a high-voltage plan and the reverse", () => {
    expect(found(buildHvPlan({ voltageKv: 0.38 }))).to.include("error voltageKv voltage-level");
    expect(found(buildLvPlan({ voltageKv: 10 }), LV_CASE)).to.include(
      "error voltageKv voltage-level",
    );
  });

  it("refuses a load above the installed equipment", () => {
    expect(found(buildHvPlan({ equipmentKw: 200 }))).to.deep.equal([
      "error calcLoadKw load-above-equipment",
    ]);
    expect(found(buildHvPlan({ load1Kw: 300, load2Kw: 200 }))).to.deep.equal([
      "error load1Kw graded-load-above-equipment",
    ]);
  });

  it("adds up transformers of several sizes to the stated total", () => {
    const transformers = [
      { kind: "S20", count: 8, kvaEach: 800 },
      { kind: "S20", count: 2, kvaEach: 630 },
    ];
    const large = { transformers, approvedCapacity: { value: 7_660, unit: "kVA" } } as const;
    const codes = (totalKva: number) =>
      check(buildHvPlan({ ...large, transformerTotalKva: totalKva })).map((one) => one.code);
    expect(codes(7_660)).not.to.include("transformer-sum");
    expect(codes(7_661)).to.include("transformer-sum");
  });

  it("warns when the transformers differ from the approved capacity", () => {
    expect(found(buildHvPlan({ approvedCapacity: { value: 300, unit: "kVA" } }))).to.deep.equal([
      "warning transformerTotalKva total-differs-from-approved",
    ]);
  });

  it("warns when the load exceeds the transformers", () => {
    expect(found(buildHvPlan({ calcLoadKw: 400 }))).to.deep.equal([
      "warning calcLoadKw load-above-transformers",
    ]);
  });

  it("warns of missing compensation from 100 kVA on", () => {
    expect(found(buildHvPlan({ minCompKvar: 0 }))).to.deep.equal([
      "warning minCompKvar no-compensation",
    ]);
    const small = buildHvPlan({
      minCompKvar: 0,
      approvedCapacity: { value: 80, unit: "kVA" },
      transformers: [{ kind: "S20", count: 1, kvaEach: 80 }],
      transformerTotalKva: 80,
      calcLoadKw: 60,
      meterPoints: [buildMeterPoint({ ctRatio: "150/5" })],
    });
    expect(found(small)).to.deep.equal([]);
  });

  it("warns above the usual size of the voltage, by the limits that are passed in", () => {
    const plan = buildHvPlan();
    const limits = buildPlanLimits({ voltages: [{ voltageKv: 20, max: 314, unit: "kVA" }] });
    const context = { connectionCase: buildCase(), submittedOn: "2026-11-23", limits };
    expect(checkSupplyPlan(plan, context)).to.deep.equal([
      {
        field: "voltageKv",
        code: "voltage-too-low",
        message: "核定容量 315 kVA 超过 10 kV 通常的上限 314 kVA，请确认供电电压",
        severity: "warning",
      },
    ]);
    expect(
      found(buildLvPlan({ approvedCapacity: { value: 161, unit: "kW" } }), LV_CASE),
    ).to.include("warning voltageKv voltage-too-low");
  });

  it("has no opinion on a voltage above all limits", () => {
    const codes = check(buildHvPlan({ voltageKv: 220 })).map((one) => one.code);
    expect(codes).not.to.include("voltage-too-low");
  });

  it("wants the existing capacity of an increase and of nothing else", () => {
    const increase = { requestKind: "increase" } as const;
    expect(found(buildHvPlan(), increase)).to.deep.equal([
      "warning existingKva existing-capacity-missing",
    ]);
    expect(found(buildHvPlan({ existingKva: 200 }), increase)).to.deep.equal([]);
    expect(found(buildHvPlan({ existingKva: 200 }))).to.deep.equal([
      "warning existingKva existing-capacity-unexpected",
    ]);
  });
});
