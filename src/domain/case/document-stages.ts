import type { ApprovalKind } from "../approval-kind.ts";
import { refuse, type CaseEvent } from "../outcome.ts";
import type { Stage } from "./connection-case.ts";
import { finishStage, replaced, stageOf, type StageOutcome } from "./move-stages.ts";
import {
  doneAt,
  isOver,
  notStarted,
  PLAN_DRAFT,
  PLAN_REPLY,
  ruleOf,
  runningStage,
  unmetOf,
  type StageGraph,
  type StageMoment,
} from "./stages.ts";

/** The stage in which a document is written, where there is one, and the stage in which it is approved. */
const STAGES_OF_KIND: Readonly<Record<ApprovalKind, { draft?: string; approval: string }>> = {
  supply_plan: { draft: PLAN_DRAFT, approval: "plan_approval" },
  grid_investment: { approval: "invest_approval" },
};

/**
 * A version of a document was submitted: its drafting, and what leads to it, is done and its approval
 * runs. An investment is refused (`wrong-stage`) while no plan is submitted.
 */
export function stagesOnSubmit(
  stages: readonly Stage[],
  kind: ApprovalKind,
  moment: StageMoment,
): StageOutcome {
  const { draft, approval } = STAGES_OF_KIND[kind];
  const drafted = draft === undefined ? stages : withDone(stages, upTo(draft, moment), moment.at);
  const blocking = unmetOf(moment.graph, drafted, approval)[0];
  const stage = stageOf(drafted, approval);
  if (blocking !== undefined || stage === undefined) {
    return refuse({ code: "wrong-stage", stage: blocking?.name ?? approval });
  }
  const next = replaced(drafted, runningStage(drafted, stage, moment));
  return { ok: true, next, events: eventsBetween(stages, next) };
}

/** The approval of a document ended well: its stage is done and what waited for it begins. */
export function stagesOnApproved(
  stages: readonly Stage[],
  kind: ApprovalKind,
  moment: StageMoment,
): StageOutcome {
  return finishStage(stages, STAGES_OF_KIND[kind].approval, moment);
}

/** A document was returned: its approval is to be begun again; a plan goes back into drafting, its clock running on. */
export function stagesOnReturned(stages: readonly Stage[], kind: ApprovalKind): StageOutcome {
  const { draft, approval } = STAGES_OF_KIND[kind];
  const running = stageOf(stages, approval);
  if (running?.status !== "running")
    return refuse({ code: "wrong-stage", stage: running?.name ?? approval });
  const drafting = draft === undefined ? undefined : stageOf(stages, draft);
  const back = replaced(stages, notStarted(running));
  if (drafting === undefined) return { ok: true, next: back, events: [] };
  return {
    ok: true,
    next: replaced(back, { ...drafting, status: "running", finishedAt: undefined }),
    events: [{ kind: "stage-started", stageId: drafting.id }],
  };
}

/**
 * An approved document was revoked: the stages stand as after a return, and what had begun only because of the approval
 * has not begun. Refused (`wrong-stage`) once anything after that was done or begun: then the customer knows.
 */
export function stagesOnRevoked(
  stages: readonly Stage[],
  kind: ApprovalKind,
  { graph }: Pick<StageMoment, "graph">,
): StageOutcome {
  const { approval } = STAGES_OF_KIND[kind];
  const approved = stageOf(stages, approval);
  if (approved?.status !== "done") {
    return refuse({ code: "wrong-stage", stage: approved?.name ?? approval });
  }
  const next = nextAfter(graph, approval);
  const gone = stages.find((stage) => hasGoneOn(stage, next, laterThan(graph, approval)));
  if (gone !== undefined) return refuse({ code: "wrong-stage", stage: gone.name });
  const unbegun = stages.map((stage) =>
    next.has(stage.id) && stage.status === "running" ? notStarted(stage) : stage,
  );
  return stagesOnReturned(replaced(unbegun, { ...approved, status: "running" }), kind);
}

/** A stage right after the approval has begun by itself; done, it was somebody's work, and so is all that is later. */
function hasGoneOn(stage: Stage, next: Set<string>, later: Set<string>): boolean {
  if (next.has(stage.id)) return stage.status === "done";
  return later.has(stage.id) && (stage.status === "running" || stage.status === "done");
}

function nextAfter({ stages }: StageGraph, id: string): Set<string> {
  return new Set(stages.filter(({ after }) => after.includes(id)).map((rule) => rule.id));
}

/** Everything that waits for a stage, directly or through others. */
function laterThan(graph: StageGraph, id: string): Set<string> {
  const later = nextAfter(graph, id);
  // A set that grows while it is walked is walked to its new end.
  for (const one of later) for (const next of nextAfter(graph, one)) later.add(next);
  return later;
}

/** The customer has the plan: the stage of the reply is done, and what waited for it begins. */
export function stagesOnReplied(stages: readonly Stage[], moment: StageMoment): StageOutcome {
  return finishStage(stages, PLAN_REPLY, moment);
}

/** A stage and everything that leads to it. */
function upTo(id: string, moment: StageMoment): Set<string> {
  const ids = new Set([id]);
  // A set that grows while it is walked is walked to its new end.
  for (const one of ids) {
    for (const before of ruleOf(moment.graph, one)?.after ?? []) ids.add(before);
  }
  return ids;
}

function withDone(stages: readonly Stage[], ids: Set<string>, at: Date): Stage[] {
  return stages.map((stage) => (ids.has(stage.id) && !isOver(stage) ? doneAt(stage, at) : stage));
}

function eventsBetween(before: readonly Stage[], after: readonly Stage[]): CaseEvent[] {
  return after.flatMap((stage): CaseEvent[] => {
    if (stageOf(before, stage.id)?.status === stage.status) return [];
    const kind = stage.status === "done" ? "stage-finished" : "stage-started";
    return [{ kind, stageId: stage.id }];
  });
}
