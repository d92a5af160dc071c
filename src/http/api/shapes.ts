import { z } from "zod";
import { labelOfPath } from "../../domain/case/document-fields.ts";
import type { Fields } from "../../domain/case/field-table.ts";
import { GRID_INVESTMENT_FIELDS } from "../../domain/case/grid-investment-fields.ts";
import type { GridInvestment } from "../../domain/case/grid-investment.ts";
import { CASE_NO_PATTERN, type OpenCaseInput } from "../../domain/case/open-case.ts";
import { SUPPLY_PLAN_FIELDS } from "../../domain/case/supply-plan-fields.ts";
import type { SupplyPlan } from "../../domain/case/supply-plan.ts";
import { ATTACHMENT_ID_PATTERN, type CaseNo, type StaffId } from "../../domain/ids.ts";
import { gridInvestmentShape, supplyPlanShape } from "./plan-shape.ts";
import { parseShape, type Parsed } from "./shape-problems.ts";
import { textShape } from "./text-shape.ts";

const CASE_LABELS: Readonly<Record<string, string>> = {
  caseNo: "工单编号",
  customerName: "户名",
  address: "用电地址",
  customerClass: "客户类别",
  requestKind: "业务类型",
  gridManager: "网格客户经理",
  worksManager: "业扩工程经理",
  branch: "供电分局",
  acceptedAt: "受理时间",
  contactName: "联系人",
  contactPhone: "联系电话",
  submittedBy: "提交人",
  attachments: "附件",
  plan: "供电方案",
  investment: "配套电网投资",
};

/** A WeCom userid: WeCom ignores its case, so one spelling is kept. */
export const userIdShape = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9_.@-]{0,63}$/, { error: "应为企业微信 userid" });

const openCaseShape = z.strictObject({
  caseNo: z
    .string()
    .trim()
    .regex(CASE_NO_PATTERN, { error: "应为 4 至 32 位大写字母、数字和连字符" })
    .optional(),
  customerName: textShape({ maxChars: 100 }),
  address: textShape({ maxChars: 200 }),
  customerClass: z.enum(["residential", "lv", "hv-single", "hv-dual"]),
  requestKind: z.enum(["new", "increase"]),
  gridManager: userIdShape,
  worksManager: userIdShape,
  branch: textShape({ maxChars: 64 }).optional(),
  acceptedAt: z.iso
    .datetime({ offset: true, error: "应为带时区的时间，如 2026-11-23T09:00:00+08:00" })
    .optional(),
  contactName: textShape({ maxChars: 40 }).optional(),
  contactPhone: z
    .string()
    .trim()
    .regex(/^\+?[\d -]{5,20}$/, { error: "应为电话号码" })
    .optional(),
});
/** More than a version may ever have; how many it may have is another question. */
const MAX_NAMED = 200;
const attachments = z
  .array(z.string().regex(ATTACHMENT_ID_PATTERN, { error: "应为上传后得到的附件编号" }))
  .max(MAX_NAMED)
  .optional();

const planBodyShape = z.strictObject({
  submittedBy: userIdShape,
  plan: supplyPlanShape,
  attachments,
});
const investmentBodyShape = z.strictObject({
  submittedBy: userIdShape,
  attachments,
  investment: gridInvestmentShape,
});

/** Files that a submission names. */
export interface Named {
  attachments?: readonly string[];
}

function namedIn(attachmentIds: readonly string[] | undefined): Named {
  return attachmentIds === undefined ? {} : { attachments: attachmentIds };
}

/** Body of `POST /api/cases`. */
export function parseOpenCase(body: unknown): Parsed<OpenCaseInput> {
  const parsed = parseShape(openCaseShape, body, labelOf);
  if (!parsed.ok) return parsed;
  const { caseNo, gridManager, worksManager, acceptedAt, ...rest } = parsed.value;
  return {
    ok: true,
    value: {
      ...rest,
      caseNo: caseNo as CaseNo | undefined,
      gridManager: gridManager as StaffId,
      worksManager: worksManager as StaffId,
      acceptedAt: acceptedAt === undefined ? undefined : new Date(acceptedAt),
    },
  };
}

/** Body of `POST /api/cases/{caseNo}/plans`. */
export function parseSupplyPlanBody(
  body: unknown,
): Parsed<{ submittedBy: StaffId; plan: SupplyPlan } & Named> {
  const parsed = parseShape(planBodyShape, body, labelUnder("plan", SUPPLY_PLAN_FIELDS));
  if (!parsed.ok) return parsed;
  const { submittedBy, plan, attachments: named } = parsed.value;
  return { ok: true, value: { submittedBy: submittedBy as StaffId, plan, ...namedIn(named) } };
}

/** Body of `POST /api/cases/{caseNo}/investments`. */
export function parseInvestmentBody(
  body: unknown,
): Parsed<{ submittedBy: StaffId; investment: GridInvestment } & Named> {
  const parsed = parseShape(
    investmentBodyShape,
    body,
    labelUnder("investment", GRID_INVESTMENT_FIELDS),
  );
  if (!parsed.ok) return parsed;
  const { submittedBy, investment, attachments: named } = parsed.value;
  return {
    ok: true,
    value: { submittedBy: submittedBy as StaffId, investment, ...namedIn(named) },
  };
}

/** JSON Schemas of the bodies, from the same shapes that parse them. */
export function openApiSchemas(): Record<"OpenCase" | "SubmitPlan" | "SubmitInvestment", object> {
  const schemaOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: "input" });
  return {
    OpenCase: schemaOf(openCaseShape),
    SubmitPlan: schemaOf(planBodyShape),
    SubmitInvestment: schemaOf(investmentBodyShape),
  };
}

function labelOf(path: string): string {
  return CASE_LABELS[path] ?? path;
}

function labelUnder(key: string, fields: Fields): (path: string) => string {
  return (path) =>
    path.startsWith(`${key}.`) ? labelOfPath(fields, path.slice(key.length + 1)) : labelOf(path);
}
