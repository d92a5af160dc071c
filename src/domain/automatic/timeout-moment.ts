import { whyNotReturn } from "../approval/why-not-decide.ts";
import { isCoOwned, isEscalated } from "../approval/escalation.ts";
import type { OnTimeout } from "../approval/flow.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { nodeOfTask, waitOfSeat } from "../approval/tasks.ts";
import type { Bureau } from "../bureau.ts";
import { dueRungs, type DueRungs } from "../time/ladder.ts";
import { plusWorkingMinutes, workingMinutesBetween } from "../time/working-minutes.ts";
import { superiorOf, type Superior } from "./superior.ts";

type Setting = Pick<Bureau, "calendar" | "organisation">;

interface Asked {
  approval: Approval;
  task: Task;
}

/** What the clock is to do about a task. */
export interface Timeout {
  onTimeout: OnTimeout;
  /** Who is called in; undefined where a rule decides. */
  to: Superior | undefined;
}

/** What the clock has to do about a task at this very moment; undefined when nothing, or nothing yet. */
export function dueTimeout(setting: Setting, asked: Asked, now: Date): Timeout | undefined {
  const timeout = timeoutOf(setting, asked);
  if (timeout === undefined) return undefined;
  return stepOf(setting, { ...asked, ...timeout }, now).fire === undefined ? undefined : timeout;
}

/** When the clock acts on a task: now when it is due, else later, always in working time. */
export function timeoutMoment(setting: Setting, asked: Asked, now: Date): Date | undefined {
  const timeout = timeoutOf(setting, asked);
  if (timeout === undefined) return undefined;
  const step = stepOf(setting, { ...asked, ...timeout }, now);
  return step.fire === undefined ? step.nextAt : now;
}

/** What its node says, unless it was done, or nobody is there to be called in. */
function timeoutOf({ organisation }: Setting, { approval, task }: Asked): Timeout | undefined {
  const { onTimeout, sampleOf } = nodeOfTask(approval, task) ?? {};
  if (onTimeout === undefined || isCoOwned(approval, task)) return undefined;
  // A sample is there to be judged: silence says nothing of the rule.
  if (onTimeout.act === "deemed-approved" && sampleOf !== undefined) return undefined;
  // What is certain is not undone by the clock either.
  if (onTimeout.act === "return" && whyNotReturn(approval, task) !== undefined) return undefined;
  if (DECIDES.has(onTimeout.act)) return { onTimeout, to: undefined };
  if (isEscalated(approval, waitOfSeat(approval, task))) return undefined;
  const to = superiorOf(organisation, { approval, task });
  return to === undefined ? undefined : { onTimeout, to };
}

const DECIDES: ReadonlySet<OnTimeout["act"]> = new Set(["return", "deemed-approved"]);

/** Asked of a ladder with one rung, so that its time is counted as that of a reminder. */
function stepOf(
  { calendar }: Setting,
  { approval, task, onTimeout }: Asked & { onTimeout: OnTimeout },
  now: Date,
): DueRungs {
  const openedAt = askedSince(approval, task);
  const { atPercent } = onTimeout;
  const rung = { id: onTimeout.act, atPercent, audience: [], tone: "escalate" } as const;
  const ladder = { id: "on-timeout", version: 1, rungs: [rung] };
  // Whoever is asked later, in turn or as added, has as much time as the first: nobody is passed over unheard.
  const spanWorkMin = workingMinutesBetween(calendar, begunAt(approval, task), task.dueAt);
  const limitWorkMin = Math.max(0, spanWorkMin);
  const dueAt = plusWorkingMinutes(calendar, openedAt, limitWorkMin);
  return dueRungs({ ladder, calendar, openedAt, dueAt, fired: new Set(), now });
}

/**
 * Since when somebody is asked for the seat of a task, whoever it was. While others were heard first (加签) nobody was:
 * what the adder then reads is new to them.
 */
function askedSince(approval: Approval, task: Task): Date {
  const wait = waitOfSeat(approval, task);
  const before = wait.slice(0, wait.indexOf(task));
  const suspended = before.findLastIndex(({ cancelReason }) => cancelReason === "signers-added");
  const [{ openedAt } = task] = before.slice(suspended + 1);
  return openedAt;
}

/**
 * When the time began that is over when a task is due: with the first who was asked until then. Where whoever is late was
 * asked anew by another version of the flow, with the node.
 */
function begunAt({ nodes, tasks }: Approval, { round, nodeId, dueAt }: Task): Date {
  const isHere = (one: { round: number; nodeId: string }): boolean =>
    one.round === round && one.nodeId === nodeId;
  const asked = tasks.filter((one) => isHere(one) && one.dueAt.getTime() === dueAt.getTime());
  const isInTime = asked.some(({ openedAt }) => openedAt < dueAt);
  const begun = isInTime ? asked : [...asked, ...nodes.filter(isHere)];
  return new Date(Math.min(...begun.map(({ openedAt }) => openedAt.getTime())));
}
