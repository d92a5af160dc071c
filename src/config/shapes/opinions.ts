import { z } from "zod";
import type { OpinionChoice } from "../../domain/bureau.ts";
import { idText } from "./parts.ts";

const opinion = z.strictObject({
  code: idText,
  text: z.string().trim().min(1).max(16),
  verbs: z.array(z.enum(["approve", "return"])).min(1),
});

/** `opinions.yaml`; counts and lengths are those of a card's selection. @source wecom:90236 */
export const opinionsShape: z.ZodType<OpinionChoice[]> = z.array(opinion).min(1).max(10);
