import type { JSX } from "preact";
import type { Subject } from "../../domain/act-rule.ts";
import type { ActKind } from "../../domain/approval/act.ts";
import { WRITTEN_MAX_CHARS } from "../../domain/written-opinion.ts";
import type { FormName } from "../form-token.ts";
import type { Draft } from "../unsent.ts";
import { ACT_FORMS } from "./act-forms.ts";

/** Something that the viewer may do beside deciding, and what it takes to do it here. */
export interface ActForm {
  kind: ActKind;
  subject: Subject;
  name: FormName;
  token: string;
  /** Address to send the form to. */
  action: string;
  /** What was written before and has not counted. */
  draft: Draft | undefined;
  /** Why it has not. */
  refused: string | undefined;
}

/** A form that is folded until it is wanted; works without a script. */
export function FoldedAct({ form }: { form: ActForm }): JSX.Element {
  const { kind, draft, refused, token, action } = form;
  const { label, effect, ask } = ACT_FORMS[kind];
  return (
    <details class="act" open={refused !== undefined}>
      <summary>{label}</summary>
      {refused === undefined ? null : (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
      <form class="decision" method="post" action={action}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="verb" value={kind} />
        <p class="hint">{effect}</p>
        <label class="words">
          <span>{ask}</span>
          <textarea name="text" rows={2} maxLength={WRITTEN_MAX_CHARS}>
            {draft?.text ?? ""}
          </textarea>
        </label>
        <button type="submit" class="button quiet">
          {label}
        </button>
      </form>
    </details>
  );
}
