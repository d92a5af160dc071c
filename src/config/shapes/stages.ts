import { z } from "zod";
import type { StageGraph } from "../../domain/case/stages.ts";
import { dayOn, words } from "./parts.ts";

export const CUSTOMER_CLASSES = ["residential", "lv", "hv-single", "hv-dual"] as const;

const stageId = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, "环节编号应由小写字母、数字、下划线和连字符组成");

const limit = z.strictObject({
  workDays: z.number(),
  statutoryWorkDays: z.number().optional(),
  basis: words,
  effectiveOn: dayOn,
  provisional: z.boolean(),
});

const stage = z.strictObject({
  id: stageId,
  name: words,
  after: z.array(stageId),
  branch: words.optional(),
  step: words.optional(),
  opens: z.enum(["auto", "on-request"]),
  limit: limit.optional(),
  clockFrom: stageId.optional(),
});

/** `stages/*.yaml` */
export const stageGraphShape: z.ZodType<StageGraph> = z.strictObject({
  customerClass: z.enum(CUSTOMER_CLASSES),
  stages: z.array(stage),
});
