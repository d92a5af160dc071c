import { expect } from "chai";
import type { Approval } from "../../../src/domain/approval/instance.ts";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import {
  APPROVAL,
  bothAsked,
  contextOf,
  FIRST,
  returned,
  textTo,
} from "../../support/build-notice.ts";
import { buildDecision, buildFile, november, staff } from "../../support/build.ts";

const copy = (to: string) => ({
  to: staff(to),
  source: "submit" as const,
  by: undefined,
  at: november(23, "09:10"),
  readAt: undefined,
});
const copies = ["chenming", "maqiang", "wuhao"].map(copy);

/** What the copied 陈明, who has no other part in it, reads of an event. */
function readBy(userid: string, event: CaseEvent, approval: Approval): string[] {
  const notices = noticesFor(
    event,
    contextOf({ file: buildFile({ approvals: [{ ...approval, copies }] }) }),
  );
  return notices.flatMap(({ message }) =>
    "to" in message && message.to === userid && message.kind === "send-text" ? message.content : [],
  );
}

const rung = (rungId: string): CaseEvent => ({
  kind: "rung-fired",
  approvalId: APPROVAL,
  taskIds: [FIRST],
  rungId,
  skipped: [],
});

describe("whoever was copied", () => {
  it("reads at once of a return, a rejection and of what is late", () => {
    const back = { kind: "approval-returned", approvalId: APPROVAL, taskId: FIRST } as const;
    expect(readBy("chenming", back, returned).join())
      .include("【抄送】")
      .and.include("退回");
    const no = buildDecision({ verb: "reject" });
    const rejected: Approval = {
      ...bothAsked,
      status: "rejected",
      nodes: bothAsked.nodes.map((node) => ({ ...node, status: "failed" })),
      decisions: [no],
    };
    const end = { kind: "approval-rejected", approvalId: APPROVAL } as const;
    expect(readBy("chenming", end, rejected).join()).include("否决");
    expect(readBy("chenming", rung("due"), bothAsked).join()).include("已超期，待 刘洋 审批");
  });

  it("reads of everything else in the digest", () => {
    expect(readBy("chenming", rung("half"), bothAsked)).eql([]);
    const passed = { kind: "approval-approved", approvalId: APPROVAL } as const;
    expect(readBy("chenming", passed, { ...bothAsked, status: "approved" })).eql([]);
    for (const kind of ["approval-returned", "approval-rejected"] as const) {
      expect(readBy("chenming", { kind, approvalId: APPROVAL, taskId: FIRST }, bothAsked)).eql([]);
    }
  });

  it("reads nothing twice: neither a manager, who is told anyway, nor an approver", () => {
    expect(readBy("maqiang", rung("due"), bothAsked)).lengthOf(1);
    expect(readBy("wuhao", rung("due"), bothAsked)).eql([]);
    expect(textTo([], "wuhao")).equal(undefined);
  });
});
