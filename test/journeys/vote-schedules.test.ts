import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { decideOnPage } from "../../src/actions/decide-on-page.ts";
import { CHEN_HEADS_TWO, EVERY_VOTE } from "../support/bureau-variant.ts";
import { formFor, waitingIn } from "../support/page-decisions.ts";
import { example, isPressable, submitPlan } from "../support/people.ts";
import { cardAbout, freshCase, pressAt } from "../support/presses.ts";
import { schedulesToPlay } from "../support/random-runs.ts";
import { projectRoot } from "../support/services.ts";
import { checkTruth } from "../support/truth.ts";
import { tick } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const PLAYED = schedulesToPlay({ numRuns: 25, seed: 1_540_216_007 });
const MINUTE_MS = 60_000;

const REASONS = {
  approve: { verb: "approve", text: "同意" },
  return: { verb: "return", text: "请补充负荷明细" },
  reject: { verb: "reject", code: "rules-unfit", text: "线路穿越水源保护地" },
} as const;

const decision = fc.record({
  person: fc.nat({ max: 1_000 }),
  verb: fc.constantFrom(
    "approve" as const,
    "approve" as const,
    "approve" as const,
    "reject" as const,
    "return" as const,
  ),
  where: fc.constantFrom("card" as const, "page" as const),
  instance: fc.integer({ min: 0, max: 1 }),
});
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("one" as const), first: decision }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("two" as const), first: decision, second: decision }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("resubmit" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("hour" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Deciding = typeof decision extends fc.Arbitrary<infer T> ? T : never;

describe("votes of every kind in any order, on cards and pages", () => {
  const people = readFileSync(join(projectRoot, "config/organisation.yaml"), "utf8");
  const world = worldForAll({
    instances: 2,
    bureau: { ...EVERY_VOTE, ...CHEN_HEADS_TWO(people) },
  });
  let caseNo: string;
  let versions: number;

  it(`${PLAYED.numRuns} random schedules: every node stands as its votes say, no card lies`, async () => {
    const schedule = fc.array(step, { minLength: 8, maxLength: 24, size: "max" });
    await fc.assert(
      fc.asyncProperty(schedule, async (steps) => {
        caseNo = await freshCase(world);
        versions = 1;
        for (const one of steps) await take(one);
        await checkTruth(world, { newestCases: 1 });
      }),
      PLAYED,
    );
  }).timeout(PLAYED.numRuns * 6_000);

  async function take(one: Step): Promise<void> {
    switch (one.kind) {
      case "one":
        return decide(one.first);
      case "two":
        await Promise.all([decide(one.first), decide(one.second)]);
        return undefined;
      case "hour":
        world.clock.advanceMs(60 * MINUTE_MS);
        return tick(world);
      case "resubmit":
        return resubmit();
    }
  }

  /** Somebody who is asked decides; nobody does when nobody is. */
  async function decide({ person, verb, where, instance }: Deciding): Promise<void> {
    const waiting = await waitingIn(world, caseNo);
    const asked = waiting[person % Math.max(1, waiting.length)];
    if (asked === undefined) return;
    const { holder } = asked.task;
    if (where === "card" && verb !== "reject") {
      const card = cardAbout(world, holder, caseNo);
      const button = verb === "approve" ? "同意" : "退回";
      const opinion = verb === "approve" ? "agree" : "source-unfit";
      if (isPressable(world, card)) {
        await pressAt(world, holder, { button, opinion, card, instance });
      }
      return;
    }
    const app = world.apps[instance];
    const form = formFor(asked, { caseNo, at: world.clock.now() });
    if (app !== undefined) await decideOnPage(app.deps, { ...form, ...REASONS[verb] });
  }

  /** Refused while a version is being signed or is approved; that is part of the schedule. */
  async function resubmit(): Promise<void> {
    const plan = { ...example("hv-plan"), opinion: `第 ${versions + 1} 次编制` };
    const answer = await submitPlan(world, { caseNo, plan });
    if (answer.status === 201) versions += 1;
  }
});
