import { expect } from "chai";
import fc from "fast-check";
import { forecast } from "../../../../src/domain/approval/forecast.ts";
import { buildMark } from "../../../support/build-rule.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { factsFor, play, staffed } from "../../../support/play-approval.ts";
import { factsIn, lives, type Step } from "../../../support/random-approval.ts";

const FLOW = [
  staffed("line", ["li", "wu"], { mode: modeOf("any"), after: [] }),
  staffed("meters", ["wang"], { after: [] }),
  staffed("leader", ["chen"], { after: ["line", "meters"] }),
];

describe("what lies before an approval", () => {
  it("names who is kept and who is asked; where enough is kept nobody else is asked", () => {
    const returned = play(["li approves", "wang approves", "chen returns"], FLOW);
    const facts = factsFor(FLOW, { isUntouched: ({ nodeId }) => nodeId !== "meters" });
    const told = forecast({ ...returned, flowSinceVersion: 1 }, facts).map(
      ({ node, kept, asked }) => [
        node.id,
        kept.map(({ seat }) => seat.holder),
        asked.map(({ holder }) => holder),
      ],
    );
    expect(told).to.deep.equal([
      ["line", ["li"], []],
      ["meters", [], ["wang"]],
      ["leader", [], ["chen"]],
    ]);
  });

  it("names what a rule will pass, but not where enough is kept", () => {
    const returned = { ...play(["li approves", "wang returns"], FLOW), flowSinceVersion: 1 };
    const rules = {
      documentHash: () => "",
      markFor: () => undefined,
      sampleOf: () => undefined,
      sayingBefore: () => new Set<string>(),
      exemptionOf: ({ id }: { id: string }) => (id === "leader" ? undefined : buildMark()),
    };
    const facts = { ...factsFor(FLOW, { isUntouched: () => true }), rules };
    const told = forecast(returned, facts).map(({ asked, byRule }) => [asked.length, byRule?.kind]);
    expect(told).to.deep.equal([
      [0, undefined],
      [0, "typical-plan"],
      [1, undefined],
    ]);
  });

  it("is exactly what then happens, whatever is signed, returned and changed", () => {
    let compared = 0;
    fc.assert(
      fc.property(lives, ({ steps }) => {
        steps.forEach((step, at) => {
          if (step.act.kind !== "submit" || !step.outcome.ok) return;
          const { round } = step.after;
          const told = forecast(step.after, factsIn(step));
          const last = lastOfRound(steps.slice(at), round);
          for (const node of last.nodes.filter((one) => one.round === round)) {
            const foretold = told.find((one) => one.node.id === node.nodeId);
            // Whoever is added to the signers on the way cannot be foretold.
            const planned = step.flow.find(({ id }) => id === node.nodeId)?.holders.length ?? 0;
            const tasks = last.tasks.filter(
              (task) =>
                task.round === round && task.nodeId === node.nodeId && task.seatNo <= planned,
            );
            const kept = tasks.filter(({ status }) => status === "kept");
            const asked = tasks.filter(({ status }) => status !== "kept");
            const foretoldAsked = foretold?.asked.map(({ seatNo }) => seatNo) ?? [];
            expect(kept.map(({ seatNo, keptFrom }) => [seatNo, keptFrom])).to.deep.equal(
              foretold?.kept.map(({ seat, signed }) => [seat.seatNo, signed.taskId]),
            );
            // In turn, and after a certain outcome, not all who would be asked come to be asked.
            expect(foretoldAsked).to.include.members(asked.map(({ seatNo }) => seatNo));
            expect(asked.length > 0).to.equal(foretoldAsked.length > 0);
            compared += 1;
          }
        });
      }),
      { numRuns: 300 },
    );
    expect(compared).to.be.above(100);
  });
});

/** The approval as it was at the end of a round, or before a kept signature was withdrawn. */
function lastOfRound(steps: readonly Step[], round: number) {
  const until = steps.findIndex(
    ({ act, outcome, after }) =>
      after.round !== round || (act.kind === "withdraw-kept" && outcome.ok),
  );
  const states = steps.slice(0, until === -1 ? undefined : until).map(({ after }) => after);
  return states.at(-1) ?? expect.fail("a round without a state");
}
