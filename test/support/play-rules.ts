// A small flow in which rules may decide, played by the rules of the domain alone.
import type { Approval } from "../../src/domain/approval/instance.ts";
import { pendingTasks } from "../../src/domain/approval/tasks.ts";
import type { Flow } from "../../src/domain/approval/flow.ts";
import { decideWritten, type WrittenDecision } from "../../src/domain/verbs/decide-written.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { SupplyPlan } from "../../src/domain/case/supply-plan.ts";
import type { Bureau } from "../../src/domain/bureau.ts";
import { approvalOfTask } from "../../src/domain/case-file.ts";
import type { Outcome, Verb } from "../../src/domain/outcome.ts";
import { submitVersion } from "../../src/domain/verbs/submit-document.ts";
import type { Surroundings } from "../../src/domain/surroundings.ts";
import { buildFile, november, staff } from "./build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "./build-flow.ts";
import { buildHvPlan } from "./build-plan.ts";
import { buildTypicalPlan } from "./build-rule.ts";
import { fresh } from "./build-stages.ts";
import { nextOf } from "./play-approval.ts";

/** 刘洋 and 吴昊 review it together; then 陈明 signs. */
export function reviewedFlow(changes: Partial<Flow> = {}): Flow {
  const review = buildFlowNode({ id: "review", name: "技术审查", technical: true });
  const who = [{ userids: ["chenming"] }];
  const leader = buildFlowNode({ id: "leader", name: "领导审批", who, after: ["review"] });
  return buildFlow({ nodes: [review, leader], ...changes });
}

/** The bureau with that flow and one published typical plan. */
export function ruledSurroundings(
  changes: { bureau?: Partial<Bureau>; at?: Date; flow?: Flow } = {},
): Surroundings {
  const { bureau, flow = reviewedFlow(), ...rest } = changes;
  const typicalPlans = [buildTypicalPlan()];
  return buildSurroundings({ flow, bureau: { typicalPlans, ...bureau }, ...rest });
}

/** The base plan, which names its typical plan. */
export const typicalPlan: SupplyPlan = buildHvPlan({ typicalPlanId: "box-315" });

const opened = buildFile({ stages: fresh, documents: [], approvals: [], cards: [] });

/** 张伟 hands in a plan. */
export function submitted(
  around: Surroundings,
  { content = typicalPlan, file = opened }: { content?: SupplyPlan; file?: CaseFile } = {},
): Outcome<CaseFile> {
  const handedIn = { kind: "supply_plan", content, submittedBy: staff("zhangwei") } as const;
  return submitVersion(file, handedIn, around);
}

/** Somebody decides what waits for them on the page; a return for a reason, to the submitter or to a node. */
export function decided(
  file: CaseFile,
  [by, verb, returnTo]: [by: string, verb: Verb, returnTo?: string],
  around: Surroundings,
): CaseFile {
  const task = file.approvals.flatMap(pendingTasks).find(({ holder }) => holder === by);
  if (task === undefined) throw new Error(`nobody asks ${by}`);
  const round = approvalOfTask(file, task.id)?.approval;
  const written: WrittenDecision = {
    taskId: task.id,
    from: staff(by),
    at: november(23, "16:00"),
    verb,
    round: task.round,
    documentVersion: round?.documentVersion ?? 0,
    code: verb === "approve" ? "agree" : "source-unfit",
    text: "",
    fixes: [],
    returnTo,
  };
  return nextOf(decideWritten(file, written, around));
}

/** The one approval of a file. */
export function approvalIn({ approvals }: CaseFile): Approval {
  const [approval] = approvals;
  if (approval === undefined) throw new Error("nothing was submitted");
  return approval;
}

/** Every decision of the approval: liuyang approve, 系统 approve typical-plan. */
export function saidIn(file: CaseFile): string[] {
  return approvalIn(file).decisions.map(({ decidedBy, verb, byRule }) =>
    byRule === undefined ? `${decidedBy} ${verb}` : `系统 ${verb} ${byRule.kind}`,
  );
}
