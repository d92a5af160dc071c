import type { SignersAsked } from "../domain/approval/signers.ts";

/** What a person filled in, as it came; kept and shown again until it counts. */
export interface Draft {
  verb: string;
  /** 常用语 chosen for that verb; empty for none. */
  code: string;
  text: string;
  /** Fields to be mended, in the words of the form. */
  fixes: readonly string[];
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
