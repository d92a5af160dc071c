import { expect } from "chai";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import {
  decideWritten,
  type WrittenDecision,
} from "../../../../src/domain/verbs/decide-written.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { writtenDecision } from "../../../support/build-act.ts";
import { buildAttachment } from "../../../support/build-attachment.ts";
import {
  buildApproval,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { running, submitted } from "../../../support/build-stages.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const seatOf = (seatNo: number, holder: string) => ({ seatNo, holder: staff(holder), label: "" });
const bothSeats = buildNode({ seats: [seatOf(1, "liuyang"), seatOf(2, "wuhao")] });
const base = buildFile({ stages: submitted, approvals: [buildApproval({ nodes: [bothSeats] })] });
const around = buildSurroundings();

/** 刘洋 agrees to version 1 on the page, in words of his own. */
function decisionOf(changes: Partial<WrittenDecision> = {}): WrittenDecision {
  return writtenDecision({ at: november(23, "15:09"), text: "请注意保护定值", ...changes });
}

describe("a decision on a page", () => {
  it("signs the task in one's own words, on the version that the page showed", () => {
    const next = nextOf(decideWritten(base, decisionOf(), around));
    const documentHash = buildDocument(1).contentHash;
    expect(next.approvals[0]?.decisions).eql([
      buildDecision({
        opinion: { code: "", text: "请注意保护定值" },
        channel: "page",
        documentHash,
        shownHash: documentHash,
        eventAt: november(23, "15:09"),
        committedAt: november(23, "15:10"),
      }),
    ]);
    expect(next.approvals.flatMap(asked)).eql(["wuhao"]);
  });

  it("waits until what has to be read has been opened", () => {
    const attachments = [buildAttachment(1)];
    const file = { ...base, documents: base.documents.map((one) => ({ ...one, attachments })) };
    const flowOf = (approval: Approval): Flow => {
      const flow = around.flowOf(approval);
      const [first, ...others] = flow.nodes;
      return { ...flow, nodes: [{ ...first, mustRead: true }, ...others] } as Flow;
    };
    const unread = decideWritten(file, decisionOf(), { ...around, flowOf });
    expect(refusalOf(unread)).eql({ code: "attachment-unread", names: ["图 1.pdf"] });
  });

  it("may return the plan for a written reason, and the stages go back with it", () => {
    const returning = decisionOf({ verb: "return", text: "电源点离负荷太远" });
    const outcome = decideWritten(base, returning, around);
    expect(running(nextOf(outcome).stages)).eql(["plan_draft"]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).include("approval-returned");
  });

  it("tells with a return which fields were ticked, and nothing of them otherwise", () => {
    const told = (changes: Partial<WrittenDecision>) =>
      eventsOf(decideWritten(base, decisionOf(changes), around)).filter((one) => "fixes" in one);
    const text = "电源点离负荷太远";
    expect(told({ verb: "return", text, fixes: ["电源 1 · 供电线路"] })).eql([
      {
        kind: "approval-returned",
        approvalId: "A1-1",
        taskId: "T1-1",
        fixes: ["电源 1 · 供电线路"],
      },
    ]);
    expect(told({ verb: "return", text })).eql([]);
    expect(told({ fixes: ["电源 1 · 供电线路"] })).eql([]);
  });

  it("counts however old the card is: a page has no code that expires", () => {
    const late = buildSurroundings({ at: november(30, "09:00") });
    expect(nextOf(decideWritten(base, decisionOf(), late)).approvals.flatMap(asked)).eql(["wuhao"]);
  });
});

describe("a decision on a page is refused in words", () => {
  const decided = buildFile({
    approvals: [
      buildApproval({ tasks: [buildTask(1, { status: "done" })], decisions: [buildDecision()] }),
    ],
  });
  const refused: [string, Partial<WrittenDecision>, Refusal, CaseFile?][] = [
    [
      "about a task that the case does not have",
      { taskId: taskIdOf(1 as CaseId, 9) },
      { code: "not-found" },
    ],
    ["by somebody who does not belong here", { from: staff("stranger") }, { code: "not-a-member" }],
    [
      "by somebody who is not asked",
      { from: staff("wuhao") },
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    ["when the page says another round", { round: 2 }, { code: "unknown-button" }],
    ["when the page says another version", { documentVersion: 2 }, { code: "unknown-button" }],
    [
      "without a reason that it needs",
      { verb: "return", text: "。" },
      { code: "written-reason-needed", minLetters: 5 },
    ],
    [
      "on a document that the case does not have",
      {},
      { code: "plan-missing" },
      buildFile({ documents: [] }),
    ],
    [
      "when it was decided before",
      { verb: "return", text: "电源点离负荷太远" },
      {
        code: "already-decided-by-you",
        at: november(23, "14:03"),
        verb: "approve",
        sameVerb: false,
      },
      decided,
    ],
  ];
  for (const [words, changes, refusal, file = base] of refused) {
    it(words, () => {
      expect(refusalOf(decideWritten(file, decisionOf(changes), around))).eql(refusal);
    });
  }
});
