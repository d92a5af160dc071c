import { stageGraphShape } from "../../src/config/shapes/stages.ts";
import type { Stage } from "../../src/domain/case/connection-case.ts";
import { stagesOnApproved, stagesOnSubmit } from "../../src/domain/case/document-stages.ts";
import type { StageOutcome } from "../../src/domain/case/move-stages.ts";
import { openStages, type StageGraph } from "../../src/domain/case/stages.ts";
import { readYaml } from "./read-yaml.ts";

export const ACCEPTED_AT = new Date("2026-11-23T01:00:00Z");
export const LATER_AT = new Date("2026-11-24T01:00:00Z");
export const DAY_MS = 86_400_000;

/** Every day counts, so that a due time shows from where it was counted. */
export const dueOf = (from: Date, workDays: number) => ({
  at: new Date(from.getTime() + workDays * DAY_MS),
  provisional: true,
});

export function shipped(customerClass: string): StageGraph {
  return stageGraphShape.parse(readYaml(`config/stages/${customerClass}.yaml`));
}

export const graph = shipped("hv-single");
export const moment = { graph, at: LATER_AT, dueOf };
export const fresh = openStages(graph, ACCEPTED_AT, dueOf);

/** Stages after a move that must be allowed. */
export function nextOf(outcome: StageOutcome): readonly Stage[] {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.next;
}

/** Events of a move that must be allowed, as `kind stageId`. */
export function eventsOf(outcome: StageOutcome): string[] {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.events.map((event) => `${event.kind} ${"stageId" in event ? event.stageId : ""}`);
}

export function running(stages: readonly Stage[]): string[] {
  return stages.filter((stage) => stage.status === "running").map((stage) => stage.id);
}

export function stage(stages: readonly Stage[], id: string): Stage | undefined {
  return stages.find((one) => one.id === id);
}

export const submitted = nextOf(stagesOnSubmit(fresh, "supply_plan", moment));
export const approved = nextOf(stagesOnApproved(submitted, "supply_plan", moment));
