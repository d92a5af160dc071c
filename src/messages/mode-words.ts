import type { NodeMode, VotingRule } from "../domain/approval/flow.ts";

type Words<R extends VotingRule["rule"]> = (mode: Extract<VotingRule, { rule: R }>) => string;

const RULES: { [R in VotingRule["rule"]]: Words<R> } = {
  all: () => "会签（全部同意）",
  any: () => "或签（一人即可）",
  sequential: () => "依次审批",
  quorum: ({ need }) =>
    "count" in need ? `至少 ${need.count} 人同意` : `至少 ${need.percent}% 同意`,
  weighted: ({ above }) => `票签（同意票数超过 ${above}）`,
  groups: () => "分组会签（各组都要同意）",
};

/** Rules under which a rejection may be outvoted. */
const OUTVOTED: ReadonlySet<VotingRule["rule"]> = new Set(["any", "quorum", "weighted", "groups"]);

/** How a node is decided, e.g. 至少 3 人同意，否决只计票. */
export function modeText(mode: NodeMode): string {
  const counted = !mode.veto && OUTVOTED.has(mode.rule) ? "，否决只计票" : "";
  return `${ruleText(mode.rule, mode)}${counted}${mode.collectAll ? "，意见收齐后结束" : ""}`;
}

/** Keeps a rule and its words together, which a plain index would lose. */
function ruleText<R extends VotingRule["rule"]>(
  rule: R,
  mode: Extract<VotingRule, { rule: R }>,
): string {
  return RULES[rule](mode);
}
