import type { JSX } from "preact";
import type { Approval, ApprovalNode, Task } from "../../domain/approval/instance.ts";
import { nodeOfTask } from "../../domain/approval/tasks.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import type { Attachment } from "../../domain/case/attachment.ts";
import { revokeActOf } from "../../domain/approval/act.ts";
import { isOpinionTask } from "../../domain/approval/added-tasks.ts";
import { documentWarnings } from "../../domain/document-warnings.ts";
import type { OwnPhrase } from "../../domain/own-phrases.ts";
import { WRITTEN_MAX_CHARS } from "../../domain/written-opinion.ts";
import { documentOfRound, holderName, purposeText } from "../../messages/approval-words.ts";
import { documentLine, kindText } from "../../messages/document-words.ts";
import { dueText, momentText } from "../../messages/moments.ts";
import type { FormName } from "../session/form-token.ts";
import type { Draft } from "../pages/draft.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import type { PageContext } from "./page-context.ts";
import { Heard } from "./heard.tsx";
import { Questions } from "./questions.tsx";
import { ReturnChoice } from "./return-choice.tsx";
import { SinceLastRound } from "./since-last-round.tsx";
import { TimeLeft } from "./time-left.tsx";
import { VerbChoice } from "./verb-choice.tsx";
import { OPINION_FORMS, REVOCATION_FORMS, VERB_FORMS, type VerbForm } from "./verb-forms.ts";

/** A task that waits for the viewer, and what it takes to decide it here. */
export interface Asked {
  approval: Approval;
  task: Task;
  /** Attachments that must be opened before anything is decided. */
  unread: readonly Attachment[];
  /** The nodes that it may be returned to, besides the submitter. */
  returnTo: readonly ApprovalNode[];
  name: FormName;
  token: string;
  /** Address to send the form to. */
  action: string;
  /** What was written before and has not counted. */
  draft: Draft | undefined;
  /** Why it has not. */
  refused: string | undefined;
}

interface AskedProps {
  asked: Asked;
  /** What may be done about the task instead. */
  acts: readonly ActForm[];
  /** 常用语 of the viewer. */
  phrases: readonly OwnPhrase[];
  file: CaseFile;
  context: PageContext;
}

/** What is asked of the viewer, and the form to answer it; works without a script. */
export function AskedPanel({ asked, acts, phrases, file, context }: AskedProps): JSX.Element {
  const { approval, task, action, draft, refused } = asked;
  const document = documentOfRound(file, approval, task.round);
  const { title, forms } = wayToDecide(approval, task);
  return (
    <section class="panel asked" id={task.id}>
      <h2>{title}</h2>
      <What asked={asked} file={file} context={context} />
      {refused === undefined ? null : (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
      <Heard approval={approval} task={task} />
      <SinceLastRound approval={approval} task={task} file={file} context={context} />
      <Questions approval={approval} context={context} />
      <form class="decision" method="post" action={action} data-draft={task.id}>
        <input type="hidden" name="token" value={asked.token} />
        <fieldset class="verbs">
          <legend>您的决定</legend>
          {forms.map((form) => (
            <VerbChoice
              key={form.verb}
              form={form}
              about={{ task, draft, phrases, document, context }}
            >
              {form.asksWayBack ? (
                <ReturnChoice
                  approval={approval}
                  targets={asked.returnTo}
                  draft={draft}
                  context={context}
                />
              ) : null}
            </VerbChoice>
          ))}
        </fieldset>
        <label class="words">
          <span>意见（连同勾选的内容不超过 {WRITTEN_MAX_CHARS} 字）</span>
          <textarea name="text" rows={3} maxLength={WRITTEN_MAX_CHARS}>
            {draft?.text ?? ""}
          </textarea>
        </label>
        {approval.revokes === undefined ? <PhrasesHint /> : null}
        <button type="submit" class="button">
          提交
        </button>
        <p class="hint">
          提交即以您的姓名和职务签署；“同意”在后续审批人办理前可以拿回，其他不能更改。
        </p>
      </form>
      {acts.map((form) => (
        <FoldedAct key={form.action} form={form} context={context} />
      ))}
    </section>
  );
}

function PhrasesHint(): JSX.Element {
  return (
    <p class="hint">
      常写的意见可存为<a href="/tasks/phrases">我的常用语</a>，在上面直接选用。
    </p>
  );
}

/** What is asked, in a word, and how it can be answered. */
function wayToDecide(
  approval: Approval,
  task: Task,
): { title: string; forms: readonly VerbForm[] } {
  const isOpinion = isOpinionTask(approval, task);
  if (approval.revokes !== undefined) {
    const title = `请您${isOpinion ? "提意见" : "审批"}：撤销${kindText(approval.kind)}`;
    return { title, forms: REVOCATION_FORMS };
  }
  return isOpinion
    ? { title: "请您提意见", forms: OPINION_FORMS }
    : { title: "请您审批", forms: VERB_FORMS };
}

/** Who wants an approved document to be void, and why. */
function WhyRevoke({ approval, now }: { approval: Approval; now: Date }): JSX.Element | null {
  const act = revokeActOf(approval);
  if (act === undefined) return null;
  return (
    <p class="must-read">
      {act.name} 于 {momentText(act.at, now)} 申请撤销已通过的审批，理由：{act.text}
    </p>
  );
}

function What({ asked, file, context }: Omit<AskedProps, "acts" | "phrases">): JSX.Element {
  const { approval, task } = asked;
  const document = documentOfRound(file, approval, task.round);
  const node = nodeOfTask(approval, task);
  const due = { dueAt: task.dueAt, dueProvisional: node?.dueProvisional ?? false };
  const warnings = document === undefined ? [] : documentWarnings(file, document, context.bureau);
  return (
    <>
      <p>
        <strong>{file.connectionCase.customerName}</strong> {purposeText(approval)}
        {document === undefined ? "" : ` v${document.version}：${documentLine(document)}`}
        <a class="see" href={`#${approval.kind}`}>
          查看全文
        </a>
      </p>
      <p class="node-facts">
        <span>{`第 ${task.round} 轮 ${node?.name ?? ""}`}</span>
        <span>您的席位：{task.label}</span>
        {task.onBehalfOf === undefined ? null : (
          <span>{holderName(context.bureau.organisation, approval, task)}</span>
        )}
        <span>{dueText(due, context.now)} 到期</span>
        <TimeLeft dueAt={task.dueAt} context={context} />
        {warnings.length === 0 ? null : (
          <a href={`#${approval.kind}`}>另有 {warnings.length} 条提示，见方案</a>
        )}
      </p>
      <WhyRevoke approval={approval} now={context.now} />
      <MustRead asked={asked} />
    </>
  );
}

/** What has to be opened before anything can be decided here. */
function MustRead({ asked: { approval, unread } }: { asked: Asked }): JSX.Element | null {
  if (unread.length === 0) return null;
  return (
    <p class="must-read">
      本环节须先看过全部附件，还有 {unread.length} 个未看：
      <a href={`#${approval.kind}`}>{unread.map(({ name }) => name).join("、")}</a>
    </p>
  );
}
