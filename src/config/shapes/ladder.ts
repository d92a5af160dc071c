import { z } from "zod";
import type { Ladder } from "../../domain/time/ladder.ts";
import { idText, version } from "./parts.ts";

const rung = z.strictObject({
  id: idText,
  atPercent: z.int().optional(),
  afterDueWorkMin: z.int().optional(),
  audience: z.array(z.enum(["holder", "managers", "department-head", "group"])),
  tone: z.enum(["remind", "warn", "overdue", "escalate"]),
});

/** `ladders/*.yaml` */
export const ladderShape: z.ZodType<Ladder> = z.strictObject({
  id: idText,
  version,
  rungs: z.array(rung),
});
