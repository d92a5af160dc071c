// shapes: what the bureau's files may look like. Shape only; whether it makes sense is the domain's question.
import { z } from "zod";
import type { StaffId } from "../../domain/ids.ts";

/** Words on one line. */
export const words = z.string().trim().min(1).max(200);

export const idText = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "编号应由小写字母、数字和连字符组成");

/** A WeCom userid in canonical form. @source wecom:90195 */
export const staffId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/, "应为企业微信 userid（字母、数字、_ - @ .）")
  .transform((text) => text.toLowerCase() as StaffId);

export const dayOn = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "应为日期，如 2026-01-01");

export const version = z.int().min(1).max(1_000_000);
