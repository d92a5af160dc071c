import { expect } from "chai";
import { ACCEPTED_AT, fresh, running, stage } from "../../../support/build-stages.ts";

describe("stages of a fresh case", () => {
  it("are accepted and assigned, with survey and drafting running", () => {
    const done = fresh.filter((one) => one.status === "done").map((one) => one.id);
    expect(done).to.deep.equal(["acceptance", "assign"]);
    expect(running(fresh)).to.deep.equal(["survey", "plan_draft"]);
    expect(stage(fresh, "survey")?.startedAt).to.deep.equal(ACCEPTED_AT);
  });
});
