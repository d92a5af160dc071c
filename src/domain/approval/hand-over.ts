import type { CancelReason } from "../outcome.ts";
import { askSeat, type Holding } from "./ask-seat.ts";
import { closeTasks, type EngineFacts, type Progress } from "./engine.ts";
import type { Task } from "./instance.ts";

/** Asks somebody else for the seat of a pending task, in the same round, until the same time, on the same ladder. */
export function handOver(
  progress: Progress,
  { task, to, reason }: { task: Task; to: Holding; reason: CancelReason },
  facts: EngineFacts,
): Progress {
  const { round, nodeId, seatNo, dueAt } = task;
  const closed = closeTasks(progress, [task], { reason, at: facts.at });
  return askSeat(closed, { round, nodeId, seatNo, dueAt, to }, facts);
}
