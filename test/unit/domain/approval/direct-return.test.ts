import { expect } from "chai";
import { decide } from "../../../../src/domain/approval/decide.ts";
import { directReturn } from "../../../../src/domain/approval/direct-return.ts";
import type { Approval, Resume } from "../../../../src/domain/approval/instance.ts";
import {
  asked,
  BASE_FLOW,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  submitAgain,
} from "../../../support/play-approval.ts";

/** Li and Wang have agreed, Chen returns it to the submitter. */
function returned(resume: Resume | undefined): Approval {
  const before = play(["li approves", "wang approves"]);
  const facts = factsFor(BASE_FLOW, { taskCount: before.tasks.length });
  const press = pressOn(newestTaskOf(before, "chen"), "chen", "return");
  return nextOf(decide(before, { ...press, resume }, facts));
}

const SAME_FLOW = { flowVersion: 1 };
const again = (approval: Approval, isUntouched: () => boolean) =>
  submitAgain(approval, BASE_FLOW, { ...SAME_FLOW, isUntouched });

describe("a return to the submitter that wants the next version straight back", () => {
  it("D17 has it when nothing reviewed has changed", () => {
    const outcome = again(returned("direct"), () => true);
    const next = nextOf(outcome);
    expect(asked(next)).to.deep.equal(["chen"]);
    expect(directReturn(next)).to.deep.equal({ returned: next.decisions[2], isBack: true });
    expect(eventsOf(outcome).map(({ kind }) => kind)).not.to.include("return-not-direct");
  });

  it("D18 is told that others come first when something has", () => {
    const outcome = again(returned("direct"), () => false);
    const next = nextOf(outcome);
    expect(asked(next)).to.deep.equal(["li", "wang"]);
    expect(directReturn(next)?.isBack).to.equal(false);
    expect(eventsOf(outcome).at(-1)).to.deep.equal({
      kind: "return-not-direct",
      approvalId: next.id,
      taskId: next.decisions[2]?.taskId,
    });
  });

  it("is nobody's wish where nothing was said, or 逐级重走", () => {
    for (const resume of [undefined, "step-by-step"] as const) {
      const outcome = again(returned(resume), () => false);
      expect(directReturn(nextOf(outcome))).to.equal(undefined);
      expect(eventsOf(outcome).map(({ kind }) => kind)).not.to.include("return-not-direct");
    }
  });

  it("is not asked of a version that has not been returned", () => {
    expect(directReturn(returned("direct"))).to.equal(undefined);
  });

  it("逐级重走 keeps nothing, also where nothing has changed", () => {
    const next = nextOf(again(returned("step-by-step"), () => true));
    expect(asked(next)).to.deep.equal(["li", "wang"]);
  });
});
