import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import { doAct, offeredActs, whyNotAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { TAKE_BACK } from "../../../../src/domain/verbs/take-back-decision.ts";
import { written, writtenDecision } from "../../../support/build-act.ts";
import { buildApproval, buildFile, buildNode, november, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";
import { asked, nextOf, refusalOf } from "../../../support/play-approval.ts";

const taskId = taskIdOf(1 as CaseId, 1);
const seatOf = (seatNo: number, holder: string) => ({ seatNo, holder: staff(holder), label: "" });
const node = buildNode({ seats: [seatOf(1, "liuyang"), seatOf(2, "wuhao")] });
const file = buildFile({ stages: submitted, approvals: [buildApproval({ nodes: [node] })] });
const at = (time: Date) => buildSurroundings({ at: time });
/** 刘洋 agreed on Monday at 15:10. */
const signed = nextOf(decideWritten(file, writtenDecision(), at(november(23, "15:10"))));
const sent = (change: Partial<WrittenAct> = {}) =>
  written("take-back", { about: taskId, from: staff("liuyang"), ...change });

describe("拿回 on a page", () => {
  it("asks again, and keeps who, when and why", () => {
    const next = nextOf(doAct(signed, sent(), at(november(24, "09:00"))));
    expect(next.approvals.flatMap(asked)).eql(["wuhao", "liuyang"]);
    expect(next.approvals[0]?.acts[0]).deep.include({ kind: "take-back", taskId, name: "刘洋" });
  });

  const refused: [string, CaseFile, Partial<WrittenAct>, Refusal][] = [
    ["without a reason", signed, { text: "误" }, { code: "act-reason-needed", minLetters: 5 }],
    [
      "by somebody else",
      signed,
      { from: staff("wuhao") },
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    ["of nothing", file, {}, { code: "cannot-take-back", why: "not-decided" }],
    ["of a plan that is not there", { ...signed, documents: [] }, {}, { code: "plan-missing" }],
  ];
  for (const [what, before, change, refusal] of refused) {
    it(`is refused ${what}`, () => {
      expect(refusalOf(doAct(before, sent(change), at(november(24, "09:00"))))).eql(refusal);
    });
  }

  it("needs the document to ask again about", () => {
    const [approval = buildApproval()] = signed.approvals;
    const [task] = approval.tasks;
    const by = { userid: staff("liuyang"), name: "刘洋", position: "", department: "" };
    const subject = { file: { ...signed, documents: [] }, approval, task };
    const outcome = TAKE_BACK.act(
      subject,
      { by, text: "", choice: undefined },
      buildSurroundings(),
    );
    expect(refusalOf(outcome)).eql({ code: "plan-missing" });
  });

  it("is possible for 24 working hours: three days and a half", () => {
    const ask = (time: Date) =>
      whyNotAct(signed, { kind: "take-back", about: taskId, from: staff("liuyang") }, at(time));
    expect(ask(november(26, "17:10"))).equal(undefined);
    expect(ask(november(27, "09:30"))).eql({ code: "cannot-take-back", why: "too-late" });
  });

  it("is offered to whoever has decided", () => {
    const kinds = (from: string) =>
      offeredActs(signed, staff(from), at(november(24, "09:00"))).map(({ kind }) => kind);
    expect(kinds("liuyang")).include("take-back");
    expect(kinds("wuhao")).not.include("take-back");
  });
});
