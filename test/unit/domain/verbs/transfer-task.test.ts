import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import { doAct, offeredActs, whyNotAct } from "../../../../src/domain/verbs/do-act.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { TRANSFER } from "../../../../src/domain/verbs/transfer-task.ts";
import { written } from "../../../support/build-act.ts";
import { buildApproval, buildFile, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { asked, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const file = buildFile();
const sent = (change: Partial<WrittenAct> = {}) =>
  written("transfer", {
    about: taskIdOf(1 as CaseId, 1),
    from: staff("liuyang"),
    choice: "huangmin",
    ...change,
  });

describe("转办 on a page", () => {
  it("asks the chosen person", () => {
    const next = nextOf(doAct(file, sent(), around));
    expect(next.approvals.flatMap(asked)).eql(["wuhao", "huangmin"]);
    expect(next.approvals[0]?.acts[0]).deep.include({ name: "刘洋", text: "客户变更用电容量" });
  });

  const refused: [string, Partial<WrittenAct>, Refusal][] = [
    ["without a choice", { choice: undefined }, { code: "cannot-transfer", why: "nobody" }],
    ["to a stranger", { choice: "stranger" }, { code: "cannot-transfer", why: "nobody" }],
    ["without a reason", { text: "忙" }, { code: "act-reason-needed", minLetters: 5 }],
    ["to the submitter", { choice: "zhangwei" }, { code: "cannot-transfer", why: "to-submitter" }],
    [
      "by somebody else",
      { from: staff("wuhao") },
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    ["of a whole approval", { about: approvalIdOf(1 as CaseId, 1) }, { code: "not-found" }],
  ];
  for (const [what, change, refusal] of refused) {
    it(`is refused ${what}`, () => {
      expect(refusalOf(doAct(file, sent(change), around))).eql(refusal);
    });
  }

  it("is nothing that could be done to an approval as a whole", () => {
    const [approval = buildApproval()] = file.approvals;
    const whole = { file, approval, task: undefined };
    const by = { userid: staff("liuyang"), name: "刘洋", position: "", department: "" };
    const outcome = TRANSFER.act(whole, { by, text: "", choice: undefined }, around);
    expect(refusalOf(outcome)).eql({ code: "not-found" });
    const asking = { kind: "transfer", about: approval.id, from: staff("liuyang") } as const;
    expect(whyNotAct(file, asking, around)).eql({ code: "not-found" });
  });

  it("is offered once to the holder of a task that waits", () => {
    const offers = offeredActs(file, staff("liuyang"), around);
    expect(offers.map(({ kind, subject }) => [kind, subject.task?.id])).deep.include([
      "transfer",
      "T1-1",
    ]);
  });
});
