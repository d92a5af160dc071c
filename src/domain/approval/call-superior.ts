import type { StaffId } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";
import { actOf, BY_SYSTEM, type TimeoutActKind } from "./act.ts";
import { askSeat, type Holding, type Invitation } from "./ask-seat.ts";
import { closeTasks } from "./close-nodes.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Approval, Task } from "./instance.ts";
import { nodeOfTask, tasksOfSeat, tasksTogether } from "./tasks.ts";
import { seatOfTask } from "./added-tasks.ts";
import { withHolder } from "./transfer.ts";

export interface Call {
  kind: TimeoutActKind;
  task: Task;
  to: { holder: StaffId; label: string };
  text: string;
}

type Facts = Pick<EngineFacts, "at" | "nextTaskNo" | "holdersOf">;

/**
 * Somebody above is asked for the seats of a task that nobody has decided in time: beside its holder (提级), or in their
 * place (超时接办). Round, due time and ladder stay.
 */
export function callSuperior(
  approval: Approval,
  { kind, task, to, text }: Call,
  facts: Facts,
): Progress {
  const late = tasksTogether(approval, task);
  const given = kind === "take-over" ? givenTo(to.holder, { approval, late }, facts) : undefined;
  const ask = given === undefined ? askSeat : askOwner;
  const called = late.reduce<Progress>(
    (sum, { round, nodeId, seatNo, dueAt }) =>
      ask(sum, { round, nodeId, seatNo, dueAt, to }, facts),
    given ?? { approval, events: [] },
  );
  const fresh = called.approval.tasks.slice(approval.tasks.length);
  const acts = late.map(({ id: taskId, seatNo }) => {
    const next = fresh.find((one) => one.seatNo === seatNo);
    const deed = { by: BY_SYSTEM, text, at: facts.at };
    return actOf(approval, deed, { kind, taskId, nextTaskId: next?.id });
  });
  const told = fresh
    .slice(0, 1)
    .map(({ id }): CaseEvent => ({ kind: "task-escalated", taskId: id }));
  return {
    approval: { ...called.approval, acts: [...called.approval.acts, ...acts] },
    events: [...called.events, ...told],
  };
}

/** The seats have another holder from now on, and whoever waits in them is asked no more. */
function givenTo(
  holder: StaffId,
  { approval, late }: { approval: Approval; late: readonly Task[] },
  { at }: Facts,
): Progress {
  const waiting = late.flatMap((one) =>
    tasksOfSeat(approval, one).filter(({ status }) => status === "pending"),
  );
  const owned = late.map((one) => ({ ...one, holder }));
  const closed = closeTasks({ approval, events: [] }, waiting, { reason: "taken-over", at });
  return { ...closed, approval: withHolder(closed.approval, owned) };
}

/** Asks for a seat by whom it is to belong to: while they are on leave whoever stands in for them is asked. */
function askOwner(progress: Progress, invitation: Invitation, facts: Facts): Progress {
  const { approval } = askSeat(progress, invitation, facts);
  return approval.tasks
    .slice(-1)
    .flatMap((own) => holdingsFor(own, { approval, to: invitation.to }, facts))
    .reduce((sum, to) => askSeat(sum, { ...invitation, to }, facts), progress);
}

function holdingsFor(
  own: Task,
  { approval, to }: { approval: Approval; to: Holding },
  { holdersOf }: Facts,
): readonly Holding[] {
  const node = nodeOfTask(approval, own);
  const seat = seatOfTask(approval, own);
  return node === undefined || seat === undefined ? [to] : holdersOf({ approval, node, seat });
}
