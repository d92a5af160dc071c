import type { JSX } from "preact";
import { isUpgraded } from "../../domain/approval/copy.ts";
import type { Approval, Copy } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { departmentOf, presentOrFormer } from "../../domain/people/organisation.ts";
import { nameOf, subjectOf } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import { ActBody, FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";

interface CopiesProps {
  file: CaseFile;
  /** What the viewer may do as somebody copied. */
  acts: readonly ActForm[];
  context: PageContext;
}

/** To somebody who was copied: that nothing is asked of them, 已阅, and a word of their own. */
export function CopiedPanel({ file, acts, context }: CopiesProps): JSX.Element | null {
  const approvals = [...new Set(acts.map(({ subject }) => subject.approval))];
  if (approvals.length === 0) return null;
  return (
    <section class="panel own">
      <h2>抄送给您</h2>
      {approvals.map((approval) => (
        <div class="acts" key={approval.id}>
          <p>{subjectOf(file, approval)}：供知悉，无需办理。</p>
          {acts
            .filter(({ subject }) => subject.approval === approval)
            .map((form) =>
              form.kind === "read" ? (
                <ActBody key={form.action} form={form} context={context} />
              ) : (
                <FoldedAct key={form.action} form={form} context={context} />
              ),
            )}
        </div>
      ))}
    </section>
  );
}

/** Who was copied, by whom, and who has said 已阅; everybody who sees the case sees it. */
export function CopyList({ approval, context }: { approval: Approval; context: PageContext }) {
  const { copies } = approval;
  if (copies.length === 0) return null;
  return (
    <div class="copies">
      <h3>抄送</h3>
      <ul class="seats">
        {copies.map((copy) => (
          <CopyRow key={copy.to} approval={approval} copy={copy} context={context} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  approval: Approval;
  copy: Copy;
  context: PageContext;
}

const SOURCE: Readonly<Record<Exclude<Copy["source"], "by-hand">, string>> = {
  submit: "提交时按流程抄送",
  node: "环节通过后按流程抄送",
  finish: "审批结束时按流程抄送",
};

function CopyRow({ approval, copy, context }: RowProps): JSX.Element {
  const { organisation } = context.bureau;
  const person = presentOrFormer(organisation, copy.to);
  const department = person && departmentOf(organisation, person.department)?.name;
  const by =
    copy.source === "by-hand" ? `${nameOf(organisation, copy.by ?? "")} 抄送` : SOURCE[copy.source];
  return (
    <li class="seat">
      <p class="who">
        <span class="name">{nameOf(organisation, copy.to)}</span>
        <span class="office">{`${department ?? ""} ${person?.position ?? ""}`.trim()}</span>
        <Pill mark={readMark(approval, copy, context)} />
      </p>
      <p class="hint">
        {by}，{momentText(copy.at, context.now)}
      </p>
    </li>
  );
}

function readMark(approval: Approval, copy: Copy, { now }: PageContext) {
  if (copy.readAt !== undefined) {
    return { text: `已阅 ${momentText(copy.readAt, now)}`, tone: "good" } as const;
  }
  return isUpgraded(approval, copy)
    ? ({ text: "已转为审批人", tone: "busy" } as const)
    : ({ text: "未阅", tone: "quiet" } as const);
}
