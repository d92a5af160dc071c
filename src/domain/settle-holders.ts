import type { EngineFacts, Progress } from "./approval/engine.ts";
import { handOver } from "./approval/hand-over.ts";
import { nodeOfTask, pendingTasks, type Approval, type Task } from "./approval/instance.ts";
import { documentOf, withApproval, type CaseFile } from "./case-file.ts";
import type { CaseEvent } from "./outcome.ts";
import { engineFacts } from "./situation.ts";
import type { Surroundings } from "./surroundings.ts";

/** A file with what has happened to it; nothing here can be refused. */
export interface Settled {
  next: CaseFile;
  events: readonly CaseEvent[];
}

/**
 * Compares who is asked with who is to be asked now, and hands over what is in the wrong hands. It asks how things
 * are and not what has happened, so it may run at any time, and a second run changes nothing.
 */
export function settleHolders(file: CaseFile, around: Surroundings): Settled {
  return file.approvals.reduce<Settled>(
    (settled, approval) => settleApproval(settled, approval, around),
    { next: file, events: [] },
  );
}

function settleApproval(settled: Settled, approval: Approval, around: Surroundings): Settled {
  const { next: file } = settled;
  const document = documentOf(file, approval);
  const pending = pendingTasks(approval);
  if (document === undefined || pending.length === 0) return settled;
  const { bureau, at, flowOf } = around;
  const { submittedBy } = approval;
  const facts = engineFacts({ bureau, at, file, flow: flowOf(approval), document, submittedBy });
  const progress = pending.reduce<Progress>((sum, task) => settleTask(sum, task, facts), {
    approval,
    events: settled.events,
  });
  if (progress.approval === approval) return settled;
  return { next: withApproval(file, progress.approval), events: progress.events };
}

function settleTask(progress: Progress, task: Task, facts: EngineFacts): Progress {
  const node = nodeOfTask(progress.approval, task);
  const seat = node?.seats.find(({ seatNo }) => seatNo === task.seatNo);
  if (node === undefined || seat === undefined) return progress;
  const [to] = facts.holdersOf({ approval: progress.approval, node, seat });
  if (to === undefined || to.holder === task.holder) return progress;
  return handOver(progress, { task, to, reason: "left" }, facts);
}
