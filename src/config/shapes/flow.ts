import { z } from "zod";
import type { NodeMode } from "../../domain/approval/flow.ts";
import type { Limit } from "../../domain/time/due.ts";
import { idText, staffId, version, words } from "./parts.ts";
import { CUSTOMER_CLASSES } from "./stages.ts";
import { thresholdName } from "./thresholds.ts";

const bound = z.union([z.number(), thresholdName], { error: "应为数字或阈值名（如 T1）" });

const numberTest = z.union(
  [
    z.number().transform((is) => ({ is })),
    z
      .strictObject({
        is: bound.optional(),
        in: z.array(bound).min(1).optional(),
        atLeast: bound.optional(),
        above: bound.optional(),
        atMost: bound.optional(),
        below: bound.optional(),
      })
      .refine((test) => Object.keys(test).length > 0),
  ],
  { error: "应为数字，或 { is, in, atLeast, above, atMost, below }，其中写数字或阈值名" },
);

const flagTest = z.boolean("应为 true 或 false").transform((is) => ({ is }));

const customerClass = z.enum(CUSTOMER_CLASSES);
const classTest = z.union(
  [
    customerClass.transform((is) => ({ is })),
    z
      .array(customerClass)
      .min(1)
      .transform((list) => ({ in: list })),
  ],
  { error: "应为 residential、lv、hv-single、hv-dual 之一，或其列表" },
);

const TESTS = {
  customerClass: classTest.optional(),
  voltageKv: numberTest.optional(),
  capacityKva: numberTest.optional(),
  capacityKw: numberTest.optional(),
  sourceCount: numberTest.optional(),
  amountFen: numberTest.optional(),
  typicalPlan: flagTest.optional(),
  important: flagTest.optional(),
  specialLoad: flagTest.optional(),
  externalWorks: flagTest.optional(),
};

const when = z.strictObject(TESTS).default({});

/** A condition as written: bounds may still be names of thresholds. */
export type WrittenCondition = z.output<typeof when>;

/** More votes for one person than any bureau gives. */
const MAX_WEIGHT = 1_000;
const rights = {
  weight: z.int().min(1).max(MAX_WEIGHT).exactOptional(),
  need: z.int().min(1).max(MAX_WEIGHT).exactOptional(),
};

const whoEntry = z.union(
  [
    z.strictObject({ position: words, department: idText.exactOptional(), ...rights }),
    z.strictObject({ department: idText, ...rights }),
    z.strictObject({ userids: z.array(staffId).min(1), ...rights }),
    z.strictObject({
      caseRole: z.enum(["gridManager", "worksManager", "branchHead"]),
      ...rights,
    }),
  ],
  {
    error:
      "应写明 { position（可加 department） }、{ department }、{ userids } 或 { caseRole: gridManager | worksManager | branchHead } 之一，票签可加 weight（票数），分组会签可加 need（本组人数）",
  },
);

const strictness = { veto: z.boolean().default(true), collectAll: z.boolean().default(false) };
const count = z.int().min(1).max(1_000);
const percent = z.int().min(1).max(100);

const mode: z.ZodType<NodeMode> = z.union(
  [
    z
      .enum(["all", "any", "sequential", "groups"])
      .transform((rule) => ({ rule, veto: true, collectAll: false })),
    z.strictObject({ rule: z.enum(["all", "any", "sequential", "groups"]), ...strictness }),
    z
      .strictObject({ rule: z.literal("quorum"), count, ...strictness })
      .transform(({ count: needed, ...rest }) => ({ ...rest, need: { count: needed } })),
    z
      .strictObject({ rule: z.literal("quorum"), percent, ...strictness })
      .transform(({ percent: share, ...rest }) => ({ ...rest, need: { percent: share } })),
    z.strictObject({
      rule: z.literal("weighted"),
      above: z.int().min(0).max(1_000_000),
      ...strictness,
    }),
  ],
  {
    error:
      "应为 all、any、sequential、groups，或 { rule: 其中之一 }、{ rule: quorum, count 或 percent }、{ rule: weighted, above }，均可加 veto、collectAll（true 或 false）",
  },
);

const who = z.preprocess(
  (value): unknown => (Array.isArray(value) || value === undefined ? value : [value]),
  z.array(whoEntry),
);

/** A year of working minutes; longer is a slip of the pen. */
const MAX_WORK_MIN = 120_000;
const MAX_WORK_DAYS = 250;
const MINUTES_PER: Readonly<Record<string, number>> = { 工作分钟: 1, 工作小时: 60 };

const limit = z.union(
  [
    z
      .string()
      .regex(/^[1-9]\d{0,5} ?(工作日|工作小时|工作分钟)$/)
      .transform(limitOf)
      .refine((one) =>
        "workDays" in one ? one.workDays <= MAX_WORK_DAYS : one.workMin <= MAX_WORK_MIN,
      ),
    z.strictObject({ workDays: z.int().min(1).max(MAX_WORK_DAYS) }),
    z.strictObject({ workMin: z.int().min(1).max(MAX_WORK_MIN) }),
  ],
  { error: "时限应写成 1 工作日、4 工作小时、{ workDays: 1 } 或 { workMin: 240 }，且不超过一年" },
);

const MAX_PERCENT = 1_000;

const timeoutAct = z.enum(
  ["escalate", "take-over", "return", "deemed-approved"],
  "应为 escalate（提级共审）、take-over（提级接办）、return（退回）或 deemed-approved（视为同意）",
);

/** Nobody is overtaken before their time is over. */
const timeoutAt = z
  .string("应写成 200%")
  .regex(/^[1-9]\d{2,3} ?%$/, "应写成 200%，从 100% 起")
  .transform((text) => Number.parseInt(text, 10))
  .refine((percent) => percent <= MAX_PERCENT, `最多 ${MAX_PERCENT}%`);

const onTimeout = z
  .strictObject({ at: timeoutAt, act: timeoutAct, basis: words.exactOptional() })
  .transform(({ at: atPercent, ...rest }) => ({ atPercent, ...rest }));

/** Longer than this nobody should wait for a plan that has been signed. */
const MAX_UNDO_SEC = 300;
const UNDO_SECONDS = `应为 0 至 ${MAX_UNDO_SEC} 的整数（秒）`;

const node = z.strictObject({
  id: idText,
  name: words,
  mode,
  who,
  limit: limit.default({ workDays: 1 }),
  ladder: idText,
  after: z
    .union([idText.transform((id) => [id]), z.array(idText)], { error: "应为节点编号或其列表" })
    .optional(),
  when,
  batch: z.boolean("应为 true 或 false").exactOptional(),
  reviewFields: z.array(words, { error: "应为字段名或分组名的列表" }).exactOptional(),
  mustRead: z.boolean({ error: "应为 true 或 false" }).exactOptional(),
  technical: z.boolean("应为 true 或 false").exactOptional(),
  humanOnly: z.boolean("应为 true 或 false").exactOptional(),
  onTimeout: onTimeout.exactOptional(),
  undoSeconds: z
    .int(UNDO_SECONDS)
    .min(0, UNDO_SECONDS)
    .max(MAX_UNDO_SEC, UNDO_SECONDS)
    .exactOptional(),
});

const copyTo = z.strictObject({
  on: z.union([z.enum(["submit", "finish"]), z.strictObject({ node: idText })], {
    error: "应为 submit（提交时）、finish（结束时）或 { node: 节点编号 }（该节点通过时）",
  }),
  who,
});

/** The largest of a bureau's flows has six. */
const MAX_NODES = 50;

/** `flows/*.yaml` as written; `after` absent means the node above. */
export const flowShape = z.strictObject({
  id: idText,
  version,
  name: words,
  kind: z.enum(["supply_plan", "grid_investment"]),
  order: z.int().min(0).max(1_000_000),
  when,
  sameApprover: z
    .enum(
      ["none", "adjacent", "any-before"],
      "应为 none、adjacent（相邻）或 any-before（任一前序）",
    )
    .exactOptional(),
  nodes: z.array(node).max(MAX_NODES, { error: `一个流程最多 ${MAX_NODES} 个节点` }),
  copyTo: z.array(copyTo).exactOptional(),
  revoke: z.array(idText, { error: "应为节点编号的列表" }).exactOptional(),
});

export type WrittenFlow = z.output<typeof flowShape>;

/** A condition with only those tests that are written rightly. */
const whenSketch = z.preprocess(
  (value) =>
    onlyEntries(value, (name, test) => isTest(name) && TESTS[name].safeParse(test).success),
  when,
);

const nodeSketch = z.object({
  id: z.string().catch(""),
  who: z.preprocess(
    (value) =>
      (Array.isArray(value) ? value : [value]).filter((one) => whoEntry.safeParse(one).success),
    z.array(whoEntry),
  ),
  ladder: idText.optional().catch(undefined),
  when: whenSketch,
});

/** What a flow that has faults refers to, as far as it can be told. Never used to run. */
export const flowSketch = z.object({
  when: whenSketch,
  nodes: z.array(nodeSketch.catch(nodeSketch.parse({}))).catch([]),
});

function onlyEntries(value: unknown, isGood: (name: string, one: unknown) => boolean): object {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([name, one]) => isGood(name, one)));
}

function isTest(name: string): name is keyof typeof TESTS {
  return Object.hasOwn(TESTS, name);
}

function limitOf(text: string): Limit {
  const count = Number.parseInt(text, 10);
  const unit = MINUTES_PER[text.replace(/^\d+ ?/, "")];
  return unit === undefined ? { workDays: count } : { workMin: count * unit };
}
