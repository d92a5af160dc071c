import type { JSX } from "preact";
import { colleaguesOf } from "../../domain/people/colleagues.ts";
import type { Organisation } from "../../domain/people/organisation.ts";

const LIST_ID = "colleagues";
const MAX_CHARS = 80;

/** Everybody of the bureau, once on a page, for whatever fields ask for somebody. */
export function Colleagues({ organisation }: { organisation: Organisation }): JSX.Element {
  return (
    <datalist id={LIST_ID}>
      {colleaguesOf(organisation).map(({ userid, text }) => (
        <option key={userid} value={text} />
      ))}
    </datalist>
  );
}

interface ColleagueProps {
  name: string;
  /** What was typed or chosen before; a userid is shown as the person. */
  chosen: string;
  organisation: Organisation;
  isOptional: boolean;
  /** What stands in the empty field. */
  hint: string;
}

/** A field for somebody: a name is typed, and chosen from the list that it narrows down; works without a script. */
export function ColleagueField(props: ColleagueProps): JSX.Element {
  const { name, chosen, organisation, isOptional, hint } = props;
  const known = chosen && colleaguesOf(organisation).find(({ userid }) => userid === chosen);
  return (
    <input
      type="text"
      name={name}
      list={LIST_ID}
      value={known ? known.text : chosen}
      required={!isOptional}
      maxLength={MAX_CHARS}
      placeholder={hint}
      autocomplete="off"
    />
  );
}
