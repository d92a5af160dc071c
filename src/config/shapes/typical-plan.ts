import { z } from "zod";
import type { FactTest } from "../../domain/approval/flow.ts";
import { dayOn, version, words } from "./parts.ts";

const value = z.union([z.number(), words, z.boolean()]);
const values = z.array(z.union([z.number(), words])).min(1);

const TEST_WORDS = "应为一个值、值的列表，或 { is, in, atLeast, above, atMost, below }";

const test: z.ZodType<FactTest> = z.union(
  [
    value.transform((is) => ({ is })),
    values.transform((list) => ({ in: list })),
    z
      .strictObject({
        is: value.exactOptional(),
        in: values.exactOptional(),
        atLeast: z.number().exactOptional(),
        above: z.number().exactOptional(),
        atMost: z.number().exactOptional(),
        below: z.number().exactOptional(),
      })
      .refine((bounds) => Object.keys(bounds).length > 0, TEST_WORDS),
  ],
  { error: TEST_WORDS },
);

const optional = test.exactOptional();

const MAX_ONE_IN = 1_000;
const MAX_WINDOW = 1_000;

/** The code of a catalogue, as plans name it. */
const planCode = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
    "编号应由字母、数字、点、下划线和连字符组成，不超过 40 字",
  );

/** `typical-plans/*.yaml`: a plan that was reviewed once for all, and what may differ. */
export const typicalPlanShape = z.strictObject({
  id: planCode,
  version,
  name: words,
  publishedBy: words,
  validFrom: dayOn,
  validTo: dayOn,
  requestKinds: z.array(z.enum(["new", "increase"], "应为 new（新装）或 increase（增容）")).min(1),
  when: z.strictObject({
    customerClass: optional,
    voltageKv: optional,
    capacityKva: optional,
    capacityKw: optional,
    sourceCount: optional,
    important: optional,
    specialLoad: optional,
    externalWorks: optional,
  }),
  fields: z.record(words, test),
  sample: z
    .strictObject({
      oneIn: z.int().min(1).max(MAX_ONE_IN).default(20),
      suspendAt: z.int().min(1).max(MAX_WINDOW).default(2),
      window: z.int().min(1).max(MAX_WINDOW).default(10),
    })
    .prefault({}),
});
