import type { JSX } from "preact";
import { nodeOfTask, type Approval, type Task } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { rowsOf } from "../../domain/case/document-fields.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import { WRITTEN_MAX_CHARS } from "../../domain/written-opinion.ts";
import { documentOfRound } from "../../messages/approval-words.ts";
import { documentLine, kindText } from "../../messages/document-words.ts";
import { dueText } from "../../messages/moments.ts";
import type { Draft } from "../unsent.ts";
import type { PageContext } from "./page-context.ts";
import { SinceLastRound } from "./since-last-round.tsx";
import { TimeLeft } from "./time-left.tsx";
import { VERB_FORMS, type VerbForm } from "./verb-forms.ts";

/** A task that waits for the viewer, and what it takes to decide it here. */
export interface Asked {
  approval: Approval;
  task: Task;
  token: string;
  /** Address to send the form to. */
  action: string;
  /** What was written before and has not counted. */
  draft: Draft | undefined;
  /** Why it has not. */
  refused: string | undefined;
}

export interface AskedProps {
  asked: Asked;
  file: CaseFile;
  context: PageContext;
}

/** What is asked of the viewer, and the form to answer it; works without a script. */
export function AskedPanel({ asked, file, context }: AskedProps): JSX.Element {
  const { approval, task, action, draft, refused } = asked;
  const document = documentOfRound(file, approval, task.round);
  return (
    <section class="panel asked" id={task.id}>
      <h2>请您审批</h2>
      <What asked={asked} file={file} context={context} />
      {refused === undefined ? null : (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
      <SinceLastRound approval={approval} task={task} file={file} context={context} />
      <form class="decision" method="post" action={action} data-draft={task.id}>
        <input type="hidden" name="token" value={asked.token} />
        <fieldset class="verbs">
          <legend>您的决定</legend>
          {VERB_FORMS.map((form) => (
            <VerbChoice key={form.verb} form={form} asked={asked} offered={{ document, context }} />
          ))}
        </fieldset>
        <label class="words">
          <span>意见（连同勾选的内容不超过 {WRITTEN_MAX_CHARS} 字）</span>
          <textarea name="text" rows={3} maxLength={WRITTEN_MAX_CHARS}>
            {draft?.text ?? ""}
          </textarea>
        </label>
        <button type="submit" class="button">
          提交
        </button>
        <p class="hint">提交即以您的姓名和职务签署，提交后不能更改。</p>
      </form>
    </section>
  );
}

function What({ asked: { approval, task }, file, context }: AskedProps): JSX.Element {
  const document = documentOfRound(file, approval, task.round);
  const node = nodeOfTask(approval, task);
  return (
    <>
      <p>
        <strong>{file.connectionCase.customerName}</strong> {kindText(approval.kind)}
        {document === undefined ? "" : ` v${document.version}：${documentLine(document)}`}
        <a class="see" href={`#${approval.kind}`}>
          查看全文
        </a>
      </p>
      <p class="node-facts">
        <span>{`第 ${task.round} 轮 ${node?.name ?? ""}`}</span>
        <span>您的席位：{task.label}</span>
        <span>{dueText({ dueProvisional: false, ...node, ...task }, context.now)} 到期</span>
        <TimeLeft dueAt={task.dueAt} context={context} />
      </p>
    </>
  );
}

interface ChoiceProps {
  form: VerbForm;
  asked: Asked;
  offered: { document: CaseDocument | undefined; context: PageContext };
}

/** A verb; what goes with it opens below it when it is chosen. */
function VerbChoice({ form, asked, offered }: ChoiceProps): JSX.Element {
  const { verb, label, effect, asksFixes } = form;
  const { document, context } = offered;
  const { draft, task } = asked;
  const isChosen = draft?.verb === verb;
  const id = `${task.id}-${verb}`;
  return (
    <div class={`verb ${verb}`}>
      <input type="radio" name="verb" value={verb} id={id} required checked={isChosen} />
      <label for={id}>
        <strong>{label}</strong>
        <span class="hint">{effect}</span>
      </label>
      <div class="with-verb">
        <Phrases form={form} chosen={isChosen ? draft.code : undefined} context={context} />
        {asksFixes && document !== undefined ? (
          <Fixes document={document} ticked={draft?.fixes ?? []} />
        ) : null}
      </div>
    </div>
  );
}

interface PhrasesProps {
  form: VerbForm;
  chosen: string | undefined;
  context: PageContext;
}

/** 常用语 that go with the verb. The first one of 同意 is what most mean; a reason is never chosen for anybody. */
function Phrases({ form: { verb, label }, chosen, context }: PhrasesProps): JSX.Element {
  const phrases = context.bureau.opinions.filter(({ verbs }) => verbs.includes(verb));
  const usual = verb === "approve" ? (phrases[0]?.code ?? "") : "";
  const choices = [...phrases, { code: "", text: "只用下面的文字" }];
  return (
    <div class="phrases" role="group" aria-label={`${label}：常用语`}>
      {choices.map(({ code, text }) => (
        <label key={code}>
          <input
            type="radio"
            name={`code.${verb}`}
            value={code}
            checked={code === (chosen ?? usual)}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}

interface FixesProps {
  document: CaseDocument;
  ticked: readonly string[];
}

/** The fields of the document, to be ticked; their names go into the opinion. */
function Fixes({ document, ticked }: FixesProps): JSX.Element {
  const rows = rowsOf(document.content);
  const titles = [...new Set(rows.map(({ group }) => group))];
  return (
    <details class="fixes" open={ticked.length > 0}>
      <summary>勾选需要修改的内容（可不选）</summary>
      {titles.map((title) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {rows
            .filter(({ group }) => group === title)
            .map(({ field, label }) => (
              <Fix key={field} field={field} label={label} isTicked={ticked.includes(label)} />
            ))}
        </fieldset>
      ))}
    </details>
  );
}

interface FixProps {
  field: string;
  label: string;
  isTicked: boolean;
}

function Fix({ field, label, isTicked }: FixProps): JSX.Element {
  return (
    <label>
      <input type="checkbox" name={`fix.${field}`} value={label} checked={isTicked} />
      <span>{label}</span>
    </label>
  );
}
