import {
  pendingTasks,
  type Approval,
  type FiredRung,
  type Task,
} from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import { withApproval, type CaseFile } from "../domain/case-file.ts";
import type { CaseId } from "../domain/ids.ts";
import type { CaseEvent, Outcome } from "../domain/outcome.ts";
import { casesDue } from "../store/look-ups.ts";
import { ladderOfTask } from "./attention.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/** Cases looked at in one go; what is left is due again at once. */
const BATCH = 100;

/**
 * Fires every rung that is due by now, each case in its own transaction.
 * Asks what is due and not what this tick means, so a late or missed tick costs only time.
 * Returns how many cases were looked at.
 */
export async function runClocks(deps: Deps): Promise<number> {
  let looked = 0;
  for (;;) {
    const ids = await casesDue(deps.db, deps.clock.now(), BATCH);
    for (const id of ids) {
      await runClockOf(deps, id);
      await deps.failpoint("between-cases");
    }
    looked += ids.length;
    if (ids.length < BATCH) return looked;
  }
}

async function runClockOf(deps: Deps, caseId: CaseId): Promise<void> {
  await changeCase(deps, {
    caseId,
    spreadMs: deps.alertSpreadMs,
    verb: (file, { at }) => fireDueRungs(deps.bureau, file, at),
    conclude: () => undefined,
  });
}

function fireDueRungs(bureau: Bureau, file: CaseFile, at: Date): Outcome<CaseFile> {
  let next = file;
  const events: CaseEvent[] = [];
  for (const approval of file.approvals) {
    const fired = pendingTasks(approval).flatMap((task) => fireOf(bureau, { approval, task }, at));
    if (fired.length === 0) continue;
    const firedRungs = [...approval.firedRungs, ...fired.flatMap(({ rungs }) => rungs)];
    next = withApproval(next, { ...approval, firedRungs });
    events.push(...eventsOf(approval, fired));
  }
  return { ok: true, next, events };
}

/** What the ladder of one task asked for: rungs to be recorded, and the one of them that is sent. */
interface Fired {
  task: Task;
  rungs: FiredRung[];
  sent: { rungId: string; skipped: string[] } | undefined;
}

/** The rung of one task that is due, and those it overtakes: recorded, never sent. */
function fireOf(
  bureau: Bureau,
  { approval, task }: { approval: Approval; task: Task },
  at: Date,
): Fired[] {
  const asked = ladderOfTask(bureau, { approval, task }, at);
  if (asked === undefined) return [];
  const { fire, skipped } = asked.due;
  if (fire === undefined && skipped.length === 0) return [];
  const ladder = `${asked.ladder.id}@${asked.ladder.version}`;
  const record = (rungId: string, result: FiredRung["result"]): FiredRung => ({
    taskId: task.id,
    round: task.round,
    ladder,
    rungId,
    firedAt: at,
    result,
  });
  const overtaken = skipped.map(({ id }) => id);
  const rungs = overtaken.map((id) => record(id, "skipped"));
  if (fire === undefined) return [{ task, rungs, sent: undefined }];
  return [
    {
      task,
      rungs: [...rungs, record(fire.id, "sent")],
      sent: { rungId: fire.id, skipped: overtaken },
    },
  ];
}

/** One event for all signers of a node who reached the same rung, so that nobody is told three times. */
function eventsOf(approval: Approval, fired: readonly Fired[]): CaseEvent[] {
  const together = new Map<string, Extract<CaseEvent, { kind: "rung-fired" }>>();
  for (const { task, sent } of fired) {
    if (sent === undefined) continue;
    const key = `${task.nodeId} ${sent.rungId}`;
    const taskIds = [...(together.get(key)?.taskIds ?? []), task.id];
    together.set(key, { kind: "rung-fired", approvalId: approval.id, taskIds, ...sent });
  }
  return [...together.values()];
}
