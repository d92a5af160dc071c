import { expect } from "chai";
import { type Stage } from "../../../../src/domain/case/connection-case.ts";
import { stagesOnApproved, stagesOnSubmit } from "../../../../src/domain/case/document-stages.ts";
import { finishStage, skipStage, startStage } from "../../../../src/domain/case/move-stages.ts";
import { openStages } from "../../../../src/domain/case/stages.ts";
import {
  ACCEPTED_AT,
  approved,
  dueOf,
  eventsOf,
  moment,
  nextOf,
  running,
  shipped,
  stage,
} from "../../../support/build-stages.ts";

describe("branches", () => {
  const replied = nextOf(finishStage(approved, "plan_reply", moment));

  it("open together after the reply", () => {
    expect(running(replied)).to.deep.equal(["customer_design", "contract", "metering"]);
    expect(running(openBranches("hv-dual"))).to.include("fee");
  });

  it("join at energising only when every branch is done or expressly not applicable", () => {
    let stages = replied;
    for (const id of ["customer_design", "contract", "metering"]) {
      stages = nextOf(finishStage(stages, id, moment));
    }
    for (const id of ["invest_approval", "grid_works", "fee", "design_review"]) {
      stages = nextOf(skipStage(stages, id, moment));
    }
    expect(running(stages)).to.deep.equal(["customer_works"]);
    stages = nextOf(finishStage(stages, "customer_works", moment));
    stages = nextOf(skipStage(stages, "mid_inspection", moment));
    stages = nextOf(skipStage(stages, "energize_plan", moment));
    expect(running(stages)).to.deep.equal([]);
    stages = nextOf(startStage(stages, "completion_inspection", moment));
    const outcome = finishStage(stages, "completion_inspection", moment);
    expect(eventsOf(outcome)).to.deep.equal([
      "stage-finished completion_inspection",
      "stage-started energize",
    ]);
  });

  it("do not begin by themselves where nothing before them was done", () => {
    const skipped = nextOf(skipStage(replied, "invest_approval", moment));
    expect(stage(skipped, "grid_works")?.status).to.equal("not-started");
  });

  it("refuse to start a stage too early or twice, and to end one that does not run", () => {
    const refusal = (name: string) => ({
      ok: false,
      refusal: { code: "wrong-stage", stage: name },
    });
    expect(startStage(replied, "energize", moment)).to.deep.equal(refusal("配套工程实施"));
    expect(startStage(replied, "contract", moment)).to.deep.equal(refusal("供用电合同签订"));
    expect(startStage(replied, "nowhere", moment)).to.deep.equal(refusal("nowhere"));
    expect(finishStage(replied, "energize", moment)).to.deep.equal(refusal("送电"));
    expect(finishStage(replied, "nowhere", moment)).to.deep.equal(refusal("nowhere"));
    expect(skipStage(replied, "survey", moment)).to.deep.equal(refusal("现场勘查"));
    expect(skipStage(replied, "nowhere", moment)).to.deep.equal(refusal("nowhere"));
  });
});

function openBranches(customerClass: string): readonly Stage[] {
  const at = { ...moment, graph: shipped(customerClass) };
  let stages: readonly Stage[] = openStages(at.graph, ACCEPTED_AT, dueOf);
  stages = nextOf(stagesOnSubmit(stages, "supply_plan", at));
  stages = nextOf(stagesOnApproved(stages, "supply_plan", at));
  return nextOf(finishStage(stages, "plan_reply", at));
}
