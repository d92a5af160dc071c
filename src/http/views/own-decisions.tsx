import type { JSX } from "preact";
import { takeBackOf, type Act } from "../../domain/approval/act.ts";
import type { Approval, Decision } from "../../domain/approval/instance.ts";
import { nodeOfTask } from "../../domain/approval/tasks.ts";
import type { Subject } from "../../domain/verbs/act-rule.ts";
import { undoUntil } from "../../domain/approval/undo.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import type { StaffId } from "../../domain/ids.ts";
import { purposeVersionText, verbText } from "../../messages/approval-words.ts";
import { momentText, undoText } from "../../messages/moments.ts";
import { wayBackText } from "../../messages/return-words.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import { channelText, verbMark } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";

interface OwnProps {
  file: CaseFile;
  viewer: StaffId;
  /** What may still be done about them. */
  acts: readonly ActForm[];
  context: PageContext;
}

/** What the viewer has signed in the rounds that count now; it is what a form is answered by. */
export function OwnDecisions({ file, viewer, acts, context }: OwnProps): JSX.Element | null {
  const own = file.approvals.flatMap((approval) =>
    approval.decisions
      .filter((one) => one.decidedBy === viewer && counts(approval, one))
      .map((decision) => ({ approval, decision })),
  );
  if (own.length === 0 && acts.length === 0) return null;
  return (
    <section class="panel own">
      {own.map(({ approval, decision }) => (
        <Own
          key={decision.taskId}
          approval={approval}
          decision={decision}
          mayUndo={acts.some(({ kind, subject }) => kind === "undo" && isAbout(subject, decision))}
          context={context}
        />
      ))}
      {acts.map((form) => (
        <FoldedAct key={form.action} form={form} context={context} />
      ))}
    </section>
  );
}

/** Of the version that is asked about, or kept for it. */
function counts(approval: Approval, { documentVersion, taskId }: Decision): boolean {
  const isKept = approval.tasks.some(
    (task) =>
      task.keptFrom === taskId &&
      nodeOfTask(approval, task)?.documentVersion === approval.documentVersion,
  );
  return isKept || documentVersion === approval.documentVersion;
}

function takenText({ kind }: Act): string {
  return kind === "undo" ? "撤回" : "拿回";
}

interface OneProps {
  approval: Approval;
  decision: Decision;
  mayUndo: boolean;
  context: PageContext;
}

function isAbout({ task }: Subject, { taskId }: Decision): boolean {
  return task?.id === taskId;
}

function Own({ approval, decision, mayUndo, context }: OneProps): JSX.Element {
  const { taskId, verb, committedAt, opinion } = decision;
  const taken = takeBackOf(approval, taskId);
  const wayBack = wayBackText(approval, decision);
  return (
    <p data-draft-done={taskId}>
      <Pill mark={verbMark(approval, verb)} />
      <span>
        您已于 {momentText(committedAt, context.now)} {verbText(verb)}
        {purposeVersionText(approval, decision.documentVersion)}（{channelText(decision)}）
        {decision.onBehalfOf === undefined ? "" : `，代 ${decision.onBehalfOf.name}`}
        {decision.documentVersion < approval.documentVersion
          ? `，v${approval.documentVersion} 沿用`
          : ""}
        {taken === undefined ? "" : `，于 ${momentText(taken.at, context.now)} ${takenText(taken)}`}
        {mayUndo ? undoText(undoUntil(approval, decision), context.now) : ""}
      </span>
      {wayBack === "" ? null : <span class="said">{wayBack}</span>}
      {opinion.text === "" ? null : <span class="said">意见：{opinion.text}</span>}
    </p>
  );
}
