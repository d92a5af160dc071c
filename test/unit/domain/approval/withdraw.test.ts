import { expect } from "chai";
import { decide } from "../../../../src/domain/approval/decide.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { withdraw, whyNotWithdraw } from "../../../../src/domain/approval/withdraw.ts";
import { deedOf } from "../../../support/build-act.ts";
import { buildApproval, november } from "../../../support/build.ts";
import {
  asked,
  BASE_FLOW,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  pressOn,
  refusalOf,
} from "../../../support/play-approval.ts";

const deed = deedOf();
const withdrawn = { code: "withdrawn", byName: "张伟", at: deed.at } as const;

describe("withdrawing an approval", () => {
  it("ends it for everybody who is asked, and remembers by whom and why", () => {
    const before = play(["li approves"]);
    const outcome = withdraw(before, deed);
    const after = nextOf(outcome);
    expect(after).include({ status: "withdrawn", closedAt: deed.at });
    expect(asked(after)).eql([]);
    expect(nodeStates(after)).eql({ countersign: "superseded" });
    expect(after.decisions).equal(before.decisions);
    expect(after.acts.map(({ kind, name, text }) => [kind, name, text])).eql([
      ["withdraw", "张伟", "客户变更用电容量"],
    ]);
    expect(eventsOf(outcome)).eql([
      { kind: "task-cancelled", taskId: newestTaskOf(before, "wang").id, reason: "withdrawn" },
      { kind: "approval-withdrawn", approvalId: before.id },
    ]);
  });

  it("is possible while it waits for a new version, when nobody is asked", () => {
    const outcome = withdraw(play(["li returns"]), deed);
    expect(nextOf(outcome).status).equal("withdrawn");
    expect(eventsOf(outcome).map(({ kind }) => kind)).eql(["approval-withdrawn"]);
  });

  const over: [string, Approval, ReturnType<typeof refusalOf>][] = [
    [
      "approved",
      play(["li approves", "wang approves", "chen approves"]),
      { code: "approval-complete" },
    ],
    ["rejected", play(["li rejects"]), { code: "closed", reason: "rejected" }],
    [
      "to be revoked",
      buildApproval({ status: "revoking" }),
      { code: "closed", reason: "revoking" },
    ],
    [
      "a revocation that was agreed to",
      buildApproval({ status: "approved", revokes: buildApproval().id }),
      { code: "closed", reason: "revoked" },
    ],
    [
      "a revocation that was not",
      buildApproval({ status: "rejected", revokes: buildApproval().id }),
      { code: "closed", reason: "not-revoked" },
    ],
    ["withdrawn", nextOf(withdraw(play([]), deed)), withdrawn],
  ];
  for (const [state, approval, refusal] of over) {
    it(`is refused once it is ${state}`, () => {
      expect(whyNotWithdraw(approval)).eql(refusal);
      expect(refusalOf(withdraw(approval, deedOf({ at: november(23, "16:00") })))).eql(refusal);
    });
  }

  it("tells whoever decides afterwards who withdrew it; those who had decided keep their answer", () => {
    const after = nextOf(withdraw(play(["li approves"]), deed));
    const press = (by: string) =>
      decide(after, pressOn(newestTaskOf(after, by), by, "approve"), factsFor(BASE_FLOW));
    expect(refusalOf(press("wang"))).eql(withdrawn);
    expect(refusalOf(press("li")).code).equal("already-decided-by-you");
    expect(whyNotWithdraw(buildApproval())).equal(undefined);
  });
});
