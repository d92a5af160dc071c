// Why an approval cannot be revoked, with the exact words that people read.
import type { Refusal } from "../../src/domain/outcome.ts";

type Rows = { [Code in "cannot-revoke"]: [Extract<Refusal, { code: Code }>, string][] };

export const REVOKE_REFUSALS: Rows = {
  "cannot-revoke": [
    [{ code: "cannot-revoke", why: "not-approved" }, "审批尚未通过，不能撤销；审批中的可以撤回。"],
    [
      { code: "cannot-revoke", why: "revocation" },
      "这是一次撤销审批，不能再撤销；如需恢复，请重新提交并发起审批。",
    ],
    [
      { code: "cannot-revoke", why: "customer-told" },
      "已答复客户或后续环节已开始，不能撤销；如需变更，请按方案变更办理。",
    ],
  ],
};
