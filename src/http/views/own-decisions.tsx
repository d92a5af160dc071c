import type { JSX } from "preact";
import { takeBackOf } from "../../domain/approval/act.ts";
import type { Approval, Decision } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import type { StaffId } from "../../domain/ids.ts";
import { verbText } from "../../messages/approval-words.ts";
import { versionText } from "../../messages/document-words.ts";
import { momentText } from "../../messages/moments.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import { channelText, VERB_MARK } from "./case-words.ts";
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
      .filter(({ decidedBy, round }) => decidedBy === viewer && round === approval.round)
      .map((decision) => ({ approval, decision })),
  );
  if (own.length === 0) return null;
  return (
    <section class="panel own">
      {own.map(({ approval, decision }) => (
        <Own key={decision.taskId} approval={approval} decision={decision} context={context} />
      ))}
      {acts.map((form) => (
        <FoldedAct key={form.action} form={form} context={context} />
      ))}
    </section>
  );
}

interface OneProps {
  approval: Approval;
  decision: Decision;
  context: PageContext;
}

function Own({ approval, decision, context }: OneProps): JSX.Element {
  const { taskId, verb, committedAt, opinion } = decision;
  const taken = takeBackOf(approval, taskId);
  return (
    <p data-draft-done={taskId}>
      <Pill mark={VERB_MARK[verb]} />
      <span>
        您已于 {momentText(committedAt, context.now)} {verbText(verb)}
        {versionText(approval.kind, decision.documentVersion)}（{channelText(decision)}）
        {decision.onBehalfOf === undefined ? "" : `，代 ${decision.onBehalfOf.name}`}
        {taken === undefined ? "" : `，于 ${momentText(taken.at, context.now)} 拿回`}
      </span>
      {opinion.text === "" ? null : <span class="said">意见：{opinion.text}</span>}
    </p>
  );
}
