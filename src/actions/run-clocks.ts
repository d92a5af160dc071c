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
    for (const id of ids) await runClockOf(deps, id);
    looked += ids.length;
    if (ids.length < BATCH) return looked;
  }
}

async function runClockOf(deps: Deps, caseId: CaseId): Promise<void> {
  await changeCase(deps, {
    caseId,
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
    events.push(...fired.flatMap(({ event }) => event ?? []));
  }
  return { ok: true, next, events };
}

/** The rung of one task that is due, and those it overtakes: recorded, never sent. */
function fireOf(
  bureau: Bureau,
  { approval, task }: { approval: Approval; task: Task },
  at: Date,
): { rungs: FiredRung[]; event: CaseEvent | undefined }[] {
  const asked = ladderOfTask(bureau, { approval, task }, at);
  if (asked === undefined) return [];
  const { fire, skipped } = asked.due;
  const ladder = `${asked.ladder.id}@${asked.ladder.version}`;
  const record = (rungId: string, result: FiredRung["result"]): FiredRung => ({
    taskId: task.id,
    round: task.round,
    ladder,
    rungId,
    firedAt: at,
    result,
  });
  const overtaken = skipped.map(({ id }) => record(id, "skipped"));
  if (fire === undefined)
    return overtaken.length > 0 ? [{ rungs: overtaken, event: undefined }] : [];
  const event: CaseEvent = {
    kind: "rung-fired",
    taskId: task.id,
    rungId: fire.id,
    skipped: skipped.map(({ id }) => id),
  };
  return [{ rungs: [...overtaken, record(fire.id, "sent")], event }];
}
