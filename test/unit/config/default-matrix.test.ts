import { expect } from "chai";
import type { FlowNode } from "../../../src/domain/approval/flow.ts";
import { revocationFlow } from "../../../src/domain/approval/revocation-flow.ts";
import { chooseFlow, nodesFor } from "../../../src/domain/approval/choose-flow.ts";
import type { Facts } from "../../../src/domain/facts.ts";
import { personOf } from "../../../src/domain/people/organisation.ts";
import { resolveSeats } from "../../../src/domain/people/resolve-seats.ts";
import { loadConfig } from "../../../src/config/load.ts";
import { FACTS, staff } from "../domain/approval/flow-samples.ts";
import { COMPLETE_ENV, shippedFiles } from "./shipped-files.ts";

const { bureau } = loadConfig(COMPLETE_ENV, shippedFiles());
const { organisation, flows } = bureau;

/** Flow and departments of a plan, e.g. `plan-lv: wushen`; `+` joins those who sign in one node, `|` nodes side by side. */
function pathOf(change: Partial<Facts>): string {
  const facts = { ...FACTS, ...change };
  const flow = chooseFlow(flows, facts);
  if (flow === undefined) return "none";
  const steps = nodesFor(flow, facts).map(({ who, mode }) => {
    const seats = resolveSeats({
      who,
      mode,
      organisation,
      connectionCase: {
        gridManager: staff("zhangwei"),
        worksManager: staff("maqiang"),
        branch: "wushen",
      },
      submittedBy: staff("zhangwei"),
    });
    if (!seats.ok) return seats.why;
    return seats.seats.map(({ holder }) => personOf(organisation, holder)?.department).join("+");
  });
  return `${flow.id}: ${sideBySide(nodesFor(flow, facts), steps)}`;
}

function sideBySide(nodes: readonly FlowNode[], steps: readonly string[]): string {
  const isBeside = (at: number) => nodes[at]?.after.join() === nodes[at - 1]?.after.join();
  return steps
    .map((step, at) => (at === 0 ? step : `${isBeside(at) ? "|" : " > "}${step}`))
    .join("");
}

const LV: Partial<Facts> = {
  customerClass: "lv",
  voltageKv: 0.4,
  capacityKva: 0,
  capacityKw: 80,
  externalWorks: false,
};
const FULL = "marketing > planning|production|dispatch > marketing > leadership";
const REVIEWED = "marketing > planning+production+dispatch > marketing > leadership";
const MONEY: Partial<Facts> = { kind: "grid_investment" };
const YUAN_10K = 1_000_000;

describe("shipped flows", () => {
  const ROWS: [string, Partial<Facts>, string][] = [
    ["low voltage without works", LV, "plan-lv: wushen"],
    ["low voltage at L1", { ...LV, capacityKw: 160 }, "plan-lv: wushen"],
    [
      "low voltage with works",
      { ...LV, externalWorks: true },
      "plan-lv-works: wushen > marketing+production",
    ],
    [
      "low voltage above L1",
      { ...LV, capacityKw: 161 },
      "plan-lv-works: wushen > marketing+production",
    ],
    [
      "a home",
      { ...LV, customerClass: "residential", voltageKv: 0.22, capacityKw: 8 },
      "plan-lv: wushen",
    ],
    [
      "10 kV single, typical, below T1",
      { typicalPlan: true, capacityKva: 314 },
      "plan-10kv-typical: marketing > marketing",
    ],
    ["10 kV single, typical, at T1", { typicalPlan: true }, `plan-10kv-single: ${FULL}`],
    ["10 kV single, not typical, small", { capacityKva: 100 }, `plan-10kv-single: ${FULL}`],
    ["the demo case", {}, `plan-10kv-single: ${FULL}`],
    ["10 kV dual", { sourceCount: 2, customerClass: "hv-dual" }, `plan-10kv-review: ${REVIEWED}`],
    [
      "10 kV important, though typical",
      { important: true, typicalPlan: true },
      `plan-10kv-review: ${REVIEWED}`,
    ],
    [
      "10 kV special load",
      { specialLoad: true, capacityKva: 100 },
      `plan-10kv-review: ${REVIEWED}`,
    ],
    [
      "35 kV",
      { voltageKv: 35, capacityKva: 8_000 },
      "plan-35kv: marketing > design > planning|production|dispatch > marketing > leadership",
    ],
    [
      "110 kV",
      { voltageKv: 110, capacityKva: 40_000, sourceCount: 2 },
      "plan-110kv: marketing > design > planning|production|dispatch > marketing > leadership > leadership",
    ],
    [
      "an investment below I1",
      { ...MONEY, amountFen: 50 * YUAN_10K - 1 },
      "investment-small: planning > finance",
    ],
    [
      "an investment at I1",
      { ...MONEY, amountFen: 50 * YUAN_10K },
      "investment-medium: planning > production|finance > leadership",
    ],
    [
      "an investment at I2",
      { ...MONEY, amountFen: 200 * YUAN_10K },
      "investment-large: planning > marketing|production|finance > leadership > leadership",
    ],
  ];
  for (const [what, facts, path] of ROWS) {
    it(`send ${what} along ${path}`, () => {
      expect(pathOf(facts)).to.equal(path);
    });
  }

  it("have a revocation of the commonest plan signed by who answers for all of it, one after the other", () => {
    const flow = chooseFlow(flows, FACTS);
    const nodes = flow === undefined ? [] : revocationFlow(flow).nodes;
    expect(flow?.id).to.equal("plan-10kv-single");
    expect(nodes.map(({ id, after }) => [id, after])).to.deep.equal([
      ["marketing-head", []],
      ["leader", ["marketing-head"]],
    ]);
  });

  it("leave no plan and no investment without a flow", () => {
    for (const voltageKv of [0.22, 0.4, 6, 10, 20, 35, 66, 110, 220]) {
      for (const flag of [true, false]) {
        const all = { typicalPlan: flag, important: !flag, specialLoad: flag, externalWorks: flag };
        expect(
          pathOf({ ...all, voltageKv, capacityKw: 500, sourceCount: flag ? 3 : 1 }),
        ).not.to.equal("none");
        expect(pathOf({ ...MONEY, ...all, voltageKv })).not.to.equal("none");
      }
    }
  });
});
