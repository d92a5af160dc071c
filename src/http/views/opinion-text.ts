import type { Draft } from "../pages/draft.ts";
import { formOfVerb } from "./verb-forms.ts";

/** The words that are signed: an own 常用语, what was written, then the fields that were ticked, where the verb asks for them. */
export function opinionText({ verb, phrase = "", text, fixes }: Draft): string {
  const isAsked = formOfVerb(verb)?.asksFixes ?? false;
  const mend = isAsked && fixes.length > 0 ? [`需修改：${fixes.join("、")}`] : [];
  return [phrase, text, ...mend].filter((part) => part !== "").join("；");
}
