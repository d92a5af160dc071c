// What people may do to an approval, at random.
import fc from "fast-check";
import type { Resume } from "../../src/domain/approval/instance.ts";
import type { Verb } from "../../src/domain/outcome.ts";
import { addingActs, type AddingAct } from "./random-adding.ts";
import { PEOPLE } from "./random-flow.ts";

/** One thing that somebody does; numbers choose among what there is at that moment. */
export type Act =
  | { kind: "sign"; pick: number; verb: Verb; back: Back | undefined }
  | { kind: "meddle"; pick: number; by: string; verb: Verb }
  | { kind: "transfer"; pick: number; by: string | undefined; to: string }
  | { kind: "take-back" | "withdraw-kept"; pick: number; by: string | undefined }
  | AddingAct
  | { kind: "withdraw" }
  | { kind: "submit"; flow: number; content: Content; absent: string | undefined };

/** A return to a node: one of those that may be, or sometimes any of the flow. */
export interface Back {
  pick: number;
  isMistake: boolean;
  resume: Resume;
}

/** A document as far as these lives go. */
export type Content = readonly number[];

const verbs = fc.constantFrom<Verb>(
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "return",
  "return",
  "reject",
);

const wayBack: fc.Arbitrary<Back> = fc.record({
  pick: fc.nat(),
  isMistake: fc.constantFrom(false, false, false, true),
  resume: fc.constantFrom("direct", "step-by-step"),
});
const backs = fc.option(wayBack, { freq: 2, nil: undefined });

export const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({ kind: fc.constant("sign"), pick: fc.nat(), verb: verbs, back: backs }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("sign"),
      pick: fc.nat(),
      verb: fc.constant("return"),
      back: wayBack,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("meddle"),
      pick: fc.nat(),
      by: fc.constantFrom(...PEOPLE, "stranger"),
      verb: verbs,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("transfer"),
      pick: fc.nat(),
      by: fc.option(fc.constantFrom(...PEOPLE), { freq: 4, nil: undefined }),
      to: fc.constantFrom(...PEOPLE, "zhangwei", "spare", "other"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("take-back"),
      pick: fc.nat(),
      by: fc.option(fc.constantFrom(...PEOPLE), { freq: 4, nil: undefined }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("withdraw-kept"),
      pick: fc.nat(),
      by: fc.option(fc.constantFrom(...PEOPLE), { freq: 4, nil: undefined }),
    }),
  },
  { weight: 9, arbitrary: addingActs },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("withdraw") }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("submit"),
      flow: fc.constantFrom(0, 0, 0, 1),
      content: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)),
      absent: fc.option(fc.constantFrom(...PEOPLE), { nil: undefined, freq: 2 }),
    }),
  },
);

/** Nobody rejects or withdraws it, and new versions change little: what matters are returns, and what is kept. */
export const goingBack: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("sign"),
      pick: fc.nat(),
      verb: fc.constant("approve"),
      back: fc.constant(undefined),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("sign"),
      pick: fc.nat(),
      verb: fc.constant("return"),
      back: wayBack,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("take-back", "withdraw-kept", "withdraw-kept"),
      pick: fc.nat(),
      by: fc.constant(undefined),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("submit"),
      flow: fc.constant(0),
      content: fc.tuple(fc.constant(0), fc.constantFrom(0, 0, 1), fc.constant(0)),
      absent: fc.constant(undefined),
    }),
  },
);
