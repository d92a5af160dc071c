import { personOf, presentOrFormer } from "../domain/people/organisation.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { rungFired } from "./alerts.ts";
import { taskAcknowledged } from "./notify-acknowledgement.ts";
import type { Notice, NoticeContext } from "./notice.ts";
import {
  approvalApproved,
  approvalRejected,
  approvalResubmitted,
  approvalReturned,
  approvalStarted,
  stageStarted,
} from "./notify-approval.ts";
import { copiedNotices } from "./notify-copied.ts";
import { cardRenewed, taskCancelled, taskDecided, taskOpened } from "./notify-cards.ts";
import { approvalWithdrawn } from "./notify-withdrawal.ts";
import { taskEscalated } from "./notify-escalation.ts";
import { taskKept } from "./notify-kept.ts";
import { questionAnswered, questionAsked } from "./notify-question.ts";
import { pressRefused } from "./notify-refusal.ts";
import { revocationNotices } from "./notify-revocation.ts";
import { ruleSuspended } from "./notify-rule.ts";
import { signerRemoved, signersAdded, waitChanged } from "./notify-signers.ts";
import { requirementLowered } from "./notify-requirement.ts";
import { nodeReturned, returnNotDirect } from "./notify-return.ts";
import {
  overrideAsked,
  overrideRefused,
  overrideVoided,
  taskOverridden,
} from "./notify-override.ts";
import { decisionTakenBack } from "./notify-take-back.ts";
import { taskTransferred } from "./notify-transfer.ts";
import { seatUnfilled } from "./notify-unfilled.ts";
import { taskUrged } from "./notify-urge.ts";
import { cardResent } from "./notify-undelivered.ts";

export type { Notice, NoticeContext } from "./notice.ts";

type Row<Kind extends CaseEvent["kind"]> = (
  event: Extract<CaseEvent, { kind: Kind }>,
  context: NoticeContext,
) => Notice[];

/** Who gets what when something happens: one row a kind of event. */
const NOTICES: { [Kind in CaseEvent["kind"]]: Row<Kind> } = {
  "approval-started": approvalStarted,
  "approval-resubmitted": approvalResubmitted,
  "task-opened": taskOpened,
  "task-kept": taskKept,
  "task-decided": taskDecided,
  "decision-taken-back": decisionTakenBack,
  "kept-withdrawn": decisionTakenBack,
  "task-cancelled": taskCancelled,
  "task-transferred": taskTransferred,
  "task-escalated": taskEscalated,
  "task-urged": taskUrged,
  "rule-suspended": ruleSuspended,
  "task-acknowledged": taskAcknowledged,
  "signers-added": signersAdded,
  "signer-removed": signerRemoved,
  "wait-ended": waitChanged,
  "wait-resumed": waitChanged,
  "question-asked": questionAsked,
  "question-answered": questionAnswered,
  "override-asked": overrideAsked,
  "override-refused": overrideRefused,
  "task-overridden": taskOverridden,
  "seat-unfilled": seatUnfilled,
  "requirement-lowered": requirementLowered,
  "approval-approved": approvalApproved,
  "approval-returned": approvalReturned,
  "node-returned": nodeReturned,
  "return-not-direct": returnNotDirect,
  "approval-rejected": approvalRejected,
  "approval-withdrawn": approvalWithdrawn,
  "stage-started": stageStarted,
  "stage-finished": () => [],
  "rung-fired": rungFired,
  "card-renewed": cardRenewed,
  "card-resent": cardResent,
  "press-refused": pressRefused,
};

/** The messages that one event calls for, in the order in which they should leave. */
export function noticesFor(event: CaseEvent, context: NoticeContext): Notice[] {
  const told = revocationNotices(event, context) ?? noticesOf(event.kind, event, context);
  const notices = [
    ...told,
    ...copiedNotices(event, told, context),
    ...overrideVoided(event, context),
  ];
  // Whoever presses is answered, even when they should not be there any more.
  if (event.kind === "press-refused") return notices;
  return notices.filter(({ message }) => !("to" in message) || !hasLeft(context, message.to));
}

/** Nobody who has left is written to: WeCom would refuse each message, and somebody would have to look into it. */
function hasLeft({ bureau: { organisation } }: NoticeContext, userid: string): boolean {
  const isPresent = personOf(organisation, userid) !== undefined;
  return !isPresent && presentOrFormer(organisation, userid) !== undefined;
}

/** Keeps the kind of event and its row together, which a plain index would lose. */
function noticesOf<Kind extends CaseEvent["kind"]>(
  kind: Kind,
  event: Extract<CaseEvent, { kind: Kind }>,
  context: NoticeContext,
): Notice[] {
  return NOTICES[kind](event, context);
}
