import type { JSX } from "preact";
import type { CaseFile } from "../../domain/case-file.ts";
import type { Task } from "../../domain/approval/instance.ts";
import { holderName, officeText, subjectOf } from "../../messages/approval-words.ts";
import { dueText } from "../../messages/moments.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import { ActLines } from "./act-lines.tsx";
import type { PageContext } from "./page-context.ts";

export const OVERRIDE_ID = "override";

interface PanelProps {
  acts: readonly ActForm[];
  file: CaseFile;
  context: PageContext;
}

/** 越权处理, apart from everything that people do in their own right: another place, another colour, said in words. */
export function OverridePanel({ acts, file, context }: PanelProps): JSX.Element | null {
  const tasks = [...new Set(acts.flatMap(({ subject }) => subject.task ?? []))];
  if (tasks.length === 0) return null;
  return (
    <section class="panel override" id={OVERRIDE_ID}>
      <h2>越权处理（仅管理员可见）</h2>
      <p class="hint">
        这里代缺席的审批人作出决定，不是您本人的审批。须两名管理员：一人请求，另一人确认。
      </p>
      {tasks.map((task) => (
        <Seat
          key={task.id}
          task={task}
          acts={acts.filter(({ subject }) => subject.task === task)}
          file={file}
          context={context}
        />
      ))}
    </section>
  );
}

function Seat({ task, acts, file, context }: PanelProps & { task: Task }): JSX.Element | null {
  const approval = acts[0]?.subject.approval;
  if (approval === undefined) return null;
  const said = approval.acts.filter(
    ({ taskId, kind }) => taskId === task.id && kind.startsWith("override"),
  );
  const due = dueText({ dueAt: task.dueAt, dueProvisional: false }, context.now);
  return (
    <div class="acts">
      <p>
        {`${subjectOf(file, approval, task.round)}：等待 ${holderName(context.bureau.organisation, approval, task)}（${officeText(approval, task)}），${due} 到期`}
      </p>
      <ActLines approval={approval} acts={said} context={context} />
      {acts.map((form) => (
        <FoldedAct key={form.action} form={form} context={context} />
      ))}
    </div>
  );
}
