import { lastActOn, type Act } from "../domain/approval/act.ts";
import { waitingTasks } from "../domain/approval/added-tasks.ts";
import type { Approval, Task } from "../domain/approval/instance.ts";
import { tasksOfSeat } from "../domain/approval/tasks.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, officeText, shortName, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { waitingCard } from "./notify-cards.ts";
import { noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { signersText } from "./signers-words.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { kind: Kind }>;

interface Found {
  approval: Approval;
  task: Task;
}

/** The submitter learns who was added, how and why; those who were added have cards that say so. */
export function signersAdded(event: EventOf<"signers-added">, context: NoticeContext): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    const readers = [found.approval.submittedBy];
    return told(found, { kinds: ["add-signers", "ask-opinion"], verb: "", readers }, context);
  });
}

/** The submitter learns it, and whoever had added them where an administrator took them out. */
export function signerRemoved(event: EventOf<"signer-removed">, context: NoticeContext): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    const { approval, task } = found;
    const adder = tasksOfSeat(approval, task).slice(-1);
    const readers = [approval.submittedBy, ...adder.map(({ holder }) => holder)];
    return [
      ...told(found, { kinds: ["remove-signer"], verb: "减签：原", readers }, context),
      ...removedWaiting(found, context),
    ];
  });
}

/** Whoever was removed while waiting for others whom they had added themselves. */
function removedWaiting({ approval, task }: Found, context: NoticeContext): Notice[] {
  const { signers } = lastActOn(approval, { kind: "remove-signer", taskId: task.id }) ?? {};
  return waitingTasks(approval, task)
    .filter(({ seatNo }) => signers?.seatNos.includes(seatNo))
    .flatMap((one) => waitingCard({ approval, task: one }, context));
}

/** Whoever waited for others reads that the node has passed without them; or that it has not, and whom they wait for again. */
export function waitChanged(
  event: EventOf<"wait-ended" | "wait-resumed">,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => waitingCard(found, context));
}

interface Told {
  kinds: readonly Act["kind"][];
  verb: string;
  readers: readonly StaffId[];
}

/** Whoever did it knows already. */
function told(
  { approval, task }: Found,
  { kinds, verb, readers }: Told,
  context: NoticeContext,
): Notice[] {
  const act = approval.acts.findLast(
    ({ taskId, kind }) => taskId === task.id && kinds.includes(kind),
  );
  if (act?.signers === undefined) return [];
  const body = [
    `${subjectOf(context.file, approval)} 已由 ${shortName(act.name)} ${verb}${signersText(act.signers, context.bureau.organisation)}。`,
    ...factLines(context.file, approval),
    `席位：${officeText(approval, task)}，时限不变`,
    ...reasonLines(act),
  ];
  return readers
    .filter((reader) => reader !== act.by)
    .map((reader) => textNotice(reader, body, context));
}

function reasonLines({ text }: Act): string[] {
  return text === "" ? [] : [`理由：${plain(text)}`];
}
