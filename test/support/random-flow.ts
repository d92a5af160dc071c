// Random flows of an approval.
import fc from "fast-check";
import type { NodeMode, VotingRule } from "../../src/domain/approval/flow.ts";
import { modeOf } from "./build-mode.ts";
import { staffed, type StaffedNode } from "./play-approval.ts";

export const PEOPLE = ["li", "wang", "zhao", "chen", "sun", "zhou", "wu"] as const;
/** A document as far as these lives go has three fields. */
export const FIELDS = ["a", "b", "c"];

const rules: fc.Arbitrary<VotingRule> = fc.oneof(
  fc.constantFrom<VotingRule>({ rule: "all" }, { rule: "any" }, { rule: "sequential" }),
  fc.constantFrom<VotingRule>({ rule: "groups" }),
  fc.record({
    rule: fc.constant("quorum" as const),
    need: fc.oneof(
      fc.record({ count: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
    ),
  }),
  fc.record({ rule: fc.constant("weighted" as const), above: fc.integer({ min: 0, max: 8 }) }),
);

const modes = fc
  .record({ rule: rules, veto: fc.boolean(), collectAll: fc.constantFrom(false, false, true) })
  .map(({ rule, ...strictness }) => modeOf(rule, strictness));

const node = (index: number): fc.Arbitrary<StaffedNode> =>
  fc
    .record({
      mode: modes,
      holders: fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 5 }),
      twice: fc.boolean(),
      after: fc.subarray(Array.from({ length: index }, (_, before) => `n${before}`)),
      reviewFields: fc.oneof(fc.constant(FIELDS), fc.subarray(FIELDS, { minLength: 1 })),
    })
    .map(({ holders, twice, ...change }) =>
      staffed(`n${index}`, seatsIn(change.mode, { holders, twice }), change),
    );

/** In a 分组会签 everybody is of one of three groups; the first may sit in another one as well. */
function seatsIn(
  { rule }: NodeMode,
  { holders, twice }: { holders: readonly string[]; twice: boolean },
): string[] {
  if (rule === "weighted") return holders.map((holder, at) => `${holder}*${1 + (at % 3)}`);
  if (rule !== "groups") return [...holders];
  const grouped = holders.map((holder, at) => `${holder}/${1 + (at % 3)}`);
  return twice ? [...grouped, `${holders[0]}/2`] : grouped;
}

/** Three to seven nodes that wait for any of those before them, written down in any order. */
export const flows: fc.Arbitrary<readonly StaffedNode[]> = fc
  .integer({ min: 3, max: 7 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => node(index))))
  .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }));
