import { expect } from "chai";
import { auditCase, type CaseAudit } from "../../../../src/domain/audit/audit-case.ts";
import {
  approvalIdOf,
  SYSTEM,
  taskIdOf,
  type CaseId,
  type CaseNo,
} from "../../../../src/domain/ids.ts";
import { NO_HEAD } from "../../../../src/domain/audit/decision-chain.ts";
import { buildHistory } from "../../../support/build-history.ts";
import { buildChain } from "../../../support/build-chain.ts";
import { buildMark } from "../../../support/build-rule.ts";
import { buildDocument, buildTask } from "../../../support/build.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";

const CASE_ID = 1 as CaseId;
const approvalId = approvalIdOf(CASE_ID, 1);
const document = buildDocument(1);

describe("the audit of a case", () => {
  const links = buildChain(
    { documentHash: document.contentHash },
    { documentHash: document.contentHash },
  );

  /** Two have signed, and the approval is through. */
  function audit(changes: Partial<CaseAudit> = {}): CaseAudit {
    return {
      caseId: CASE_ID,
      caseNo: "BZ-2026-000123" as CaseNo,
      links,
      tasks: [1, 2].map((n) => ({ ...buildTask(n, { status: "done" }), approvalId })),
      history: { rows: [], head: NO_HEAD },
      nodes: [],
      approvals: [{ id: approvalId, status: "approved" }],
      documents: [document],
      ...changes,
    };
  }

  const kindsOf = (changes: Partial<CaseAudit>): string[] =>
    auditCase(audit(changes)).map(({ kind }) => kind);

  it("finds nothing where all fits, and in a case in which nobody has signed", () => {
    expect(auditCase(audit())).to.deep.equal([]);
    const tasks = [{ ...buildTask(1), approvalId }];
    const approvals = [{ id: approvalId, status: "running" as const }];
    const nodes = [{ approvalId, round: 1, nodeId: "countersign", status: "open" as const }];
    expect(auditCase(audit({ links: [], tasks, approvals, nodes }))).to.deep.equal([]);
  });

  it("finds what does not fit in the history of the case", () => {
    const { rows, head } = buildHistory();
    expect(kindsOf({ history: { rows, head } })).to.deep.equal([]);
    expect(kindsOf({ history: { rows: rows.slice(1), head } })).to.include("history-missing");
  });

  it("finds somebody who is asked by no open node, or by an approval that does not run", () => {
    const tasks = [1, 2, 3].map((n) => ({
      ...buildTask(n, { status: n === 3 ? "pending" : "done" }),
      approvalId,
    }));
    const running = [{ id: approvalId, status: "running" as const }];
    const open = { approvalId, round: 1, nodeId: "countersign", status: "open" as const };
    expect(kindsOf({ tasks, approvals: running, nodes: [open] })).to.deep.equal([]);
    const wrong = [
      { nodes: [] },
      { nodes: [{ ...open, status: "passed" as const }] },
      { nodes: [{ ...open, round: 2 }] },
      { nodes: [{ ...open, nodeId: "leader" }] },
      { nodes: [{ ...open, approvalId: approvalIdOf(CASE_ID, 2) }] },
      { nodes: [open], approvals: [{ id: approvalId, status: "approved" as const }] },
    ];
    for (const one of wrong) {
      expect(auditCase(audit({ tasks, approvals: running, ...one }))).to.deep.equal([
        { kind: "asked-in-vain", taskId: taskIdOf(CASE_ID, 3) },
      ]);
    }
  });

  it("finds the broken link", () => {
    const [first, second] = links;
    if (first === undefined || second === undefined) throw new Error("no links");
    const forged = { ...second, decision: { ...second.decision, position: "总经理" } };
    expect(auditCase(audit({ links: [first, forged] }))).to.deep.equal([
      { kind: "chain-broken", link: forged, fault: { why: "changed" } },
    ]);
  });

  it("finds a task that is done without a decision", () => {
    const tasks = [1, 2, 3].map((n) => ({ ...buildTask(n, { status: "done" }), approvalId }));
    expect(auditCase(audit({ tasks }))).to.deep.equal([
      { kind: "done-without-decision", taskId: taskIdOf(CASE_ID, 3) },
    ]);
  });

  it("finds a decision whose task is gone, open, or of another approval, round or node", () => {
    const first = { ...buildTask(1, { status: "done" }), approvalId };
    const second = { ...buildTask(2, { status: "done" }), approvalId };
    const wrong = [
      [],
      [{ ...second, status: "pending" as const }],
      [{ ...second, approvalId: approvalIdOf(CASE_ID, 2) }],
      [{ ...second, round: 2 }],
      [{ ...second, nodeId: "leader" }],
    ];
    for (const tasks of wrong) {
      expect(auditCase(audit({ tasks: [first, ...tasks] }))).to.deep.include({
        kind: "decision-without-task",
        link: links[1],
      });
    }
  });

  it("takes a rule's decision for what it is: of a task that its holder never decided", () => {
    const signed = { documentHash: document.contentHash };
    const byRule = { byRule: buildMark(), decidedBy: SYSTEM, channel: "rule" as const };
    const ruled = buildChain({ ...signed, ...byRule }, signed);
    const waived = buildTask(1, { status: "cancelled", cancelReason: "by-rule" });
    const tasks = [waived, buildTask(2, { status: "done" })].map((one) => ({ ...one, approvalId }));
    expect(kindsOf({ links: ruled, tasks })).to.deep.equal([]);
    expect(kindsOf({ links: ruled })).to.deep.equal(["decision-without-task"]);
  });

  it("finds a decision that is neither somebody's nor a rule's", () => {
    const signed = { documentHash: document.contentHash };
    for (const change of [{ decidedBy: SYSTEM }, { channel: "rule" as const }]) {
      const forged = buildChain(signed, { ...signed, ...change });
      expect(kindsOf({ links: forged })).to.deep.equal(["decision-by-nobody"]);
    }
  });

  it("finds decisions of an approval that is gone", () => {
    expect(kindsOf({ approvals: [] })).to.deep.equal([
      "decision-without-approval",
      "decision-without-approval",
    ]);
  });

  it("finds an approval that is called approved though its last decision is none or a return", () => {
    const returned = buildChain(
      { documentHash: document.contentHash },
      { documentHash: document.contentHash, verb: "return" },
    );
    expect(kindsOf({ links: returned })).to.deep.equal(["approved-without-decision"]);
    expect(kindsOf({ links: [], tasks: [] })).to.deep.equal(["approved-without-decision"]);
    const elsewhere = audit().links.map((link) => ({
      ...link,
      approvalId: approvalIdOf(CASE_ID, 2),
    }));
    expect(kindsOf({ links: elsewhere })).to.include("approved-without-decision");
  });

  it("does not take the signatures of one approval for those of another", () => {
    const approved = [1, 2].map((n) => ({
      id: approvalIdOf(CASE_ID, n),
      status: "approved" as const,
    }));
    expect(kindsOf({ approvals: approved })).to.deep.equal(["approved-without-decision"]);
  });

  it("finds a plan of which one figure was changed", () => {
    const content = buildHvPlan({ approvedCapacity: { value: 316, unit: "kVA" } });
    const changed = { ...document, content };
    expect(auditCase(audit({ documents: [changed] }))).to.deep.equal([
      { kind: "document-changed", document: changed },
    ]);
  });

  it("finds signatures on a version that is gone or was replaced with its hash", () => {
    const replaced = buildDocument(1, buildHvPlan({ drawnUpBy: "别人" }));
    for (const documents of [[], [replaced], [{ ...document, version: 2 }]]) {
      expect(kindsOf({ documents })).to.deep.equal(["document-gone", "document-gone"]);
    }
  });

  it("finds decisions that are left of a case whose row is gone", () => {
    expect(kindsOf({ caseNo: undefined })).to.deep.equal(["case-gone"]);
  });
});
