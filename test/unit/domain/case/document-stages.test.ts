import { expect } from "chai";
import {
  stagesOnApproved,
  stagesOnReplied,
  stagesOnReturned,
  stagesOnRevoked,
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

describe("a plan that is revoked", () => {
  it("goes back into drafting, and what its approval had begun has not begun", () => {
    const outcome = stagesOnRevoked(approved, "supply_plan", moment);
    const next = nextOf(outcome);
    expect(running(next)).to.deep.equal(["plan_draft"]);
    expect(stage(next, "plan_draft")?.startedAt).to.deep.equal(ACCEPTED_AT);
    for (const id of ["plan_approval", "plan_reply"]) {
      expect(stage(next, id)).to.include({ status: "not-started", dueAt: undefined });
    }
    expect(eventsOf(outcome)).to.deep.equal(["stage-started plan_draft"]);
  });

  it("can be approved and replied to again", () => {
    const revoked = nextOf(stagesOnRevoked(approved, "supply_plan", moment));
    const again = nextOf(stagesOnSubmit(revoked, "supply_plan", moment));
    expect(running(nextOf(stagesOnApproved(again, "supply_plan", moment)))).to.deep.equal([
      "plan_reply",
    ]);
  });

  it("cannot be once the customer has it, or anything that comes later has begun", () => {
    const told = nextOf(stagesOnReplied(approved, moment));
    const begun = (id: string, status: "running" | "done") =>
      approved.map((one) => (one.id === id ? { ...one, status } : one));
    const refusals = [told, begun("contract", "running"), begun("fee", "done")].map((stages) =>
      stagesOnRevoked(stages, "supply_plan", moment),
    );
    expect(refusals.map((one) => one.ok)).to.deep.equal([false, false, false]);
    expect(refusals[1]).to.deep.equal({
      ok: false,
      refusal: { code: "wrong-stage", stage: "供用电合同签订" },
    });
  });

  it("leaves alone what does not follow it: an investment, and stages that are not needed", () => {
    const invested = approved.map((one) => {
      if (one.id === "invest_approval") return { ...one, status: "running" as const };
      return one.id === "fee" ? { ...one, status: "not-applicable" as const } : one;
    });
    const next = nextOf(stagesOnRevoked(invested, "supply_plan", moment));
    expect(running(next)).to.deep.equal(["plan_draft", "invest_approval"]);
    expect(stage(next, "fee")?.status).to.equal("not-applicable");
  });

  it("must have been approved", () => {
    const refused = { ok: false, refusal: { code: "wrong-stage", stage: "方案审批" } };
    expect(stagesOnRevoked(submitted, "supply_plan", moment)).to.deep.equal(refused);
    expect(stagesOnRevoked([], "supply_plan", moment)).to.deep.equal({
      ok: false,
      refusal: { code: "wrong-stage", stage: "plan_approval" },
    });
  });
});

describe("an investment that is revoked", () => {
  it("may be approved again; the works that had begun by it have not begun", () => {
    const both = nextOf(stagesOnSubmit(approved, "grid_investment", moment));
    const done = nextOf(stagesOnApproved(both, "grid_investment", moment));
    expect(running(done)).to.deep.equal(["plan_reply", "grid_works"]);
    const next = nextOf(stagesOnRevoked(done, "grid_investment", moment));
    expect(running(next)).to.deep.equal(["plan_reply"]);
    expect(stage(next, "invest_approval")?.status).to.equal("not-started");
  });
});
