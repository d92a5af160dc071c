import { expect } from "chai";
import fc from "fast-check";
import { rejectionOf } from "../../../../src/domain/approval/votes.ts";
import { standingOf } from "../../../support/in-every-state.ts";
import { revokingLives, type Step } from "../../../support/random-approval.ts";
import { livesToPlay, LIVES_TIMEOUT_MS } from "../../../support/random-runs.ts";

function atEveryStep(check: (step: Step) => void): void {
  const all = fc.property(revokingLives, ({ steps }) => steps.forEach(check));
  fc.assert(all, livesToPlay(100));
}

describe("a revocation, whatever people do, in any flow", () => {
  it("is answered with yes or no, and never sent back to be revised", () => {
    atEveryStep(({ after }) => {
      expect(after.status).not.equal("wait_revision");
      expect(after.round).equal(1);
      const said = new Set(after.decisions.map(({ verb }) => verb));
      expect(["approve", "disagree"]).include.members([...said]);
    });
  });

  it("is agreed to, or not, by the rule of every node", () => {
    atEveryStep(({ after, flow }) => {
      const outcomes = flow.map((node) => standingOf(node, after));
      const isFailed = outcomes.some(({ outcome, isClosed }) => isClosed && outcome === "failed");
      const isPassed = outcomes.every(({ outcome, isClosed }) => isClosed && outcome === "passed");
      const ended = isFailed ? "rejected" : isPassed ? "approved" : "running";
      expect(after.status).oneOf(after.status === "withdrawn" ? ["withdrawn"] : [ended]);
    });
  });

  it("names whoever was against it where it is not agreed to", () => {
    atEveryStep(({ after }) => {
      const verb = after.status === "rejected" ? "disagree" : undefined;
      expect(rejectionOf(after)?.verb).equal(verb);
    });
  });

  it("takes no new version", () => {
    atEveryStep(({ act, outcome }) => {
      if (act.kind === "submit") expect(outcome.ok).equal(false);
    });
  });
}).timeout(LIVES_TIMEOUT_MS);
