import { ACKNOWLEDGE } from "./acknowledge-task.ts";
import { ADD_SIGNERS, ASK_OPINION } from "./add-signers.ts";
import type { ActKind } from "../approval/act.ts";
import { isLeading, nodeOfTask } from "../approval/tasks.ts";
import { subjectOf, type ActRule, type Subject, type WrittenAct } from "./act-rule.ts";
import { ANSWER, ASK } from "./ask-submitter.ts";
import type { CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import { COMMENT, COPY, READ } from "./copy-people.ts";
import { andThen, refuse, type Outcome, type Refusal } from "../outcome.ts";
import { OBJECT } from "./object-to-rule.ts";
import { OVERRIDE, OVERRIDE_CONFIRM, OVERRIDE_REFUSE } from "./override-task.ts";
import { REMOVE_SIGNER } from "./remove-signer.ts";
import { REPLY_CUSTOMER } from "./reply-customer.ts";
import { REVOKE } from "./revoke-approval.ts";
import { settleHolders } from "../people/settle-holders.ts";
import type { Seen } from "./sign-task.ts";
import { signerOf } from "../people/signer.ts";
import type { Surroundings } from "../surroundings.ts";
import { TAKE_BACK } from "./take-back-decision.ts";
import { TELL_CUSTOMER } from "./tell-customer.ts";
import { TRANSFER } from "./transfer-task.ts";
import { UNDO } from "./undo-decision.ts";
import { URGE } from "./urge-holder.ts";
import { WITHDRAW } from "./withdraw-approval.ts";
import { WITHDRAW_KEPT } from "./withdraw-kept-signature.ts";

/** Everything that people do beside deciding. */
const ACT_RULES: Readonly<Record<ActKind, ActRule>> = {
  answer: ANSWER,
  ask: ASK,
  acknowledge: ACKNOWLEDGE,
  transfer: TRANSFER,
  "add-signers": ADD_SIGNERS,
  "ask-opinion": ASK_OPINION,
  "remove-signer": REMOVE_SIGNER,
  undo: UNDO,
  "take-back": TAKE_BACK,
  "withdraw-kept": WITHDRAW_KEPT,
  object: OBJECT,
  urge: URGE,
  withdraw: WITHDRAW,
  revoke: REVOKE,
  "reply-customer": REPLY_CUSTOMER,
  "tell-customer": TELL_CUSTOMER,
  copy: COPY,
  read: READ,
  comment: COMMENT,
  override: OVERRIDE,
  "override-confirm": OVERRIDE_CONFIRM,
  "override-refuse": OVERRIDE_REFUSE,
};

/** In the order in which they are offered. */
export const ACT_KINDS: readonly ActKind[] = [
  "answer",
  "ask",
  "acknowledge",
  "transfer",
  "add-signers",
  "ask-opinion",
  "remove-signer",
  "undo",
  "take-back",
  "withdraw-kept",
  "object",
  "urge",
  "copy",
  "reply-customer",
  "tell-customer",
  "withdraw",
  "revoke",
  "read",
  "comment",
  "override-confirm",
  "override-refuse",
  "override",
];

/** Why somebody may not do this about an approval or a task now; undefined when they may. */
export function whyNotAct(
  file: CaseFile,
  { kind, about, from }: Pick<WrittenAct, "about" | "from"> & { kind: ActKind },
  around: Surroundings,
): Refusal | undefined {
  const subject = subjectOf(file, about);
  if (subject === undefined) return { code: "not-found" };
  return ACT_RULES[kind].whyNot(subject, { by: from }, around);
}

/**
 * Does what somebody asked for on a page. A refusal changes nothing and is told on that page, so it is no event of
 * the case.
 */
export function doAct(
  file: CaseFile,
  written: WrittenAct & { kind: ActKind },
  around: Surroundings,
): Outcome<CaseFile> {
  // A leave that has begun or ended a moment ago counts at once.
  const { next, events: before } = settleHolders(file, around);
  return andThen(doSettled(next, written, around), (done, events) => ({
    ok: true,
    next: done,
    events: [...before, ...events],
  }));
}

function doSettled(
  file: CaseFile,
  written: WrittenAct & { kind: ActKind },
  around: Surroundings,
): Outcome<CaseFile> {
  const { kind, about, from, text, choice, signers } = written;
  const subject = subjectOf(file, about);
  if (subject === undefined) return refuse({ code: "not-found" });
  const by = signerOf(around.bureau.organisation, from);
  if (by === undefined) return refuse({ code: "not-a-member" });
  const refusal = ACT_RULES[kind].whyNot(subject, { by: from }, around);
  if (refusal !== undefined) return refuse(refusal);
  const { round, documentVersion } = seenOf(subject);
  if (written.round !== round || written.documentVersion !== documentVersion) {
    return refuse({ code: "unknown-button" });
  }
  return ACT_RULES[kind].act(subject, { by, text, choice, signers }, around);
}

/** The round and version that a form about this has to have shown. */
export function seenOf({ approval, task }: Subject): Seen {
  const { round, documentVersion } = approval;
  const node = task && nodeOfTask(approval, task);
  return { round: task?.round ?? round, documentVersion: node?.documentVersion ?? documentVersion };
}

/** One act that would succeed at this moment, so it may be offered. */
export interface Offer {
  kind: ActKind;
  subject: Subject;
}

/** What somebody may do about a case beside deciding, in the order of the table. */
export function offeredActs(file: CaseFile, from: StaffId, around: Surroundings): Offer[] {
  const subjects = file.approvals.flatMap((approval): Subject[] => [
    { file, approval, task: undefined },
    ...approval.tasks
      .filter((task) => isLeading(approval, task))
      .map((task) => ({ file, approval, task })),
  ]);
  return ACT_KINDS.flatMap((kind) =>
    subjects
      .filter(({ task }) => (task === undefined) === ON_APPROVAL.has(kind))
      .filter((subject) => ACT_RULES[kind].whyNot(subject, { by: from }, around) === undefined)
      .map((subject) => ({ kind, subject })),
  );
}

const ON_APPROVAL: ReadonlySet<ActKind> = new Set([
  "withdraw",
  "revoke",
  "reply-customer",
  "tell-customer",
  "read",
  "comment",
]);
