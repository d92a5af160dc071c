import type { SignersAsked } from "../../domain/approval/signers.ts";

/** What a person filled in, as it came; kept and shown again until it counts. */
export interface Draft {
  verb: string;
  /** 常用语 chosen for that verb; empty for none. */
  code: string;
  text: string;
  /** One of their own 常用语, in place of one of the bureau; it stands before the text. */
  phrase?: string | undefined;
  /** Fields to be mended, in the words of the form. */
  fixes: readonly string[];
  /** Of a return: the node that it goes to, empty for the submitter, and how it comes back. */
  returnTo?: string;
  resume?: string;
  /** Who is to be added and how, where the form asks for it. */
  signers?: SignersAsked | undefined;
}

/** A form that was sent but has not counted yet, with what it takes to send it again. */
export interface Unsent {
  draft: Draft;
  token: string;
  /** Address that it was sent to. */
  action: string;
  /** Page that it stands on. */
  casePath: string;
}

const OWN = "own:";

/** How a choice stands in its form: an own 常用语 by its words, one of the bureau by its code. */
export function choiceText({ code, phrase }: Pick<Draft, "code" | "phrase">): string {
  return phrase === undefined ? code : `${OWN}${phrase}`;
}

export function choiceFrom(text: string): Pick<Draft, "code" | "phrase"> {
  return text.startsWith(OWN) ? { code: "", phrase: text.slice(OWN.length) } : { code: text };
}
