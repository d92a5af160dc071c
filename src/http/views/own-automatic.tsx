import type { JSX } from "preact";
import { decisionOfTask } from "../../domain/approval/tasks.ts";
import { momentText } from "../../messages/moments.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import { RULE_MARK } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";

interface OwnProps {
  /** Objections that the viewer may still make. */
  acts: readonly ActForm[];
  context: PageContext;
}

/** What rules have decided in place of the viewer, as long as they may object. */
export function OwnAutomatic({ acts, context }: OwnProps): JSX.Element | null {
  if (acts.length === 0) return null;
  return (
    <section class="panel own">
      {acts.map((form) => (
        <div key={form.action}>
          <Decided form={form} context={context} />
          <FoldedAct form={form} context={context} />
        </div>
      ))}
    </section>
  );
}

function Decided({ form, context }: { form: ActForm; context: PageContext }): JSX.Element | null {
  const { approval, task } = form.subject;
  const decision = task && decisionOfTask(approval, task.id);
  if (task === undefined || decision === undefined) return null;
  return (
    <p>
      <Pill mark={RULE_MARK[decision.verb]} />
      <span>
        {momentText(decision.committedAt, context.now)} {decision.opinion.text}（{task.label}
        ），未经您处理
      </span>
    </p>
  );
}
