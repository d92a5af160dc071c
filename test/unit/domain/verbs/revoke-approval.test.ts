import { expect } from "chai";
import { doAct, offeredActs } from "../../../../src/domain/verbs/do-act.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { REASON, written } from "../../../support/build-act.ts";
import { buildApproval, buildFile, staff } from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { approved, stage } from "../../../support/build-stages.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const signed = { status: "approved", tasks: [] } as const;
const fileOf = (change: Partial<Approval> = {}): CaseFile =>
  buildFile({ stages: approved, approvals: [buildApproval({ ...signed, ...change })] });
const revoke = (file: CaseFile, change: Parameters<typeof written>[1] = {}) =>
  doAct(file, written("revoke", change), around);

describe("撤销: asking for the revocation of an approval", () => {
  it("begins an approval about the same version, by the nodes that signed, and says so on the first", () => {
    const outcome = revoke(fileOf(), { from: staff("maqiang") });
    const [before, revocation] = nextOf(outcome).approvals;
    expect(before?.status).equal("revoking");
    expect(revocation).include({
      revokes: before?.id,
      status: "running",
      documentVersion: 1,
      submittedBy: "maqiang",
      previousApprovalId: undefined,
    });
    expect(revocation && asked(revocation)).eql(["liuyang", "wuhao"]);
    expect(revocation?.acts.map(({ kind, by, text }) => [kind, by, text])).eql([
      ["revoke", "maqiang", REASON],
    ]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).eql([
      "approval-started",
      "task-opened",
      "task-opened",
    ]);
  });

  it("moves no stage while it is not decided", () => {
    expect(nextOf(revoke(fileOf())).stages).equal(approved);
  });

  it("asks for a reason that is one", () => {
    for (const text of ["", "。", "无"]) {
      expect(refusalOf(revoke(fileOf(), { text })).code).equal("act-reason-needed");
    }
  });

  it("is the business of submitter and both managers, and of nobody else", () => {
    const refusal = refusalOf(revoke(fileOf(), { from: staff("liuyang") }));
    expect(refusal).eql({ code: "not-submitter" });
  });

  it("is refused where there is nothing to revoke, or it is asked already", () => {
    const codes = (["running", "rejected"] as const).map((status) =>
      refusalOf(revoke(fileOf({ status }))),
    );
    expect(codes).eql([
      { code: "cannot-revoke", why: "not-approved" },
      { code: "cannot-revoke", why: "not-approved" },
    ]);
    const twice = nextOf(revoke(fileOf()));
    expect(refusalOf(revoke(twice))).eql({ code: "closed", reason: "revoking" });
    expect(refusalOf(revoke(fileOf({ status: "revoked" })))).eql({
      code: "closed",
      reason: "revoked",
    });
    const ofRevocation = fileOf({ revokes: buildApproval().id });
    expect(refusalOf(revoke(ofRevocation))).eql({ code: "cannot-revoke", why: "revocation" });
  });

  it("is refused, and offered no more, once the customer has the answer", () => {
    const told = nextOf(doAct(fileOf(), written("reply-customer"), around));
    expect(refusalOf(revoke(told))).eql({ code: "cannot-revoke", why: "customer-told" });
    const offered = (file: CaseFile) =>
      offeredActs(file, staff("zhangwei"), around).map(({ kind }) => kind);
    expect([offered(fileOf()), offered(told)]).eql([["reply-customer", "revoke"], []]);
    expect(stage(told.stages, "plan_reply")?.status).equal("done");
  });

  it("is refused where the document is gone, or an office that has to sign is vacant", () => {
    expect(refusalOf(revoke({ ...fileOf(), documents: [] }))).eql({ code: "plan-missing" });
    const flow = buildFlow({ nodes: [buildFlowNode({ who: [{ position: "站长" }] })] });
    const vacant = doAct(fileOf(), written("revoke"), buildSurroundings({ flow }));
    expect(refusalOf(vacant).code).equal("no-approver");
  });
});
