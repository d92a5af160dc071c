import { expect } from "chai";
import {
  doScopesMeet,
  isCovered,
  isInForce,
  type LeaveScope,
} from "../../../../src/domain/leave/grant.ts";
import { FACTS } from "../approval/flow-samples.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { november } from "../../../support/build.ts";

const scope = (change: Partial<LeaveScope> = {}): LeaveScope => ({
  kinds: [],
  maxVoltageKv: undefined,
  maxCapacity: undefined,
  ...change,
});

describe("a grant acts", () => {
  const noon = november(25, "12:00");

  it("from its first moment, up to and without its last", () => {
    const grant = buildGrant();
    expect(isInForce(grant, grant.fromAt)).to.equal(true);
    expect(isInForce(grant, new Date(grant.fromAt.getTime() - 1))).to.equal(false);
    expect(isInForce(grant, new Date(grant.untilAt.getTime() - 1))).to.equal(true);
    expect(isInForce(grant, grant.untilAt)).to.equal(false);
  });

  it("not before it was accepted, nor after it was ended", () => {
    expect(isInForce(buildGrant({ acceptedAt: undefined }), noon)).to.equal(false);
    expect(isInForce(buildGrant({ endedAt: noon }), noon)).to.equal(false);
  });
});

describe("a scope", () => {
  it("covers everything where nothing is said", () => {
    expect(isCovered(scope(), FACTS)).to.equal(true);
  });

  it("covers kinds, and what lies within its bounds, the bounds themselves included", () => {
    expect(isCovered(scope({ kinds: ["supply_plan"] }), FACTS)).to.equal(true);
    expect(isCovered(scope({ kinds: ["grid_investment"] }), FACTS)).to.equal(false);
    expect(isCovered(scope({ maxVoltageKv: 10, maxCapacity: 315 }), FACTS)).to.equal(true);
    expect(isCovered(scope({ maxVoltageKv: 9 }), FACTS)).to.equal(false);
    expect(isCovered(scope({ maxCapacity: 314 }), FACTS)).to.equal(false);
    const inKw = { ...FACTS, capacityKva: 0, capacityKw: 400 };
    expect(isCovered(scope({ maxCapacity: 315 }), inKw)).to.equal(false);
  });

  it("meets another wherever the two share a kind", () => {
    const plans = scope({ kinds: ["supply_plan"], maxVoltageKv: 10 });
    const works = scope({ kinds: ["grid_investment"] });
    expect(doScopesMeet(plans, works)).to.equal(false);
    expect(doScopesMeet(plans, scope({ kinds: ["supply_plan", "grid_investment"] }))).to.equal(
      true,
    );
    expect(doScopesMeet(scope(), works)).to.equal(true);
    expect(doScopesMeet(works, scope())).to.equal(true);
  });
});
