import type { NodeMode, VotingRule } from "../../src/domain/approval/flow.ts";

type PlainRule = "all" | "any" | "sequential" | "groups";

/** A mode as a flow has it when nothing else is said: with veto, closed as soon as the outcome is certain. */
export function modeOf(rule: PlainRule | VotingRule, changes: Strictness = {}): NodeMode {
  const voting: VotingRule = typeof rule === "string" ? { rule } : rule;
  return { ...voting, veto: true, collectAll: false, ...changes };
}

type Strictness = Partial<Pick<NodeMode, "veto" | "collectAll">>;

export const count = (n: number, changes: Strictness = {}): NodeMode =>
  modeOf({ rule: "quorum", need: { count: n } }, changes);
export const percent = (p: number, changes: Strictness = {}): NodeMode =>
  modeOf({ rule: "quorum", need: { percent: p } }, changes);
/** More than so many votes. */
export const votes = (above: number, changes: Strictness = {}): NodeMode =>
  modeOf({ rule: "weighted", above }, changes);
