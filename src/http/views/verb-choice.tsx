import type { ComponentChildren, JSX } from "preact";
import type { Task } from "../../domain/approval/instance.ts";
import { rowsToMend } from "../../domain/case/version-changes.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import type { OwnPhrase } from "../../domain/own-phrases.ts";
import { choiceText, type Draft } from "../pages/draft.ts";
import type { PageContext } from "./page-context.ts";
import type { VerbForm } from "./verb-forms.ts";

interface ChoiceProps {
  form: VerbForm;
  about: {
    task: Task;
    /** What was filled in before. */
    draft: Draft | undefined;
    /** 常用语 of whoever decides. */
    phrases: readonly OwnPhrase[];
    document: CaseDocument | undefined;
    context: PageContext;
  };
  /** What else this verb has to be told. */
  children?: ComponentChildren;
}

/** A verb; what goes with it opens below it when it is chosen. */
export function VerbChoice({ form, about, children }: ChoiceProps): JSX.Element {
  const { verb, label, effect, asksFixes } = form;
  const { task, draft, phrases, document, context } = about;
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
        {form.isWordsOnly === true ? null : (
          <Phrases
            form={form}
            own={phrases}
            chosen={isChosen ? choiceText(draft) : undefined}
            context={context}
          />
        )}
        {children}
        {asksFixes && document !== undefined ? (
          <Fixes document={document} ticked={draft?.fixes ?? []} />
        ) : null}
      </div>
    </div>
  );
}

interface PhrasesProps {
  form: VerbForm;
  own: readonly OwnPhrase[];
  chosen: string | undefined;
  context: PageContext;
}

/** 常用语 that go with the verb. */
function Phrases({
  form: { verb, label, hasUsualPhrase, takesOwnPhrase },
  own,
  chosen,
  context,
}: PhrasesProps): JSX.Element {
  const phrases = context.bureau.opinions.filter(({ verbs }) => verbs.includes(verb));
  const usual = (hasUsualPhrase ? phrases[0]?.code : undefined) ?? "";
  const words = takesOwnPhrase ? own.map((one) => one.words) : [];
  const ownChoices = words.map((phrase) => ({
    code: choiceText({ code: "", phrase }),
    text: phrase,
  }));
  const choices = [...phrases, ...ownChoices, { code: "", text: "只用下面的文字" }];
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
  const rows = rowsToMend(document);
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
