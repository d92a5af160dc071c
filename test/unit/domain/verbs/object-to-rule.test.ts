import { expect } from "chai";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { OBJECT } from "../../../../src/domain/verbs/object-to-rule.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { written } from "../../../support/build-act.ts";
import { november, staff } from "../../../support/build.ts";
import { asked, eventsOf, nextOf, nodeStates, refusalOf } from "../../../support/play-approval.ts";
import { approvalIn, decided, ruledSurroundings, submitted } from "../../../support/play-rules.ts";

const at = (now: Date) => ruledSurroundings({ at: now });
/** On Monday at 15:10 the rule passes the review of 刘洋 and 吴昊; 陈明 is asked. */
const file = nextOf(submitted(at(november(23, "15:10"))));
const about = approvalIn(file).tasks[0]?.id ?? expect.fail("nothing decided");
const sent = (change = {}) => written("object", { about, from: staff("liuyang"), ...change });
const NEXT_EVENING = november(24, "18:00");

describe("我有异议", () => {
  const outcome = doAct(file, sent(), at(NEXT_EVENING));

  it("asks whoever objects, closes what had followed, and keeps the decision as it was written", () => {
    const next = nextOf(outcome);
    expect(asked(approvalIn(next))).eql(["liuyang"]);
    expect(nodeStates(approvalIn(next))).eql({ review: "open", leader: "superseded" });
    expect(approvalIn(next).decisions).eql(approvalIn(file).decisions);
    expect(eventsOf(outcome)[0]).eql({ kind: "decision-taken-back", taskId: about });
  });

  it("then lets them return the plan", () => {
    const returned = decided(nextOf(outcome), ["liuyang", "return"], at(NEXT_EVENING));
    expect(approvalIn(returned).status).equal("wait_revision");
  });

  const signed = decided(file, ["chenming", "approve"], at(november(23, "16:00")));
  const refused: [string, typeof file, object, Date, Refusal][] = [
    [
      "without a reason",
      file,
      { text: "误" },
      NEXT_EVENING,
      { code: "act-reason-needed", minLetters: 5 },
    ],
    [
      "of somebody else",
      file,
      { from: staff("wuhao") },
      NEXT_EVENING,
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    [
      "a working day after the node has ended",
      file,
      {},
      november(25, "08:30"),
      { code: "cannot-take-back", why: "objection-late" },
    ],
    ["when the approval is complete", signed, {}, NEXT_EVENING, { code: "approval-complete" }],
    ["without the plan", { ...file, documents: [] }, {}, NEXT_EVENING, { code: "plan-missing" }],
  ];
  for (const [what, before, change, now, refusal] of refused) {
    it(`is refused ${what}`, () => {
      expect(refusalOf(doAct(before, sent(change), at(now)))).eql(refusal);
    });
  }

  it("may come later while the node is open", () => {
    const [node, ...others] = approvalIn(file).nodes;
    if (node === undefined) return expect.fail("no node");
    const open = { ...approvalIn(file), nodes: [{ ...node, status: "open" as const }, ...others] };
    const before = { ...file, approvals: [open] };
    expect(doAct(before, sent(), at(november(27, "09:00"))).ok).equal(true);
  });

  it("needs the document to ask again about", () => {
    const approval = approvalIn(file);
    const task = approval.tasks[0] ?? expect.fail("no task");
    const subject = { file: { ...file, documents: [] }, approval, task };
    const by = { userid: staff("liuyang"), name: "刘洋", position: "", department: "" };
    const said = { by, text: "线路容量需要复核", choice: undefined };
    expect(refusalOf(OBJECT.act(subject, said, at(NEXT_EVENING)))).eql({ code: "plan-missing" });
  });
});
