import { expect } from "chai";
import { decideByRule } from "../../../../src/domain/approval/decide-by-rule.ts";
import { buildMark } from "../../../support/build-rule.ts";
import { asked, BASE_FLOW, factsFor, newestTaskOf, play } from "../../../support/play-approval.ts";

const approval = play([]);
const facts = factsFor(BASE_FLOW, { taskCount: 2 });

function byRule(verb: "approve" | "return") {
  const said = { task: newestTaskOf(approval, "li"), verb, mark: buildMark(), documentHash: "h" };
  return decideByRule(approval, said, facts);
}

describe("a rule that decides what waits", () => {
  it("agrees for one seat, and the others are asked on", () => {
    const { approval: next } = byRule("approve");
    expect(asked(next)).eql(["wang"]);
    expect(next.status).equal("running");
  });

  it("returns the round for everybody", () => {
    const { approval: next, events } = byRule("return");
    expect(next.status).equal("wait_revision");
    expect(asked(next)).eql([]);
    expect(events.at(-1)).include({ kind: "approval-returned", taskId: "T1-1" });
  });
});
