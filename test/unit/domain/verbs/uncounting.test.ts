import { expect } from "chai";
import { actReason } from "../../../../src/domain/verbs/act-words.ts";
import { uncounting } from "../../../../src/domain/verbs/uncounting.ts";
import { buildFile, november, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

describe("making a signature count no more", () => {
  const file = buildFile();
  const [approval] = file.approvals;
  const [task] = approval?.tasks ?? [];
  if (approval === undefined || task === undefined) expect.fail("an approval with a task");
  const subject = { file, approval, task };
  const around = buildSurroundings({ at: november(23, "16:00") });
  const by = {
    userid: staff("liting"),
    name: "李婷",
    position: "科长",
    department: "市场营销部",
  };
  const asked = (text: string) => ({ by, text, choice: undefined });
  const told: unknown[] = [];
  const rule = uncounting({
    whyNot: ({ task: about }, { by: who, facts }) => {
      told.push(about.id, who, facts.at);
      return { code: "not-found" };
    },
    wordsOf: actReason,
    uncount: (before, { deed }) => ({
      ok: true,
      next: { ...before, submittedBy: deed.by.userid },
      events: [{ kind: "approval-rejected", approvalId: before.id }],
    }),
  });

  it("is judged by what the engine is told at this moment", () => {
    expect(rule.whyNot(subject, { by: staff("liting") }, around)).eql({ code: "not-found" });
    expect(told).to.deep.equal([task.id, "liting", around.at]);
  });

  it("is not done without the words that it takes", () => {
    expect(refusalOf(rule.act(subject, asked("。"), around)).code).to.equal("act-reason-needed");
  });

  it("puts what is left into the case, and tells what came of it", () => {
    const done = rule.act(subject, asked("运行方式需要再核对"), around);
    expect(nextOf(done).approvals[0]).to.deep.equal({ ...approval, submittedBy: by.userid });
    expect(done).to.deep.include({
      events: [{ kind: "approval-rejected", approvalId: approval.id }],
    });
  });

  it("is refused where the plan is not there", () => {
    const bare = { ...subject, file: { ...file, documents: [] } };
    const missing = { code: "plan-missing" };
    expect(rule.whyNot(bare, { by: by.userid }, around)).eql(missing);
    expect(refusalOf(rule.act(bare, asked("运行方式需要再核对"), around))).eql(missing);
  });
});
