import { expect } from "chai";
import { factsText } from "../../../src/messages/facts-text.ts";

describe("facts that no flow fits", () => {
  const facts = {
    kind: "supply_plan" as const,
    customerClass: "hv-dual",
    voltageKv: 10,
    capacityKva: 800,
    capacityKw: 0,
    sourceCount: 2,
    typicalPlan: false,
    important: false,
    specialLoad: false,
    externalWorks: false,
    amountFen: 0,
  };

  it("are said in the unit that the document is measured in", () => {
    expect(factsText(facts)).equal("10kV 800kVA 2路电源");
    expect(factsText({ ...facts, voltageKv: 0.38, capacityKva: 0, capacityKw: 80 })).equal(
      "0.38kV 80kW 2路电源",
    );
  });
});
