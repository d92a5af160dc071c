import type { ActKind } from "../domain/approval/act.ts";
import type { Resume } from "../domain/approval/instance.ts";
import type { SignersAsked } from "../domain/approval/signers.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { ApprovalId, CaseNo, StaffId, TaskId } from "../domain/ids.ts";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { Refusal, Verb } from "../domain/outcome.ts";
import type { Surroundings } from "../domain/surroundings.ts";
import type { Problem } from "../domain/problem.ts";
import type { TextCommand } from "../domain/asking/text-command.ts";

/** Something that a person did in the chat; `inboxKey` makes it count once. */
export interface ChatAct {
  inboxKey: string;
  from: StaffId;
  /** When the platform says that it happened. */
  at: Date;
}

export interface CardPress extends ChatAct {
  /** `task_id` as received; not yet known to be one of ours. */
  cardId: string;
  buttonKey: string;
  responseCode: string;
  selections: Readonly<Record<string, readonly string[]>>;
}

export interface Question extends ChatAct {
  command: TextCommand;
}

/** A form of a case page as it was sent; `onceKey` and what was filled in make it count once. */
export interface PageForm {
  onceKey: string;
  from: StaffId;
  at: Date;
  caseNo: CaseNo;
  /** What the page showed: the round, and the version of the document. */
  round: number;
  documentVersion: number;
  /** Code of what was chosen: an opinion, or what the form of an act offers. */
  code: string | undefined;
  /** What was written, with the ticked fields at its end. */
  text: string;
}

/** A decision taken on a page. */
export interface PageDecision extends PageForm {
  /** Labels of the ticked fields. */
  fixes: readonly string[];
  /** One of their own 常用语, which the text begins with. */
  phrase?: string | undefined;
  taskId: TaskId;
  verb: Verb;
  /** Of a return: the node that it goes to, where that is not the submitter, and how it comes back. */
  returnTo?: string | undefined;
  resume?: Resume | undefined;
}

/** Something done on a page beside deciding. */
export interface PageAct extends PageForm {
  kind: ActKind;
  about: ApprovalId | TaskId;
  /** Who is to be added, where the form asks for it. */
  signers?: SignersAsked | undefined;
}

/** What became of a chat act, for the log and for a repeated delivery. */
export interface Answered {
  result: "done" | "refused" | "repeated";
  /** Code of the result or of the refusal. */
  code: string;
}

/** What the page has to say about a form; a repetition says no more than its code. */
export interface PageAnswered extends Answered {
  refusal: Refusal | undefined;
}

/** One API call made exactly once: the same key and body get the same answer. */
export interface OnceKey {
  apiKeyName: string;
  key: string;
  requestHash: string;
}

export type ApiResult<T> =
  | { ok: true; value: T; replayed: boolean }
  | { ok: false; why: "problems"; problems: readonly Problem[] }
  | { ok: false; why: "refused"; refusal: Refusal }
  | { ok: false; why: "key-reused" };

export interface SubmitInput {
  caseNo: CaseNo;
  kind: ApprovalKind;
  /** Body as the API shapes left it. */
  content: CaseDocument["content"];
  submittedBy: StaffId;
  /** Ids of uploaded files, or of what an older version had; without it the version has no attachments. */
  attachments?: readonly string[];
  once: OnceKey | undefined;
}

export interface CaseView {
  file: CaseFile;
  asOf: Date;
  /** The flow that an approval of it began with. */
  flowOf: Surroundings["flowOf"];
}
