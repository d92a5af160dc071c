import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import { doAct, offeredActs, seenOf, whyNotAct } from "../../../../src/domain/verbs/do-act.ts";
import { approvalIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { written } from "../../../support/build-act.ts";
import { buildApproval, buildFile, buildNode, buildTask, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";
import { refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const file = buildFile({ stages: submitted });

describe("an act on a page", () => {
  const refused: [string, Partial<WrittenAct>, Refusal][] = [
    [
      "about something that the case does not have",
      { about: approvalIdOf(1 as CaseId, 9) },
      { code: "not-found" },
    ],
    ["by somebody who does not belong here", { from: staff("stranger") }, { code: "not-a-member" }],
    ["of another round", { round: 2 }, { code: "unknown-button" }],
    ["of another version", { documentVersion: 2 }, { code: "unknown-button" }],
  ];
  for (const [what, change, refusal] of refused) {
    it(`is refused ${what}`, () => {
      expect(refusalOf(doAct(file, written("withdraw", change), around))).eql(refusal);
    });
  }

  it("is said to be impossible for the same reason", () => {
    const ask = (about: WrittenAct["about"], from: string) =>
      whyNotAct(file, { kind: "withdraw", about, from: staff(from) }, around);
    expect(ask(approvalIdOf(1 as CaseId, 1), "zhangwei")).equal(undefined);
    expect(ask(approvalIdOf(1 as CaseId, 1), "liuyang")).eql({ code: "not-submitter" });
    expect(ask(approvalIdOf(1 as CaseId, 9), "zhangwei")).eql({ code: "not-found" });
  });

  it("belongs to the round and version that the page showed", () => {
    const node = buildNode({ documentVersion: 3 });
    const approval = buildApproval({ round: 4, documentVersion: 5, nodes: [node] });
    const task = buildTask(1);
    const version = (change: object) => seenOf({ file, approval, task: undefined, ...change });
    expect(version({})).eql({ round: 4, documentVersion: 5 });
    expect(version({ task })).eql({ round: 1, documentVersion: 3 });
    expect(version({ task: { ...task, nodeId: "gone" } })).eql({ round: 1, documentVersion: 5 });
  });

  it("is offered to those who may do it, and to nobody else", () => {
    const kinds = (from: string) =>
      offeredActs(file, staff(from), around).map(({ kind, subject: { approval, task } }) => [
        kind,
        task?.id ?? approval.id,
      ]);
    expect(kinds("zhangwei")).eql([
      ["urge", "T1-1"],
      ["urge", "T1-2"],
      ["withdraw", "A1-1"],
    ]);
    expect(kinds("chenming")).eql([]);
  });
});
