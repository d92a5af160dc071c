import { whyNotDecide } from "../approval/why-not-decide.ts";
import type { Resume } from "../approval/instance.ts";
import { asForTask } from "../people/as-for-task.ts";
import { whyNotInBatch } from "./batch.ts";
import { approvalOfTask, type CaseFile } from "../case-file.ts";
import type { StaffId, TaskId } from "../ids.ts";
import { andThen, refuse, type CaseEvent, type Outcome } from "../outcome.ts";
import { opinionRule } from "../opinion.ts";
import { settleHolders } from "../people/settle-holders.ts";
import { isOfTask, signTask, type Seen } from "./sign-task.ts";
import { signerOf } from "../people/signer.ts";
import type { Surroundings } from "../surroundings.ts";
import { whyUnread } from "../unread-attachments.ts";
import { writtenOpinion, type Written } from "../written-opinion.ts";

/** A decision as a page sent it: nothing of it is known to be true. */
export interface WrittenDecision extends Written, Seen {
  taskId: TaskId;
  from: StaffId;
  /** When the page was sent off. */
  at: Date;
  /** Labels of the fields ticked as to be mended. */
  fixes: readonly string[];
  /** Of a return: the node that it goes to, otherwise it goes to the submitter; and how it comes back. */
  returnTo?: string | undefined;
  resume?: Resume | undefined;
  /** Agreed to together with others: judged once more whether it may be. */
  batchId?: string;
}

/**
 * A decision on a page signs a task, with words of one's own. A refusal changes nothing and is told on that page,
 * so it is no event of the case.
 */
export function decideWritten(
  file: CaseFile,
  written: WrittenDecision,
  around: Surroundings,
): Outcome<CaseFile> {
  // A leave that has begun or ended a moment ago counts at once.
  const { next, events: before } = settleHolders(file, around);
  return andThen(decideSettled(next, written, around), (decided, events) => ({
    ok: true,
    next: decided,
    events: [...before, ...events],
  }));
}

function decideSettled(
  file: CaseFile,
  written: WrittenDecision,
  around: Surroundings,
): Outcome<CaseFile> {
  const { taskId, from, verb, at: eventAt, returnTo, resume } = written;
  const asked = approvalOfTask(file, taskId);
  if (asked === undefined) return refuse({ code: "not-found" });
  const by = signerOf(around.bureau.organisation, from);
  if (by === undefined) return refuse({ code: "not-a-member" });
  const { approval, task } = asked;
  const refusal = whyNotDecide(approval, { task, verb, by });
  if (refusal !== undefined) return refuse(refusal);
  if (!isOfTask(written, asked)) return refuse({ code: "unknown-button" });
  const unread = whyUnread(file, { approval, task, reader: from }, around.flowOf);
  if (unread !== undefined) return refuse(unread);
  const { batchId } = written;
  const noBatch =
    batchId === undefined
      ? undefined
      : whyNotInBatch({ ...asked, file, flow: around.flowOf(approval) }, around.bureau);
  if (noBatch !== undefined) return refuse(noBatch);
  const rule = opinionRule(approval, around.bureau, verb);
  const opinion = writtenOpinion(rule.choices, { ...written, verb: rule.verb });
  if (!opinion.ok) return refuse(asForTask(opinion.refusal, asked));
  const said = { opinion: opinion.next, channel: "page", batchId, shownHash: undefined } as const;
  const signature = { task, verb, by, eventAt, returnTo, resume, ...said };
  const signed = signTask({ file, approval }, signature, around);
  return andThen(signed, (next, events) => ({
    ok: true,
    next,
    events: events.map((event) => withFixes(event, written.fixes)),
  }));
}

/** A return tells what was ticked; whoever mends it reads what that means for the signatures there are. */
function withFixes(event: CaseEvent, fixes: readonly string[]): CaseEvent {
  return event.kind === "approval-returned" && fixes.length > 0 ? { ...event, fixes } : event;
}
