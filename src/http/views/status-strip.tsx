import type { JSX } from "preact";
import type { Approval } from "../../domain/approval/instance.ts";
import { askingTasks } from "../../domain/approval/tasks.ts";
import { approvalOfKind, revocationOf, type CaseFile } from "../../domain/case-file.ts";
import { holderName } from "../../messages/approval-words.ts";
import { kindText } from "../../messages/document-words.ts";
import { asOfText } from "../../messages/moments.ts";
import { approvalMark } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { TimeLeft } from "./time-left.tsx";

/** A part of the page that can be jumped to. */
export interface Jump {
  id: string;
  text: string;
}

interface StripProps {
  file: CaseFile;
  jumps: readonly Jump[];
  context: PageContext;
}

/** What stays in sight while the page scrolls: which case, its state, who is awaited and how long. */
export function StatusStrip({ file, jumps, context }: StripProps): JSX.Element {
  return (
    <header class="strip">
      <div class="strip-inner">
        <p class="strip-title">
          <span class="case-no">{file.connectionCase.caseNo}</span>
          <span class="as-of">{asOfText(context.now)}</span>
        </p>
        {newestOfEachKind(file).map((approval) => (
          <p class="strip-line" key={approval.id}>
            <span>{kindText(approval.kind)}</span>
            <Pill mark={approvalMark(approval)} />
            <Awaited approval={approval} context={context} />
            <AwaitedBy file={file} approval={approval} context={context} />
          </p>
        ))}
        <nav class="jumps" aria-label="页内导航">
          {jumps.map((jump) => (
            <a key={jump.id} href={`#${jump.id}`}>
              {jump.text}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

function newestOfEachKind(file: CaseFile): Approval[] {
  return file.approvals.filter((approval) => approvalOfKind(file, approval.kind) === approval);
}

interface AwaitedProps {
  approval: Approval;
  context: PageContext;
}

/** Whom the revocation of an approval waits for, while it does. */
function AwaitedBy({
  file,
  approval,
  context,
}: AwaitedProps & { file: CaseFile }): JSX.Element | null {
  const revocation = revocationOf(file, approval);
  return revocation === undefined ? null : <Awaited approval={revocation} context={context} />;
}

/** Everybody whose turn it is; those who are due at the same time stand together. */
function Awaited({ approval, context }: AwaitedProps): JSX.Element {
  const tasks = askingTasks(approval);
  const dues = [...new Set(tasks.map((task) => task.dueAt.getTime()))];
  const namesDue = (due: number) =>
    tasks
      .filter((task) => task.dueAt.getTime() === due)
      .map((task) => holderName(context.bureau.organisation, approval, task))
      .join("、");
  return (
    <>
      {dues.map((due) => (
        <span key={due}>
          待 {namesDue(due)}，
          <TimeLeft dueAt={new Date(due)} context={context} />
        </span>
      ))}
    </>
  );
}
