import type { JSX } from "preact";
import { MAX_ADDED } from "../../domain/approval/add-signers.ts";
import type { SignersAsked } from "../../domain/approval/signers.ts";
import { addableGroups, type Choices } from "./act-choices.ts";
import type { ActForm } from "./act-forms.ts";
import type { PageContext } from "./page-context.ts";

interface Option {
  value: string;
  label: string;
  hint: string;
}

const PLACINGS: readonly Option[] = [
  { value: "before", label: "前加签", hint: "先听意见，再由您决定" },
  { value: "after", label: "后加签", hint: "您即同意，再由其签署" },
  { value: "beside", label: "并加签", hint: "与您一同审批，各算一席" },
];

const ORDERS: readonly Option[] = [
  { value: "all", label: "会签", hint: "都要办理" },
  { value: "any", label: "或签", hint: "一人即可" },
  { value: "sequential", label: "依次", hint: "按名单次序" },
];

/** Who is to be added, when and how they are heard; works without a script. */
export function SignerFields({
  form: { subject, draft },
  context,
}: {
  form: ActForm;
  context: PageContext;
}): JSX.Element | null {
  const { approval, task } = subject;
  if (task === undefined) return null;
  const signers = draft?.signers;
  return (
    <>
      <Radios legend="何时" name="placing" options={PLACINGS} chosen={signers?.placing} />
      <Radios
        legend="多人时（并加签不分）"
        name="order"
        options={ORDERS}
        chosen={signers?.order ?? "all"}
      />
      <People groups={addableGroups({ approval, task }, context)} signers={signers} />
    </>
  );
}

interface RadiosProps {
  legend: string;
  name: string;
  options: readonly Option[];
  chosen: string | undefined;
}

function Radios({ legend, name, options, chosen }: RadiosProps): JSX.Element {
  return (
    <fieldset class="radios">
      <legend>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value}>
          <input type="radio" name={name} value={value} required checked={chosen === value} />
          <span>
            {label} <small>{hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A department opens where somebody of it was ticked. */
function People({
  groups,
  signers,
}: {
  groups: Choices["groups"];
  signers: SignersAsked | undefined;
}): JSX.Element {
  const ticked = signers?.people ?? [];
  return (
    <fieldset class="people">
      <legend>加签人员（最多 {MAX_ADDED} 人）</legend>
      {groups.map(({ title, options }, index) => (
        <details
          class="fixes"
          key={title}
          open={index === 0 || options.some(({ code }) => ticked.includes(code))}
        >
          <summary>{title}</summary>
          {options.map(({ code, text }) => (
            <label key={code}>
              <input
                type="checkbox"
                name={`person.${code}`}
                value={code}
                checked={ticked.includes(code)}
              />
              <span>{text}</span>
            </label>
          ))}
        </details>
      ))}
    </fieldset>
  );
}
