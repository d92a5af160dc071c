import type { Flow } from "./approval/flow.ts";
import type { TypicalPlan } from "./automatic/typical-plan.ts";
import type { PlanLimits } from "./case/plan-limits.ts";
import type { StageGraph } from "./case/stages.ts";
import type { Organisation } from "./people/organisation.ts";
import type { Ladder } from "./time/ladder.ts";
import type { WorkingCalendar } from "./time/working-calendar.ts";
import type { Verb } from "./outcome.ts";

/** 常用语: one choice of the opinion selection on a card. */
export interface OpinionChoice {
  code: string;
  text: string;
  /** Verbs that it goes with; a return needs a choice that is a reason. */
  verbs: readonly Verb[];
}

/** What the bureau has settled in `config/`; checked once at start, then only read. */
export interface Bureau {
  organisation: Organisation;
  flows: readonly Flow[];
  ladders: readonly Ladder[];
  calendar: WorkingCalendar;
  opinions: readonly OpinionChoice[];
  stageGraphs: readonly StageGraph[];
  planLimits: PlanLimits;
  /** 典型供电方案 in force. */
  typicalPlans: readonly TypicalPlan[];
}
