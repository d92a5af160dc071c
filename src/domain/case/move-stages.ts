import { refuse, type CaseEvent, type Outcome } from "../outcome.ts";
import type { Stage } from "./connection-case.ts";
import { doneAt, opensByItself, runningStage, type StageMoment } from "./stages.ts";

export type StageOutcome = Outcome<readonly Stage[]>;

/** Ends a running stage and starts every stage that waited only for it. Refused unless it runs. */
export function finishStage(
  stages: readonly Stage[],
  id: string,
  moment: StageMoment,
): StageOutcome {
  const stage = stageOf(stages, id);
  if (stage?.status !== "running") return refuse({ code: "wrong-stage", stage: stage?.name ?? id });
  const ended = replaced(stages, doneAt(stage, moment.at));
  const ready = ended.filter((one) => opensByItself(moment.graph, ended, one));
  return {
    ok: true,
    next: ended.map((one) => (ready.includes(one) ? runningStage(ended, one, moment) : one)),
    events: [
      { kind: "stage-finished", stageId: id },
      ...ready.map((one): CaseEvent => ({ kind: "stage-started", stageId: one.id })),
    ],
  };
}

export function stageOf(stages: readonly Stage[], id: string): Stage | undefined {
  return stages.find((stage) => stage.id === id);
}

export function replaced(stages: readonly Stage[], next: Stage): Stage[] {
  return stages.map((stage) => (stage.id === next.id ? next : stage));
}
