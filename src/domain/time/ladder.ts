import { pushedByPauses, pausedWorkMin, type Pause } from "./pauses.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import {
  isWorkingTime,
  nextWorkingMoment,
  plusWorkingMinutes,
  workingMinutesBetween,
} from "./working-minutes.ts";

export type Audience = "holder" | "managers" | "department-head" | "group";
export type Tone = "remind" | "warn" | "overdue" | "escalate";

/** One step of a ladder: when (exactly one of the two), to whom, in which tone. */
export interface Rung {
  id: string;
  /** Share of the working minutes between start and due; above 100 lies past due. */
  atPercent?: number | undefined;
  /** Working minutes after the due time. */
  afterDueWorkMin?: number | undefined;
  audience: readonly Audience[];
  tone: Tone;
}

/** Reminders and escalation of one task, lowest rung first; meaning is checked by `checkLadder`. */
export interface Ladder {
  id: string;
  version: number;
  rungs: readonly Rung[];
}

/** What a ladder is asked about: one task in one round. */
export interface LadderQuestion {
  ladder: Ladder;
  calendar: WorkingCalendar;
  openedAt: Date;
  /** With pauses already counted in. */
  dueAt: Date;
  pauses?: readonly Pause[] | undefined;
  /** Ids of the rungs of this task and round that were sent or skipped before. */
  fired: ReadonlySet<string>;
  now: Date;
}

export interface DueRungs {
  /** The one rung to send now. */
  fire: Rung | undefined;
  /** Lower rungs that were missed: to be recorded, never sent. */
  skipped: Rung[];
  /** When to ask again, always later than `now`; undefined when nothing can follow, or until a pause ends. */
  nextAt: Date | undefined;
}

/**
 * Tells what a ladder asks for at a moment: only the highest rung that is due is sent, and only in
 * working time (a rung reached at night or on a holiday waits for the next opening).
 */
export function dueRungs(question: LadderQuestion): DueRungs {
  const { calendar, now, fired } = question;
  if (question.pauses?.some((pause) => pause.toAt === undefined)) return nothingUntil(undefined);
  const steps = stepsOf(question);
  const reached = steps.filter((step) => step.at <= now);
  const open = reached.filter(({ rung }) => !fired.has(rung.id)).map(({ rung }) => rung);
  if (open.length > 0 && !isWorkingTime(calendar, now)) {
    return nothingUntil(nextWorkingMoment(calendar, now));
  }
  const top = reached.at(-1)?.rung;
  const isTopOpen = top !== undefined && !fired.has(top.id);
  return {
    fire: isTopOpen ? top : undefined,
    skipped: open.filter((rung) => rung !== top),
    nextAt: steps.find(({ at, rung }) => at > now && !fired.has(rung.id))?.at,
  };
}

/** The rungs with the working moment of each, earliest first. */
function stepsOf(question: LadderQuestion): { rung: Rung; at: Date }[] {
  const { calendar, openedAt, dueAt, pauses = [] } = question;
  const span = { fromAt: openedAt, toAt: dueAt };
  const budgetWorkMin = Math.max(
    0,
    workingMinutesBetween(calendar, openedAt, dueAt) - pausedWorkMin(calendar, pauses, span),
  );
  const momentOf = (offsetWorkMin: number): Date => {
    const plain = plusWorkingMinutes(calendar, openedAt, offsetWorkMin);
    const at = pushedByPauses(calendar, { startAt: openedAt, at: plain, pauses });
    return nextWorkingMoment(calendar, at);
  };
  return question.ladder.rungs
    .map((rung) => ({ rung, offsetWorkMin: offsetOf(rung, budgetWorkMin) }))
    .toSorted((a, b) => a.offsetWorkMin - b.offsetWorkMin)
    .map(({ rung, offsetWorkMin }) => ({ rung, at: momentOf(offsetWorkMin) }));
}

/** Working minutes from the start to a rung, rounded up so that a share is never announced too early. */
function offsetOf(rung: Rung, budgetWorkMin: number): number {
  if (rung.atPercent === undefined) return budgetWorkMin + (rung.afterDueWorkMin ?? 0);
  return Math.ceil((budgetWorkMin * rung.atPercent) / 100);
}

function nothingUntil(nextAt: Date | undefined): DueRungs {
  return { fire: undefined, skipped: [], nextAt };
}
