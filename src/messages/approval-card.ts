import type { Approval, Task } from "../domain/approval/instance.ts";
import { answersYesOrNo } from "../domain/approval/added-tasks.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import type { Bureau } from "../domain/bureau.ts";
import { opinionRule } from "../domain/opinion.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CardVerb } from "../domain/outcome.ts";
import type { ButtonInteractionCard, CardButton, HorizontalContent } from "../wecom/wire.ts";
import { encodeActionKey } from "./action-key.ts";
import {
  caseUrl,
  documentOfRound,
  nameOf,
  purposeText,
  subjectOf,
  versionOfRound,
} from "./approval-words.ts";
import { cardSubTitle } from "./card-sub-title.ts";
import { cardStateOf, closingText, type CardState } from "./card-state.ts";
import { figureRows } from "./document-words.ts";
import { isOverdue } from "./durations.ts";
import { fitChars } from "./fit.ts";
import { dueText } from "./moments.ts";
import { opinionSelection } from "./opinion-selection.ts";

/** Advice of the platform on what a phone shows, in characters. @source wecom:90236 */
const ADVISED = { source: 20, title: 36, desc: 44, value: 30 } as const;

const GREY = 0;
const BLACK = 1;
const RED = 2;
const GREEN = 3;

export interface CardInput {
  file: CaseFile;
  approval: Approval;
  task: Task;
  /** Who has the card in front of them; usually the task's holder. */
  viewer: StaffId;
  bureau: Bureau;
  now: Date;
  publicUrl: string;
  /** A newer card of this task exists. */
  isReplaced?: boolean;
  /** What the viewer has to be told about a press of theirs, first of all. */
  hint?: string;
}

/**
 * The card of a task in whatever state the task is: asking, decided, closed by others, out of date.
 * It carries no `task_id`, so the same card serves as a message and as an update.
 */
export function approvalCard(input: CardInput): ButtonInteractionCard {
  const { file, approval, task, bureau, now } = input;
  const state = cardStateOf(approval, task, {
    viewer: input.viewer,
    isReplaced: input.isReplaced ?? false,
  });
  const url = caseUrl(input.publicUrl, file.connectionCase.caseNo);
  const { choices } = opinionRule(approval, bureau, "approve");
  const selection = opinionSelection(choices, state);
  const closing = closingText(state, { organisation: bureau.organisation, now });
  return {
    card_type: "button_interaction",
    source: {
      desc: fitChars(`${purposeText(approval)}审批`, ADVISED.source),
      desc_color: colourOf(state, isOverdue(task.dueAt, now)),
    },
    main_title: {
      title: fitChars(subjectOf(file, approval, task.round), ADVISED.title),
      desc: fitChars(file.connectionCase.customerName, ADVISED.desc),
    },
    sub_title_text: cardSubTitle(input, state),
    horizontal_content_list: rowsOf(input),
    card_action: { type: 1, url },
    ...(selection === undefined ? {} : { button_selection: selection }),
    button_list: buttonsOf(approval, task, url),
    ...(closing === undefined ? {} : { replace_text: closing }),
  };
}

function rowsOf({ file, approval, task, bureau, now }: CardInput): HorizontalContent[] {
  const document = documentOfRound(file, approval, task.round);
  const dueProvisional = nodeOfTask(approval, task)?.dueProvisional ?? false;
  const isRevocation = approval.revokes !== undefined;
  const submittedBy = (isRevocation ? undefined : document?.submittedBy) ?? approval.submittedBy;
  const rows = [
    ...(document === undefined ? [] : figureRows(document)),
    {
      keyname: isRevocation ? "申请人" : "提交人",
      value: nameOf(bureau.organisation, submittedBy),
    },
    { keyname: "到期", value: dueText({ dueAt: task.dueAt, dueProvisional }, now) },
  ];
  return rows.map(({ keyname, value }) => ({ keyname, value: fitChars(value, ADVISED.value) }));
}

/** A card must have buttons even where a closing text hides them. @source wecom:94888 */
function buttonsOf(approval: Approval, task: Task, url: string): CardButton[] {
  const documentVersion = versionOfRound(approval, task.round);
  const keyOf = (verb: CardVerb) => encodeActionKey({ verb, round: task.round, documentVersion });
  return [
    {
      text: approval.revokes === undefined ? "同意" : "同意撤销",
      style: 1,
      key: keyOf("approve"),
    },
    { text: answersYesOrNo(approval, task) ? "不同意" : "退回", style: 3, key: keyOf("return") },
    { type: 1, text: "查看方案", style: 4, url },
  ];
}

const BAD_ENDS: ReadonlySet<string> = new Set([
  "returned",
  "rejected",
  "withdrawn",
  "taken-back",
  "revoked",
  "not-revoked",
]);

function colourOf(state: CardState, isLate: boolean): 0 | 1 | 2 | 3 {
  if (state.kind === "asks") return isLate ? RED : BLACK;
  if (state.kind !== "decided-by-you") return GREY;
  const hasEndedBadly = BAD_ENDS.has(state.outcome.kind);
  return state.decision.verb === "approve" && !hasEndedBadly ? GREEN : RED;
}
