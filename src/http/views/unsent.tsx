import type { JSX } from "preact";
import type { SignersAsked } from "../../domain/approval/signers.ts";
import { choiceText, type Draft, type Unsent } from "../pages/draft.ts";
import { opinionText } from "./opinion-text.ts";

/** What was written and has not counted, where it can be copied. */
export function UnsentText({ draft }: { draft: Draft }): JSX.Element | null {
  const text = opinionText(draft);
  if (text === "") return null;
  return (
    <label class="words">
      <span>您写的意见（未提交）</span>
      <textarea rows={4} readOnly>
        {text}
      </textarea>
    </label>
  );
}

/** Why something that was sent did not count, and what was written. */
export function NotCounted({ refused, draft }: { refused: string; draft: Draft }): JSX.Element {
  return (
    <section class="panel">
      <p class="refused" role="alert">
        {refused}
      </p>
      <UnsentText draft={draft} />
    </section>
  );
}

/** The same form once more, to be sent again as it is; its token makes sure that it counts once. */
export function SendAgain({ unsent }: { unsent: Unsent }): JSX.Element {
  const { draft, token, action, casePath } = unsent;
  const { verb, text, fixes, returnTo, resume, signers } = draft;
  return (
    <form method="post" action={action} class="decision">
      <Hidden name="token" value={token} />
      <Hidden name="verb" value={verb} />
      <Hidden name={`code.${verb}`} value={choiceText(draft)} />
      {returnTo === undefined ? null : <Hidden name="returnTo" value={returnTo} />}
      {resume === undefined ? null : <Hidden name="resume" value={resume} />}
      {fixes.map((label, index) => (
        <Hidden key={label} name={`fix.${index}`} value={label} />
      ))}
      {signers === undefined ? null : <HiddenSigners signers={signers} />}
      <label class="words">
        <span>您写的意见还在：</span>
        <textarea name="text" rows={4}>
          {text}
        </textarea>
      </label>
      <p class="actions">
        <button type="submit" class="button">
          再次提交
        </button>
        <a href={casePath}>回到工单</a>
      </p>
    </form>
  );
}

function HiddenSigners({ signers }: { signers: SignersAsked }): JSX.Element {
  const { placing, order, people } = signers;
  return (
    <>
      <Hidden name="placing" value={placing} />
      <Hidden name="order" value={order} />
      {people.map((userid) => (
        <Hidden key={userid} name={`person.${userid}`} value={userid} />
      ))}
    </>
  );
}

function Hidden({ name, value }: { name: string; value: string }): JSX.Element {
  return <input type="hidden" name={name} value={value} />;
}
