import type { JSX } from "preact";
import { pendingTasks } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { kindText } from "../../messages/document-words.ts";
import { asOfText } from "../../messages/moments.ts";
import { APPROVAL_MARK } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { TimeLeft } from "./time-left.tsx";

/** What stays in sight while the page scrolls: which case, its state, who is awaited and how long. */
export function StatusStrip({
  file,
  context,
}: {
  file: CaseFile;
  context: PageContext;
}): JSX.Element {
  return (
    <header class="strip">
      <div class="strip-inner">
        <p class="strip-title">
          <span class="case-no">{file.connectionCase.caseNo}</span>
          <span class="as-of">{asOfText(context.now)}</span>
        </p>
        {file.approvals.map((approval) => (
          <p class="strip-line" key={approval.id}>
            <span>{kindText(approval.kind)}</span>
            <Pill mark={APPROVAL_MARK[approval.status]} />
            {pendingTasks(approval).map((task) => (
              <span key={task.id}>
                待 {nameOf(context.bureau.organisation, task.holder)}，
                <TimeLeft dueAt={task.dueAt} context={context} />
              </span>
            ))}
          </p>
        ))}
      </div>
    </header>
  );
}
