import { refuse, type CaseEvent, type Outcome } from "../outcome.ts";
import type { Stage } from "./connection-case.ts";
import {
  doneAt,
  isOver,
  opensByItself,
  runningStage,
  unmetOf,
  type StageMoment,
} from "./stages.ts";

export type StageOutcome = Outcome<readonly Stage[]>;
type Move = { next: readonly Stage[]; events: readonly CaseEvent[] };

/** Ends a running stage and starts every stage that waited only for it. Refused unless it runs. */
export function finishStage(
  stages: readonly Stage[],
  id: string,
  moment: StageMoment,
): StageOutcome {
  const stage = stageOf(stages, id);
  if (stage?.status !== "running") return refuse({ code: "wrong-stage", stage: stage?.name ?? id });
  const ended = replaced(stages, doneAt(stage, moment.at));
  return withSuccessors({ next: ended, events: [{ kind: "stage-finished", stageId: id }] }, moment);
}

/** Starts a stage by hand, for stages that open on request. Refused while something before it is not over. */
export function startStage(
  stages: readonly Stage[],
  id: string,
  moment: StageMoment,
): StageOutcome {
  const stage = stageOf(stages, id);
  if (stage?.status !== "not-started") {
    return refuse({ code: "wrong-stage", stage: stage?.name ?? id });
  }
  const blocking = unmetOf(moment.graph, stages, id)[0];
  if (blocking !== undefined) return refuse({ code: "wrong-stage", stage: blocking.name });
  return {
    ok: true,
    next: replaced(stages, runningStage(stages, stage, moment)),
    events: [{ kind: "stage-started", stageId: id }],
  };
}

/** Declares that a case needs no such stage (不适用), which lets the join go on. Refused once it is over. */
export function skipStage(stages: readonly Stage[], id: string, moment: StageMoment): StageOutcome {
  const stage = stageOf(stages, id);
  if (stage === undefined || isOver(stage)) {
    return refuse({ code: "wrong-stage", stage: stage?.name ?? id });
  }
  const skipped: Stage = { ...stage, status: "not-applicable", finishedAt: moment.at };
  return withSuccessors({ next: replaced(stages, skipped), events: [] }, moment);
}

export function stageOf(stages: readonly Stage[], id: string): Stage | undefined {
  return stages.find((stage) => stage.id === id);
}

export function replaced(stages: readonly Stage[], next: Stage): Stage[] {
  return stages.map((stage) => (stage.id === next.id ? next : stage));
}

/** Starts what opens by itself and is ready now. */
function withSuccessors(move: Move, moment: StageMoment): StageOutcome {
  const starting = move.next.filter((stage) => opensByItself(moment.graph, move.next, stage));
  const ids = new Set(starting.map((stage) => stage.id));
  return {
    ok: true,
    next: move.next.map((stage) =>
      ids.has(stage.id) ? runningStage(move.next, stage, moment) : stage,
    ),
    events: [
      ...move.events,
      ...starting.map((stage): CaseEvent => ({ kind: "stage-started", stageId: stage.id })),
    ],
  };
}
