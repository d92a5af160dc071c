import { expect } from "chai";
import {
  chooseFlow,
  conditionHolds,
  FACT_NAMES,
  keepOrChooseFlow,
  nodesFor,
} from "../../../../src/domain/approval/choose-flow.ts";
import type { Condition } from "../../../../src/domain/approval/flow.ts";
import { FACTS, flow, node } from "./flow-samples.ts";

describe("conditionHolds", () => {
  it("knows every fact by name, so that no test is passed over", () => {
    expect(FACT_NAMES).to.have.members(Object.keys(FACTS));
  });

  it("holds when nothing is asked", () => {
    expect(conditionHolds({}, FACTS)).to.equal(true);
  });

  const AT_315: [Condition, boolean][] = [
    [{ capacityKva: { below: 315 } }, false],
    [{ capacityKva: { below: 315.5 } }, true],
    [{ capacityKva: { atMost: 315 } }, true],
    [{ capacityKva: { atMost: 314 } }, false],
    [{ capacityKva: { above: 315 } }, false],
    [{ capacityKva: { above: 314 } }, true],
    [{ capacityKva: { atLeast: 315 } }, true],
    [{ capacityKva: { atLeast: 316 } }, false],
    [{ capacityKva: { is: 315 } }, true],
    [{ capacityKva: { in: [100, 200] } }, false],
    [{ capacityKva: { atLeast: 100, below: 200 } }, false],
    [{ typicalPlan: { is: false } }, true],
    [{ typicalPlan: { is: true } }, false],
    [{ customerClass: { in: ["hv-single", "hv-dual"] } }, true],
    [{ customerClass: { is: "lv" } }, false],
    [{ customerClass: { atLeast: 0 } }, false],
    [{ typicalPlan: { in: ["false"] } }, false],
    [{ capacityKva: { is: 315 }, voltageKv: { is: 35 } }, false],
  ];
  for (const [condition, holds] of AT_315) {
    it(`${JSON.stringify(condition)} ${holds ? "holds" : "does not hold"}`, () => {
      expect(conditionHolds(condition, FACTS)).to.equal(holds);
    });
  }
});

describe("chooseFlow", () => {
  it("takes the first by order whose condition holds, however the list is sorted", () => {
    const flows = [
      flow("last", { order: 30 }),
      flow("other", { order: 10, when: { voltageKv: { is: 35 } } }),
      flow("wanted", { order: 20, when: { voltageKv: { is: 10 } } }),
    ];
    expect(chooseFlow(flows, FACTS)?.id).to.equal("wanted");
  });

  it("never takes a flow of another kind", () => {
    expect(chooseFlow([flow("money", { kind: "grid_investment" })], FACTS)).to.equal(undefined);
  });

  it("takes the newest version only, even where an older one would hold", () => {
    const older = flow("plan", { version: 1 });
    const newer = flow("plan", { version: 2, when: { voltageKv: { is: 35 } } });
    expect(chooseFlow([newer, older], FACTS)).to.equal(undefined);
    expect(chooseFlow([older, newer], { ...FACTS, voltageKv: 35 })?.version).to.equal(2);
  });
});

describe("nodesFor", () => {
  const never: Condition = { important: { is: true } };
  const linksOf = (nodes: ReturnType<typeof nodesFor>) =>
    nodes.map(({ id, after }) => `${id}<${after.join("+")}`);

  it("gives the nodes whose condition holds", () => {
    const path = flow("f", { nodes: [node("a"), node("b", { when: never }), node("c")] });
    expect(nodesFor(path, FACTS).map(({ id }) => id)).to.deep.equal(["a", "c"]);
    expect(nodesFor(path, { ...FACTS, important: true })).to.have.length(3);
  });

  it("links a node past those left out to the ones before them", () => {
    const path = flow("f", {
      nodes: [
        node("a"),
        node("x", { after: ["a"], when: never }),
        node("y", { after: ["x"], when: never }),
        node("b", { after: ["y"] }),
      ],
    });
    expect(linksOf(nodesFor(path, FACTS))).to.deep.equal(["a<", "b<a"]);
  });

  it("keeps a join when one of its branches is left out", () => {
    const path = flow("f", {
      nodes: [
        node("a"),
        node("left", { after: ["a"] }),
        node("right", { after: ["a"], when: never }),
        node("join", { after: ["left", "right"] }),
      ],
    });
    expect(linksOf(nodesFor(path, FACTS))).to.deep.equal(["a<", "left<a", "join<left+a"]);
  });

  it("makes a node the first when everything before it is left out", () => {
    const path = flow("f", { nodes: [node("x", { when: never }), node("b", { after: ["x"] })] });
    expect(linksOf(nodesFor(path, FACTS))).to.deep.equal(["b<"]);
  });
});

describe("keepOrChooseFlow", () => {
  const pinned = flow("pinned", { when: { voltageKv: { is: 10 } } });
  const newer = flow("newer", { order: 1 });

  it("keeps the flow that an approval began with, whatever else fits", () => {
    expect(keepOrChooseFlow(pinned, [newer, pinned], FACTS)).to.equal(pinned);
  });

  it("chooses anew for facts that have left it, and for a first version", () => {
    const left = { ...FACTS, voltageKv: 35 };
    expect(keepOrChooseFlow(pinned, [newer, pinned], left)).to.equal(newer);
    expect(keepOrChooseFlow(undefined, [newer, pinned], FACTS)).to.equal(newer);
    expect(keepOrChooseFlow(pinned, [pinned], left)).to.equal(undefined);
  });
});
