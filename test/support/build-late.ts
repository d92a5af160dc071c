// A plan whose first node is long overdue.
import type { OnTimeout } from "../../src/domain/approval/flow.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { Organisation } from "../../src/domain/people/organisation.ts";
import type { Surroundings } from "../../src/domain/surroundings.ts";
import { buildBureau, buildOrganisation, november } from "./build.ts";
import { buildFlow, buildFlowNode } from "./build-flow.ts";
import { buildHvPlan } from "./build-plan.ts";
import { nextOf } from "./play-approval.ts";
import { ruledSurroundings, submitted } from "./play-rules.ts";

/** The list of people with 马强 as a leader. */
export const withLeader: Organisation = buildOrganisation({
  people: buildOrganisation().people.map((one) =>
    one.userid === "maqiang" ? { ...one, roles: ["leader"], position: "分管副局长" } : one,
  ),
});

/** Submitted on Monday at 15:10, due on Tuesday at 18:00: 590 working minutes, so 200 % is Thursday 11:20. */
export const SUBMITTED_AT = november(23, "15:10");

/** First whoever is said (黄敏, deputy of dispatch), then 陈明; at that share of its time the first node acts. */
export function lateCase(
  onTimeout: OnTimeout,
  { who = ["huangmin"], at = SUBMITTED_AT }: { who?: readonly string[]; at?: Date } = {},
): { file: CaseFile; around: (at: Date) => Surroundings } {
  const first = buildFlowNode({
    id: "first",
    name: "技术审查",
    who: [{ userids: who }],
    onTimeout,
  });
  const then = buildFlowNode({ id: "then", who: [{ userids: ["chenming"] }], after: ["first"] });
  const flow = buildFlow({ nodes: [first, then] });
  const bureau = { ...buildBureau(), organisation: withLeader, flows: [flow] };
  const around = (now: Date) =>
    ruledSurroundings({ flow, bureau: { organisation: bureau.organisation }, at: now });
  const file = nextOf(submitted(around(at), { content: buildHvPlan() }));
  return { file, around };
}
