import type { CustomerClass, Stage } from "./connection-case.ts";

/** How long a stage may take. Law and the bureau's own promise are kept apart: missing the promise is no breach of law. */
export interface StageLimit {
  workDays: number;
  statutoryWorkDays?: number | undefined;
  basis: string;
  effectiveOn: string;
  /** The number is an assumption until the bureau confirms it. */
  provisional: boolean;
}

/** One stage as the bureau has settled it for a class of customers. */
export interface StageRule {
  id: string;
  name: string;
  after: readonly string[];
  /** 并行分支, e.g. 工程; stages of the trunk have none. */
  branch?: string | undefined;
  /** 环节 that the customer is told of; internal stages have none. */
  step?: string | undefined;
  /** `on-request`: begins only when somebody starts it, or is declared not applicable. */
  opens: "auto" | "on-request";
  limit?: StageLimit | undefined;
  /** The limit runs from the end of that stage; otherwise from the start of this one. */
  clockFrom?: string | undefined;
}

/** All stages of a class of customers, branches and join included. */
export interface StageGraph {
  customerClass: CustomerClass;
  stages: readonly StageRule[];
}

/** Working days counted from an instant; passed in so that stages need not know the calendar. */
export type DueOf = (from: Date, workDays: number) => { at: Date; provisional: boolean };

/** What a move of stages needs beside the stages themselves. */
export interface StageMoment {
  graph: StageGraph;
  at: Date;
  dueOf: DueOf;
}

export const ACCEPTANCE = "acceptance";
export const ASSIGN = "assign";
export const PLAN_DRAFT = "plan_draft";
export const PLAN_REPLY = "plan_reply";
const DONE_BY_OPENING: ReadonlySet<string> = new Set([ACCEPTANCE, ASSIGN]);

/**
 * The stages of a fresh case. Acceptance and the choice of both managers are done by opening it; the
 * survey begins, and drafting with it, since a submitted plan is all that tells of either.
 */
export function openStages(graph: StageGraph, at: Date, dueOf: DueOf): Stage[] {
  const moment: StageMoment = { graph, at, dueOf };
  const stages = graph.stages
    .map(notStarted)
    .map((stage) => (DONE_BY_OPENING.has(stage.id) ? doneAt(stage, at) : stage));
  return stages.map((stage) =>
    stage.id === PLAN_DRAFT || opensByItself(graph, stages, stage)
      ? runningStage(stages, stage, moment)
      : stage,
  );
}

export function ruleOf(graph: StageGraph, id: string): StageRule | undefined {
  return graph.stages.find((rule) => rule.id === id);
}

/**
 * The join rule: a stage begins when everything before it is done or expressly not applicable. A stage
 * before which nothing was done (all not applicable) waits to be declared not applicable as well.
 */
export function opensByItself(graph: StageGraph, stages: readonly Stage[], stage: Stage): boolean {
  const rule = ruleOf(graph, stage.id);
  if (stage.status !== "not-started" || rule?.opens !== "auto") return false;
  if (unmetOf(graph, stages, stage.id).length > 0) return false;
  return (
    rule.after.length === 0 ||
    stages.some((one) => rule.after.includes(one.id) && one.status === "done")
  );
}

/** Stages that still stand before one. */
export function unmetOf(graph: StageGraph, stages: readonly Stage[], id: string): Stage[] {
  const after = ruleOf(graph, id)?.after ?? [];
  return stages.filter((stage) => after.includes(stage.id) && !isOver(stage));
}

export function isOver(stage: Stage): boolean {
  return stage.status === "done" || stage.status === "not-applicable";
}

/** A stage with its clock started; the due time counts from the stage that the limit names. */
export function runningStage(stages: readonly Stage[], stage: Stage, moment: StageMoment): Stage {
  const rule = ruleOf(moment.graph, stage.id);
  const clockStage = stages.find((one) => one.id === rule?.clockFrom);
  const due =
    rule?.limit === undefined
      ? undefined
      : moment.dueOf(clockStage?.finishedAt ?? moment.at, rule.limit.workDays);
  return {
    ...stage,
    status: "running",
    startedAt: moment.at,
    dueAt: due?.at,
    dueProvisional: due?.provisional ?? false,
    finishedAt: undefined,
  };
}

export function doneAt(stage: Stage, at: Date): Stage {
  return { ...stage, status: "done", startedAt: stage.startedAt ?? at, finishedAt: at };
}

export function notStarted(rule: Pick<StageRule, "id" | "name">): Stage {
  return {
    id: rule.id,
    name: rule.name,
    status: "not-started",
    startedAt: undefined,
    dueAt: undefined,
    dueProvisional: false,
    finishedAt: undefined,
  };
}
