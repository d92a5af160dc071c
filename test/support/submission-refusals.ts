// Why a document is refused, with the exact words that people read.
import type { Refusal } from "../../src/domain/outcome.ts";
import { approvalIdOf, type CaseId } from "../../src/domain/ids.ts";
import { factsOf } from "../../src/domain/case/document-facts.ts";
import { buildDocument } from "./build.ts";
import { buildCase } from "./build-plan.ts";

type Code =
  | "no-flow"
  | "no-approver"
  | "approval-running"
  | "unchanged-document"
  | "wrong-stage"
  | "plan-missing"
  | "bad-document";
type Rows = { [One in Code]: [Extract<Refusal, { code: One }>, string][] };

export const SUBMISSION_REFUSALS: Rows = {
  "no-flow": [
    [
      { code: "no-flow", facts: factsOf({ ...buildDocument(1), connectionCase: buildCase() }) },
      "没有适用的审批流程（10kV 315kVA 1路电源），未能提交；请联系管理员配置流程。",
    ],
  ],
  "no-approver": [
    [
      { code: "no-approver", node: "分管领导审批", why: "分管副局长空缺" },
      "“分管领导审批”环节找不到审批人（分管副局长空缺），未能提交；请联系管理员。",
    ],
  ],
  "approval-running": [
    [
      {
        code: "approval-running",
        approvalId: approvalIdOf(1 as CaseId, 1),
        documentVersion: 2,
      },
      "v2 正在审批，不能重复提交；审批被退回后方可提交新版本。",
    ],
  ],
  "unchanged-document": [
    [
      { code: "unchanged-document", documentVersion: 2 },
      "内容与 v2 完全相同，未提交；请按退回理由修改后再提交。",
    ],
    [
      { code: "unchanged-document", documentVersion: 2, wasRejected: true },
      "内容与 v2 完全相同，未提交；请按否决理由修改后再提交。",
    ],
  ],
  "wrong-stage": [
    [{ code: "wrong-stage", stage: "现场勘查" }, "工单当前处于“现场勘查”环节，不能办理此项。"],
  ],
  "plan-missing": [[{ code: "plan-missing" }, "尚无供电方案，请先提交供电方案。"]],
  "bad-document": [
    [
      {
        code: "bad-document",
        problems: ["容量应大于 0。", "线路未填写", "计量点未填写", "费用不符"].map((message) => ({
          field: "x",
          code: "x",
          message,
          severity: "error",
        })),
      },
      "有 4 处需要更正，未提交：容量应大于 0；线路未填写；计量点未填写 等。",
    ],
  ],
};
