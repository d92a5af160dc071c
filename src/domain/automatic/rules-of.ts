import { takeBackOf } from "../approval/act.ts";
import type { AskedSeat, EngineFacts, Rules } from "../approval/engine-facts.ts";
import type { Holding } from "../approval/ask-seat.ts";
import type { Flow, FlowNode } from "../approval/flow.ts";
import type { Approval, RuleMark, SampleOf } from "../approval/instance.ts";
import { idsOfNode } from "../approval/node-names.ts";
import { isOfCurrentNode } from "../approval/tasks.ts";
import { documentHash } from "../case/document-hash.ts";
import type { CaseDocument } from "../case/document.ts";
import type { CaseNo } from "../ids.ts";
import { exemptionMark, exemptionOf, type ExemptionQuestion } from "./exemption.ts";
import { isSampled } from "./sampling.ts";
import { nodesBefore, sameApproverMark } from "./same-approver.ts";
import type { TypicalPlan } from "./typical-plan.ts";

export interface RuleSituation extends ExemptionQuestion {
  document: Pick<CaseDocument, "kind" | "content" | "attachments">;
  caseNo: CaseNo;
  flow: Flow;
  path: readonly FlowNode[];
  /** Those in force: what has suspended itself is not among them. */
  typicalPlans: readonly TypicalPlan[];
  /** What an engineer would ask about: then the exemption does not hold. */
  hasWarnings: () => boolean;
  isUntouched: EngineFacts["isUntouched"];
}

/** The rules that decide in place of people, as the engine asks for them. */
export function rulesOf(situation: RuleSituation): Rules {
  return {
    documentHash: () => documentHash(situation.document.content, situation.document.attachments),
    markFor: (asked) => markFor(asked, situation),
    exemptionOf: (node, approval) =>
      isForPeople(approval, node.id) ? undefined : exemptMark(node, situation),
    sayingBefore: (node, approval) => {
      const isHuman = node.humanOnly === true || sampleIn(node, situation) !== undefined;
      return isHuman || isForPeople(approval, node.id)
        ? new Set()
        : nodesBefore({ ...situation, node });
    },
    sampleOf: (node) => sampleIn(node, situation),
  };
}

/**
 * In the order in which the rules are tried. A sample is for people alone, and so is who was added by somebody, and a
 * node that people have taken up; whoever was asked once in a round is not overtaken by a rule later.
 */
function markFor(
  asked: AskedSeat & { to: readonly Holding[] },
  situation: RuleSituation,
): RuleMark | undefined {
  const { approval, node: opened, seat, to } = asked;
  const { nodeId, sampleOf } = opened;
  const node = situation.path.find(({ id }) => id === nodeId);
  if (node === undefined || node.humanOnly === true || sampleOf !== undefined) return undefined;
  if (seat.added !== undefined || isForPeople(approval, nodeId)) return undefined;
  if (wasAsked(asked)) return undefined;
  return sameApproverMark({ ...situation, node, approval, to }) ?? exemptMark(node, situation);
}

/** Whether somebody was asked for a seat in this round, or under another name of its node. */
function wasAsked({ approval, node: { nodeId }, seat: { seatNo } }: AskedSeat): boolean {
  const ids = idsOfNode(approval, nodeId);
  return approval.tasks.some(
    (task) => ids.has(task.nodeId) && task.seatNo === seatNo && isOfCurrentNode(approval, task),
  );
}

/**
 * Whether no rule decides in a node any more, to the end of the approval: it was returned to, it has returned, or what
 * a rule had decided there counts no more; whatever it was called then.
 */
function isForPeople(approval: Approval, id: string): boolean {
  const ids = idsOfNode(approval, id);
  const wasReturnedTo = approval.nodes.some(
    ({ nodeId, recalled }) => ids.has(nodeId) && recalled?.keeps === false,
  );
  const isTakenUp = approval.decisions.some(
    ({ nodeId, verb, byRule, taskId }) =>
      ids.has(nodeId) &&
      (verb === "return" || (byRule !== undefined && takeBackOf(approval, taskId) !== undefined)),
  );
  return wasReturnedTo || isTakenUp;
}

function exemptMark(node: FlowNode, situation: RuleSituation): RuleMark | undefined {
  const plan = exemptionIn(node, situation);
  if (plan === undefined || isSampled(plan, situation.caseNo)) return undefined;
  return exemptionMark(plan, situation.document);
}

function sampleIn(node: FlowNode, situation: RuleSituation): SampleOf | undefined {
  const plan = exemptionIn(node, situation);
  if (plan === undefined || !isSampled(plan, situation.caseNo)) return undefined;
  return { ruleId: plan.id, version: plan.version };
}

function exemptionIn(node: FlowNode, situation: RuleSituation): TypicalPlan | undefined {
  if (node.technical !== true || node.humanOnly === true) return undefined;
  const plan = exemptionOf(situation.typicalPlans, situation);
  return plan === undefined || situation.hasWarnings() ? undefined : plan;
}
