import { expect } from "chai";
import { doAct, offeredActs } from "../../../../src/domain/verbs/do-act.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { REASON, written } from "../../../support/build-act.ts";
import { buildApproval, buildFile, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { approved, running, submitted } from "../../../support/build-stages.ts";
import { eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const fileOf = (change: Partial<Approval> = {}, stages: CaseFile["stages"] = approved): CaseFile =>
  buildFile({ stages, approvals: [buildApproval({ status: "approved", tasks: [], ...change })] });
const reply = (file: CaseFile, text = "") =>
  doAct(file, written("reply-customer", { text }), around);

describe("登记答复客户", () => {
  it("ends the stage of the reply, begins what waited for it, and remembers who said so", () => {
    const outcome = reply(fileOf(), "客户已签收");
    const next = nextOf(outcome);
    expect(running(next.stages)).eql(["customer_design", "contract", "metering"]);
    expect(next.approvals[0]?.acts).deep.include.members([
      { ...next.approvals[0]?.acts[0], kind: "reply-customer", text: "客户已签收" },
    ]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).include("stage-finished");
  });

  it("is the business of submitter and managers", () => {
    const sent = written("reply-customer", { from: staff("liuyang") });
    expect(refusalOf(doAct(fileOf(), sent, around))).eql({ code: "not-submitter" });
    const sentByManager = written("reply-customer", { from: staff("maqiang") });
    expect(doAct(fileOf(), sentByManager, around).ok).equal(true);
  });

  it("is refused while the reply is not what the case is about, with where it is", () => {
    expect(refusalOf(reply(fileOf({ status: "running" }, submitted)))).eql({
      code: "wrong-stage",
      stage: "方案审批",
    });
    const nothing = fileOf({}, []);
    expect(refusalOf(reply(nothing))).eql({ code: "wrong-stage", stage: "" });
  });

  it("is refused once, and for good, when it has been said", () => {
    const told = nextOf(reply(fileOf()));
    expect(refusalOf(reply(told)).code).equal("wrong-stage");
    const offered = offeredActs(told, staff("zhangwei"), around).map(({ kind }) => kind);
    expect(offered).eql([]);
  });

  for (const status of ["revoking", "revoked"] as const) {
    it(`is refused while the approval is ${status}`, () => {
      expect(refusalOf(reply(fileOf({ status })))).eql({ code: "closed", reason: status });
    });
  }

  it("is about plans only, and its words are limited as any", () => {
    expect(refusalOf(reply(fileOf({ kind: "grid_investment" }))).code).equal("not-found");
    expect(refusalOf(reply(fileOf(), REASON.repeat(100))).code).equal("opinion-too-long");
  });
});
