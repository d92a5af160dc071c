import type { JSX } from "preact";
import type { CaseFile } from "../../domain/case-file.ts";
import { subjectOf } from "../../messages/approval-words.ts";
import { FoldedAct, type ActForm } from "./act-form.tsx";

interface OwnProps {
  acts: readonly ActForm[];
  file: CaseFile;
}

/** What whoever runs an approval may do about it. */
export function OwnApprovals({ acts, file }: OwnProps): JSX.Element | null {
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
              <FoldedAct key={form.action} form={form} />
            ))}
        </div>
      ))}
    </section>
  );
}
