import type { JSX } from "preact";
import type { CaseFile } from "../../domain/case-file.ts";
import { subjectOf } from "../../messages/approval-words.ts";
import type { PageContext } from "./page-context.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";

interface OwnProps {
  acts: readonly ActForm[];
  file: CaseFile;
  context: PageContext;
}

/** What whoever runs an approval may do about it. */
export function OwnApprovals({ acts, file, context }: OwnProps): JSX.Element | null {
  const approvals = new Set(acts.map(({ subject }) => subject.approval));
  if (approvals.size === 0) return null;
  return (
    <section class="panel">
      <h2>我的审批</h2>
      {[...approvals].map((approval) => (
        <div class="acts" key={approval.id}>
          <p>{subjectOf(file, approval)}</p>
          {acts
            .filter(({ subject }) => subject.approval === approval)
            .map((form) => (
              <FoldedAct key={form.action} form={form} context={context} />
            ))}
        </div>
      ))}
    </section>
  );
}
