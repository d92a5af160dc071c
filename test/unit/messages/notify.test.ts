import { expect } from "chai";
import fc from "fast-check";
import type { CancelReason, CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor, type Notice } from "../../../src/messages/notify.ts";
import {
  APPROVAL,
  FIRST,
  PRESS,
  contextOf,
  returned,
  summary,
} from "../../support/build-notice.ts";
import {
  buildBureau,
  buildFile,
  buildNode,
  buildOrganisation,
  staff,
  builtCardId,
} from "../../support/build.ts";
import { buildCase } from "../../support/build-plan.ts";

describe("every event", () => {
  const reason: CancelReason = "any-one-decided";
  const events: { [Kind in CaseEvent["kind"]]: Extract<CaseEvent, { kind: Kind }> } = {
    "approval-started": { kind: "approval-started", approvalId: APPROVAL },
    "approval-resubmitted": { kind: "approval-resubmitted", approvalId: APPROVAL },
    "task-opened": { kind: "task-opened", taskId: FIRST },
    "task-kept": { kind: "task-kept", taskId: FIRST },
    "task-decided": { kind: "task-decided", taskId: FIRST, verb: "approve" },
    "task-cancelled": { kind: "task-cancelled", taskId: FIRST, reason },
    "decision-taken-back": { kind: "decision-taken-back", taskId: FIRST },
    "kept-withdrawn": { kind: "kept-withdrawn", taskId: FIRST },
    "node-returned": { kind: "node-returned", approvalId: APPROVAL, taskId: FIRST },
    "return-not-direct": { kind: "return-not-direct", approvalId: APPROVAL, taskId: FIRST },
    "task-acknowledged": { kind: "task-acknowledged", taskId: FIRST },
    "task-escalated": { kind: "task-escalated", taskId: FIRST },
    "question-asked": { kind: "question-asked", taskId: FIRST },
    "question-answered": { kind: "question-answered", taskId: FIRST },
    "task-urged": { kind: "task-urged", taskId: FIRST },
    "signers-added": { kind: "signers-added", taskId: FIRST },
    "wait-ended": { kind: "wait-ended", taskId: FIRST },
    "wait-resumed": { kind: "wait-resumed", taskId: FIRST },
    "signer-removed": { kind: "signer-removed", taskId: FIRST },
    "task-transferred": { kind: "task-transferred", taskId: FIRST },
    "override-asked": { kind: "override-asked", taskId: FIRST },
    "override-refused": { kind: "override-refused", taskId: FIRST },
    "task-overridden": { kind: "task-overridden", taskId: FIRST },
    "seat-unfilled": { kind: "seat-unfilled", taskId: FIRST, left: staff("gone") },
    "requirement-lowered": {
      kind: "requirement-lowered",
      approvalId: APPROVAL,
      nodeId: "countersign",
    },
    "approval-approved": { kind: "approval-approved", approvalId: APPROVAL },
    "approval-returned": { kind: "approval-returned", approvalId: APPROVAL, taskId: FIRST },
    "approval-rejected": { kind: "approval-rejected", approvalId: APPROVAL },
    "approval-withdrawn": { kind: "approval-withdrawn", approvalId: APPROVAL },
    "stage-started": { kind: "stage-started", stageId: "plan_reply" },
    "stage-finished": { kind: "stage-finished", stageId: "plan_reply" },
    "rung-fired": {
      kind: "rung-fired",
      approvalId: APPROVAL,
      taskIds: [FIRST],
      rungId: "due",
      skipped: [],
    },
    "rule-suspended": { kind: "rule-suspended", ruleId: "box-315", disagreed: 2, sampled: 10 },
    "card-renewed": { kind: "card-renewed", taskId: FIRST, cardId: builtCardId(FIRST, 1) },
    "card-resent": { kind: "card-resent", taskId: FIRST, cardId: builtCardId(FIRST, 1) },
    "press-refused": {
      kind: "press-refused",
      refusal: { code: "unknown-button" },
      by: staff("liuyang"),
      cardId: builtCardId(FIRST, 1),
    },
  };

  it("keeps the byte limits of every kind of message, whatever the names", () => {
    const name = fc
      .array(fc.constantFrom("鄂", "👨‍👩‍👧‍👦", "<", "\n", "*"), { minLength: 1, maxLength: 900 })
      .map((parts) => parts.join(""));
    const bureau = buildBureau({
      organisation: buildOrganisation({ managersChatId: "managers" }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(events)), name, (event, customerName) => {
        const connectionCase = buildCase({ customerName });
        const approvals = [{ ...returned, nodes: [buildNode({ name: customerName })] }];
        const file = buildFile({ connectionCase, approvals });
        const context = contextOf({ file, bureau, hasGroupRobot: true, press: PRESS });
        for (const { message } of noticesFor(event, context)) expectLimits(message);
      }),
      { numRuns: 200 },
    );
  });

  it("about something that the file does not hold says nothing to anybody", () => {
    const file = buildFile({ approvals: [], cards: [], stages: [] });
    for (const event of Object.values(events)) {
      const texts = event.kind === "press-refused" ? ["send-text liuyang"] : [];
      expect(summary(noticesFor(event, contextOf({ file }))), event.kind).eql(texts);
    }
  });
});

function expectLimits(message: Notice["message"]): void {
  switch (message.kind) {
    case "send-card":
      return;
    case "update-card":
      expect(Buffer.byteLength(message.otherwise ?? "?")).within(1, 2048);
      return;
    case "group-webhook":
      expect(Buffer.byteLength(message.content)).within(1, 4096 - 64);
      return;
    case "send-text":
    case "send-markdown":
    case "group-chat":
      expect(Buffer.byteLength(message.content)).within(1, 2048);
  }
}
