import type { Organisation } from "../people/organisation.ts";
import { groupNameOf, seatCountOf } from "../people/resolve-seats.ts";
import type { FlowNode, VotingRule, Who } from "./flow.ts";

/** A group or a rule that asks for more than there can be has no way to be met. */
type Check<R extends VotingRule["rule"]> = (
  mode: Extract<VotingRule, { rule: R }>,
  who: readonly Who[],
  organisation: Organisation,
) => string[];

const NOTHING = (): string[] => [];

const CHECKS: { [R in VotingRule["rule"]]: Check<R> } = {
  all: NOTHING,
  any: NOTHING,
  sequential: NOTHING,
  quorum: ({ need }, who, organisation) => {
    const most = sumOf(who.map((one) => seatCountOf(one, organisation)));
    if (!("count" in need) || need.count <= most) return [];
    return [`要求 ${need.count} 人同意，但最多只有 ${most} 人`];
  },
  weighted: ({ above }, who, organisation) => {
    const most = sumOf(who.map((one) => (one.weight ?? 1) * seatCountOf(one, organisation)));
    return above < most ? [] : [`要求同意票数超过 ${above}，但全部票数只有 ${most}`];
  },
  groups: (_mode, who, organisation) =>
    who.flatMap((one) => {
      const { need = 1 } = one;
      const most = seatCountOf(one, organisation);
      if (need <= most) return [];
      return [`要求「${groupNameOf(one, organisation)}」${need} 人同意，但最多只有 ${most} 人`];
    }),
};

/** Names what can never be met in the mode of a node, and what is written for another mode. */
export function checkNodeMode(
  { mode, who }: Pick<FlowNode, "mode" | "who">,
  organisation: Organisation | undefined,
): string[] {
  return [
    ...(mode.rule !== "weighted" && who.some(({ weight }) => weight !== undefined)
      ? ["weight（票数）只用于票签 weighted"]
      : []),
    ...(mode.rule !== "groups" && who.some(({ need }) => need !== undefined)
      ? ["need（本组人数）只用于分组会签 groups"]
      : []),
    ...(organisation === undefined ? [] : checked(mode.rule, mode, { who, organisation })),
  ];
}

/** Keeps a rule and its check together, which a plain index would lose. */
function checked<R extends VotingRule["rule"]>(
  rule: R,
  mode: Extract<VotingRule, { rule: R }>,
  { who, organisation }: { who: readonly Who[]; organisation: Organisation },
): string[] {
  // An entry that nobody holds is named as such; what follows from it would only repeat it.
  if (who.some((one) => seatCountOf(one, organisation) === 0)) return [];
  return CHECKS[rule](mode, who, organisation);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
