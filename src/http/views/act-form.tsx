import type { JSX } from "preact";
import { WRITTEN_MAX_CHARS } from "../../domain/written-opinion.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { choicesOf, WHOM } from "./act-choices.ts";
import { ACT_FORMS, wordsOfAct, type ActForm } from "./act-forms.ts";
import { ColleagueField } from "./colleagues.tsx";
import type { PageContext } from "./page-context.ts";
import { SignerFields } from "./signer-fields.tsx";

interface ActProps {
  form: ActForm;
  context: PageContext;
}

/** A form that is folded until it is wanted; works without a script. */
export function FoldedAct({ form, context }: ActProps): JSX.Element {
  const { refused } = form;
  return (
    <details class="act" open={refused !== undefined}>
      <summary>{`${wordsOfAct(form).label}${whom(form, context)}`}</summary>
      <ActBody form={form} context={context} />
    </details>
  );
}

/** What has to be filled in, and why it did not count before. */
export function ActBody({ form, context }: ActProps): JSX.Element {
  const { kind, draft, refused, token, action } = form;
  const { label, effect, ask } = wordsOfAct(form);
  return (
    <>
      {refused === undefined ? null : (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
      <form class="decision" method="post" action={action}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="verb" value={kind} />
        <p class="hint">{effect}</p>
        {kind === "add-signers" ? <SignerFields form={form} context={context} /> : null}
        <Whom form={form} context={context} />
        <Choice form={form} context={context} />
        <Words ask={ask} draft={draft} />
        <button type="submit" class="button">
          {label}
        </button>
      </form>
    </>
  );
}

function Words({ ask, draft }: Pick<ActForm, "draft"> & { ask: string | undefined }) {
  if (ask === undefined) return null;
  return (
    <label class="words">
      <span>{ask}</span>
      <textarea name="text" rows={2} maxLength={WRITTEN_MAX_CHARS}>
        {draft?.text ?? ""}
      </textarea>
    </label>
  );
}

/** With whom, where that is asked. */
function Whom({ form: { kind, draft }, context }: ActProps): JSX.Element | null {
  const whom = WHOM[kind];
  if (whom === undefined) return null;
  return (
    <label class="words">
      <span>{whom.ask}</span>
      <ColleagueField
        name={`code.${kind}`}
        chosen={draft?.code ?? ""}
        organisation={context.bureau.organisation}
        isOptional={whom.isOptional}
        hint="输入姓名，从列表中选择"
      />
    </label>
  );
}

/** What the act has to be told besides words; nothing is chosen beforehand. */
function Choice({ form, context }: ActProps): JSX.Element | null {
  const choices = choicesOf(form, context);
  if (choices === undefined) return null;
  return (
    <label class="words">
      <span>{choices.ask}</span>
      <select name={`code.${form.kind}`} required>
        <option value="">请选择</option>
        {choices.groups.map(({ title, options }) => (
          <optgroup key={title} label={title}>
            {options.map(({ code, text }) => (
              <option key={code} value={code} selected={form.draft?.code === code}>
                {text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

const OF_OTHERS: ReadonlySet<string> = new Set(["approval", "override"]);

/** Whom an act is about, where several stand one below the other. */
function whom({ kind, subject: { task } }: ActForm, { bureau }: PageContext): string {
  const isOfOther = task !== undefined && OF_OTHERS.has(ACT_FORMS[kind].place);
  return isOfOther ? ` ${nameOf(bureau.organisation, task.holder)}` : "";
}
