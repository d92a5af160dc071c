import { expect } from "chai";
import { doAct, offeredActs } from "../../../../src/domain/verbs/do-act.ts";
import { isCustomerUntold } from "../../../../src/domain/verbs/tell-customer.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { REASON, written } from "../../../support/build-act.ts";
import { buildApproval, buildFile, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";
import { eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const revoked = (change: Partial<Approval> = {}): Approval =>
  buildApproval({ status: "revoked", tasks: [], ...change });
const fileOf = (change: Partial<Approval> = {}): CaseFile =>
  buildFile({ stages: submitted, approvals: [revoked(change)] });
const tell = (file: CaseFile, change: Parameters<typeof written>[1] = {}) =>
  doAct(file, written("tell-customer", { text: "", ...change }), around);

describe("登记已告知客户: that a plan was revoked", () => {
  it("stays open until it is registered, by whom and when; nothing else changes", () => {
    expect(isCustomerUntold(revoked())).equal(true);
    const outcome = tell(fileOf(), { from: staff("maqiang"), text: "电话告知，客户知悉" });
    const [approval] = nextOf(outcome).approvals;
    expect(approval && isCustomerUntold(approval)).equal(false);
    expect(approval?.acts.map(({ kind, by, text }) => [kind, by, text])).eql([
      ["tell-customer", "maqiang", "电话告知，客户知悉"],
    ]);
    expect([approval?.status, nextOf(outcome).stages]).eql(["revoked", submitted]);
    expect(eventsOf(outcome)).eql([]);
  });

  it("is the business of submitter and managers, once", () => {
    const refusal = refusalOf(tell(fileOf(), { from: staff("liuyang") }));
    expect(refusal).eql({ code: "not-submitter" });
    const told = nextOf(tell(fileOf()));
    expect(refusalOf(tell(told))).eql({ code: "closed", reason: "customer-told" });
    const offered = (file: CaseFile) =>
      offeredActs(file, staff("zhangwei"), around).map(({ kind }) => kind);
    expect([offered(fileOf()), offered(told)]).eql([["tell-customer"], []]);
  });

  it("is about plans that were revoked: an investment is none of the customer's", () => {
    for (const change of [
      { status: "revoking" },
      { status: "approved" },
      { kind: "grid_investment" },
    ] as const) {
      expect(refusalOf(tell(fileOf(change))).code).equal("not-found");
      expect(isCustomerUntold(revoked(change))).equal(false);
    }
  });

  it("limits its words as any", () => {
    expect(refusalOf(tell(fileOf(), { text: REASON.repeat(100) })).code).equal("opinion-too-long");
  });
});
