import { z } from "zod";
import type { OpinionChoice } from "../../domain/bureau.ts";
import { isOnCard } from "../../domain/opinion.ts";
import { idText } from "./parts.ts";

const opinion = z.strictObject({
  code: idText,
  text: z.string().trim().min(1).max(16),
  verbs: z.array(z.enum(["approve", "return", "reject"])).min(1),
});

/** A card's selection holds so many. @source wecom:90236 */
const MAX_ON_CARD = 10;
/** More reasons for a rejection than anybody reads. */
const MAX_CHOICES = 30;

/** `opinions.yaml`; lengths are those of a card's selection. @source wecom:90236 */
export const opinionsShape: z.ZodType<OpinionChoice[]> = z
  .array(opinion)
  .min(1)
  .max(MAX_CHOICES)
  .refine((choices) => choices.filter(isOnCard).length <= MAX_ON_CARD, {
    error: `卡片上最多 ${MAX_ON_CARD} 条（用于同意或退回的）`,
  });
