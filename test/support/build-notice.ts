import { approvalIdOf, taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import type { CaseEvent } from "../../src/domain/outcome.ts";
import type { Notice, NoticeContext } from "../../src/messages/notice.ts";
import {
  SEATS,
  buildApproval,
  buildBureau,
  buildDecision,
  buildFile,
  buildNode,
  buildTask,
  builtCardId,
  november,
  staff,
} from "./build.ts";

const CASE = 1 as CaseId;
/** Ids of the one approval and its two tasks; 刘洋 has the first, 吴昊 the second. */
export const APPROVAL = approvalIdOf(CASE, 1);
export const FIRST = taskIdOf(CASE, 1);
export const SECOND = taskIdOf(CASE, 2);
/** 刘洋 pressed a button of the first card. */
export const PRESS = {
  cardId: builtCardId(FIRST, 1),
  responseCode: "code-1",
  by: staff("liuyang"),
};
/** Last lines of every text about the case. */
export const FOOT =
  "（截至 11月23日 15:10:07）\n" +
  '<a href="https://qp.example.cn/cases/BZ-2026-000123">查看方案</a>';

/** The base file on the 23rd at 15:10:07, nothing pressed, no group robot. */
export function contextOf(changes: Partial<NoticeContext> = {}): NoticeContext {
  return {
    file: buildFile(),
    bureau: buildBureau(),
    now: november(23, "15:10:07"),
    publicUrl: "https://qp.example.cn",
    press: undefined,
    hasGroupRobot: false,
    ...changes,
  };
}

/** A rung of 刘洋's ladder has come due, and those before it with it. */
export const fired = (rungId: string, skipped: string[] = []): CaseEvent => ({
  kind: "rung-fired",
  approvalId: APPROVAL,
  taskIds: [FIRST],
  rungId,
  skipped,
});

const second = buildTask(2, { holder: staff("wuhao"), label: "生产技术部 负责人" });
/** 刘洋 and 吴昊 are both asked. */
export const bothAsked = buildApproval({ tasks: [buildTask(1), second] });
/** 刘洋 agreed, 吴昊 is still asked. */
export const agreed = buildApproval({
  tasks: [buildTask(1, { status: "done" }), second],
  decisions: [buildDecision()],
});
/** Both agreed. */
export const approved = buildApproval({
  status: "approved",
  closedAt: november(23, "15:10"),
  tasks: [buildTask(1, { status: "done" }), { ...second, status: "done" }],
  decisions: [
    buildDecision(),
    buildDecision({ taskId: SECOND, decidedBy: staff("wuhao"), name: "吴昊" }),
  ],
});
/** 刘洋 returned it. */
export const returned = buildApproval({
  status: "wait_revision",
  tasks: [
    buildTask(1, { status: "done" }),
    { ...second, status: "cancelled", cancelReason: "returned" },
  ],
  decisions: [
    buildDecision({ verb: "return", opinion: { code: "source-unfit", text: "电源点不合理" } }),
  ],
});

/** 吴昊 rejected it; 刘洋 is not asked any more. */
export const rejected = buildApproval({
  status: "rejected",
  closedAt: november(23, "14:03"),
  nodes: [
    buildNode({
      status: "failed",
      seats: SEATS,
    }),
  ],
  tasks: [
    buildTask(1, { status: "cancelled", cancelReason: "veto" }),
    { ...second, status: "done" },
  ],
  decisions: [
    buildDecision({
      taskId: SECOND,
      verb: "reject",
      opinion: { code: "rules-unfit", text: "不符合规程规定：线路穿越水源地" },
      decidedBy: staff("wuhao"),
      name: "吴昊",
      channel: "page",
    }),
  ],
});

/** Who gets what kind of message, by which code. */
export function summary(notices: Notice[]): string[] {
  return notices.map(({ message }) => {
    const to = "to" in message ? message.to : "group";
    const code = message.kind === "update-card" ? ` by ${message.code.origin}` : "";
    return `${message.kind} ${to}${code}`;
  });
}

/** The text that a person gets, if any. */
export function textTo(notices: Notice[], userid: string): string | undefined {
  const found = notices.find(
    ({ message }) => message.kind === "send-text" && message.to === userid,
  );
  return found?.message.kind === "send-text" ? found.message.content : undefined;
}

/** What stands in place of the buttons on an updated card. */
export function closingOf(notice: Notice | undefined): string | undefined {
  if (notice?.message.kind !== "update-card") return undefined;
  const { card } = notice.message;
  return card.card_type === "button_interaction" ? card.replace_text : undefined;
}
