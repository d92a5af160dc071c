import type { Approval, Task } from "../approval/instance.ts";
import type { SignersAsked } from "../approval/signers.ts";
import { approvalOf, approvalOfTask, type CaseFile } from "../case-file.ts";
import type { ApprovalId, StaffId, TaskId } from "../ids.ts";
import { refuse, type Outcome, type Refusal } from "../outcome.ts";
import type { Seen } from "./sign-task.ts";
import type { Signer } from "../people/signer.ts";
import type { Surroundings } from "../surroundings.ts";

/** An act as a page sent it: nothing of it is known to be true. */
export interface WrittenAct extends Seen {
  /** The approval or the task that the form stood beside. */
  about: ApprovalId | TaskId;
  from: StaffId;
  text: string;
  /** What was chosen, where the form offers a choice. */
  choice: string | undefined;
  /** Who is to be added, where the form asks for it. */
  signers?: SignersAsked | undefined;
}

/** What an act is about, as the case has it. */
export interface Subject {
  file: CaseFile;
  approval: Approval;
  /** Undefined for the approval as a whole. */
  task: Task | undefined;
}

/** An act whose writer and subject are known. */
export type ActAsked = Pick<WrittenAct, "text" | "choice" | "signers"> & { by: Signer };

/** One thing that people do beside deciding: who may when, and what it does. */
export interface ActRule {
  whyNot: (subject: Subject, asked: { by: StaffId }, around: Surroundings) => Refusal | undefined;
  act: (subject: Subject, asked: ActAsked, around: Surroundings) => Outcome<CaseFile>;
}

/** The same about a task. */
interface TaskRule {
  whyNot: (...of: OfTask<ActRule["whyNot"]>) => ReturnType<ActRule["whyNot"]>;
  act: (...of: OfTask<ActRule["act"]>) => ReturnType<ActRule["act"]>;
}

type OfTask<Rule extends (subject: Subject, ...rest: never[]) => unknown> =
  Parameters<Rule> extends [Subject, ...infer Rest] ? [Subject & { task: Task }, ...Rest] : never;

/** A rule about tasks, told of anything: what is no task is not found. */
export function onTask({ whyNot, act }: TaskRule): ActRule {
  return {
    whyNot: (subject, ...rest) =>
      isTask(subject) ? whyNot(subject, ...rest) : { code: "not-found" },
    act: (subject, ...rest) =>
      isTask(subject) ? act(subject, ...rest) : refuse({ code: "not-found" }),
  };
}

function isTask(subject: Subject): subject is Subject & { task: Task } {
  return subject.task !== undefined;
}

/** What an id names: an approval, or a task with its approval. */
export function subjectOf(file: CaseFile, about: ApprovalId | TaskId): Subject | undefined {
  const onTask = approvalOfTask(file, about as TaskId);
  if (onTask !== undefined) return { file, ...onTask };
  const approval = approvalOf(file, about as ApprovalId);
  return approval && { file, approval, task: undefined };
}
