import { expect } from "chai";
import {
  stagesOnApproved,
  stagesOnReturned,
  stagesOnSubmit,
} from "../../../../src/domain/case/document-stages.ts";
import { openStages } from "../../../../src/domain/case/stages.ts";
import {
  ACCEPTED_AT,
  approved,
  DAY_MS,
  dueOf,
  eventsOf,
  fresh,
  graph,
  LATER_AT,
  moment,
  nextOf,
  running,
  stage,
  submitted,
} from "../../../support/build-stages.ts";

describe("a submitted plan", () => {
  it("ends survey and drafting and starts the approval, whose limits are those of its nodes", () => {
    expect(running(submitted)).to.deep.equal(["plan_approval"]);
    expect(stage(submitted, "plan_approval")).to.deep.include({
      startedAt: LATER_AT,
      dueAt: undefined,
      dueProvisional: false,
    });
    expect(eventsOf(stagesOnSubmit(fresh, "supply_plan", moment))).to.deep.equal([
      "stage-finished survey",
      "stage-finished plan_draft",
      "stage-started plan_approval",
    ]);
  });

  it("starts the approval again when a new version follows an approved one", () => {
    const again = nextOf(stagesOnSubmit(approved, "supply_plan", moment));
    expect(stage(again, "plan_approval")).to.include({ status: "running", finishedAt: undefined });
    expect(stage(again, "plan_reply")?.status).to.equal("running");
  });

  it("goes back into drafting when it is returned, the first start kept", () => {
    const outcome = stagesOnReturned(submitted, "supply_plan");
    expect(running(nextOf(outcome))).to.deep.equal(["plan_draft"]);
    expect(stage(nextOf(outcome), "plan_draft")).to.deep.include({
      startedAt: ACCEPTED_AT,
      finishedAt: undefined,
    });
    expect(stage(nextOf(outcome), "plan_approval")).to.deep.include({
      status: "not-started",
      dueAt: undefined,
    });
    expect(eventsOf(outcome)).to.deep.equal(["stage-started plan_draft"]);
  });

  it("goes to the customer when it is approved; the reply is due from acceptance", () => {
    expect(running(approved)).to.deep.equal(["plan_reply"]);
    expect(stage(approved, "plan_reply")?.dueAt).to.deep.equal(
      new Date(ACCEPTED_AT.getTime() + 10 * DAY_MS),
    );
    expect(eventsOf(stagesOnApproved(submitted, "supply_plan", moment))).to.deep.equal([
      "stage-finished plan_approval",
      "stage-started plan_reply",
    ]);
  });

  it("cannot be approved or returned while its approval does not run", () => {
    const refusal = { ok: false, refusal: { code: "wrong-stage", stage: "方案审批" } };
    expect(stagesOnApproved(fresh, "supply_plan", moment)).to.deep.equal(refusal);
    expect(stagesOnReturned(fresh, "supply_plan")).to.deep.equal(refusal);
  });

  it("passes over a stage that the graph does not have any more", () => {
    const stages = graph.stages.filter((rule) => rule.id !== "survey");
    const cut = { ...moment, graph: { customerClass: graph.customerClass, stages } };
    const next = nextOf(stagesOnSubmit(fresh, "supply_plan", cut));
    expect(running(next)).to.deep.equal(["plan_approval"]);
  });

  it("is refused by a graph without an approval stage", () => {
    const stages = graph.stages.filter((rule) => rule.id !== "plan_approval");
    const cut = { customerClass: graph.customerClass, stages };
    const opened = openStages(cut, ACCEPTED_AT, dueOf);
    const refusal = { ok: false, refusal: { code: "wrong-stage", stage: "plan_approval" } };
    const at = { ...moment, graph: cut };
    expect(stagesOnSubmit(opened, "supply_plan", at)).to.deep.equal(refusal);
    expect(stagesOnReturned(opened, "supply_plan")).to.deep.equal(refusal);
  });
});

describe("a submitted investment", () => {
  it("waits for a submitted plan", () => {
    expect(stagesOnSubmit(fresh, "grid_investment", moment)).to.deep.equal({
      ok: false,
      refusal: { code: "wrong-stage", stage: "方案编制" },
    });
  });

  it("is approved beside the plan, then the works begin", () => {
    const both = nextOf(stagesOnSubmit(submitted, "grid_investment", moment));
    expect(running(both)).to.deep.equal(["plan_approval", "invest_approval"]);
    const works = nextOf(stagesOnApproved(both, "grid_investment", moment));
    expect(running(works)).to.deep.equal(["plan_approval", "grid_works"]);
  });

  it("only leaves its approval when it is returned", () => {
    const both = nextOf(stagesOnSubmit(submitted, "grid_investment", moment));
    const outcome = stagesOnReturned(both, "grid_investment");
    expect(running(nextOf(outcome))).to.deep.equal(["plan_approval"]);
    expect(eventsOf(outcome)).to.deep.equal([]);
  });
});
