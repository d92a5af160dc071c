import { expect } from "chai";
import { type Stage } from "../../../../src/domain/case/connection-case.ts";
import { stagesOnApproved, stagesOnSubmit } from "../../../../src/domain/case/document-stages.ts";
import { finishStage, replaced, stageOf } from "../../../../src/domain/case/move-stages.ts";
import { openStages, runningStage } from "../../../../src/domain/case/stages.ts";
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
    let stages: readonly Stage[] = replied;
    for (const id of ["customer_design", "contract", "metering"]) {
      stages = nextOf(finishStage(stages, id, moment));
    }
    expect(running(stages)).to.deep.equal([]);
    stages = without(stages, ["invest_approval", "grid_works", "fee", "design_review"]);
    stages = without(stages, ["customer_works", "mid_inspection", "energize_plan"]);
    const inspected = runs(stages, "completion_inspection");
    expect(eventsOf(finishStage(inspected, "completion_inspection", moment))).to.deep.equal([
      "stage-finished completion_inspection",
      "stage-started energize",
    ]);
    const worksLeft = replaced(inspected, {
      ...stageNamed(inspected, "grid_works"),
      status: "running",
    });
    expect(eventsOf(finishStage(worksLeft, "completion_inspection", moment))).to.deep.equal([
      "stage-finished completion_inspection",
    ]);
  });

  it("do not begin by themselves where nothing before them was done", () => {
    const stages = without(replied, ["invest_approval"]);
    const next = nextOf(finishStage(stages, "contract", moment));
    expect(stage(next, "grid_works")?.status).to.equal("not-started");
  });

  it("refuse to end a stage that does not run", () => {
    const refusal = (name: string) => ({
      ok: false,
      refusal: { code: "wrong-stage", stage: name },
    });
    expect(finishStage(replied, "energize", moment)).to.deep.equal(refusal("送电"));
    expect(finishStage(replied, "nowhere", moment)).to.deep.equal(refusal("nowhere"));
  });
});

function stageNamed(stages: readonly Stage[], id: string): Stage {
  return stageOf(stages, id) ?? expect.fail(`there is no stage ${id}`);
}

/** The stages with some of them declared not applicable. */
function without(stages: readonly Stage[], ids: readonly string[]): readonly Stage[] {
  return stages.map((one) => (ids.includes(one.id) ? { ...one, status: "not-applicable" } : one));
}

function runs(stages: readonly Stage[], id: string): readonly Stage[] {
  return replaced(stages, runningStage(stages, stageNamed(stages, id), moment));
}

function openBranches(customerClass: string): readonly Stage[] {
  const at = { ...moment, graph: shipped(customerClass) };
  let stages: readonly Stage[] = openStages(at.graph, ACCEPTED_AT, dueOf);
  stages = nextOf(stagesOnSubmit(stages, "supply_plan", at));
  stages = nextOf(stagesOnApproved(stages, "supply_plan", at));
  return nextOf(finishStage(stages, "plan_reply", at));
}
