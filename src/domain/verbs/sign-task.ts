import { decide, type Press } from "../approval/decide.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { nodeOfTask } from "../approval/tasks.ts";
import { documentOf, withApproval, type CaseFile } from "../case-file.ts";
import { carryOn } from "./carry-on.ts";
import { presentOrFormer } from "../people/organisation.ts";
import { andThen, refuse, type Outcome } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";
import type { Surroundings } from "../surroundings.ts";

/** A decision that has been understood and allowed, wherever it was taken. */
export type Signature = Pick<
  Press,
  | "task"
  | "verb"
  | "opinion"
  | "by"
  | "eventAt"
  | "channel"
  | "returnTo"
  | "resume"
  | "batchId"
  | "override"
> & {
  /** Hash of what the signer had in front of them; undefined for the document itself. */
  shownHash: string | undefined;
};

/** A round, and the version of the document that was in front of somebody who decided. */
export interface Seen {
  round: number;
  documentVersion: number;
}

/** Tells whether what was seen is this very task: its round, and the version that it asks about. */
export function isOfTask(
  seen: Seen,
  { approval, task }: { approval: Approval; task: Task },
): boolean {
  const shown = nodeOfTask(approval, task)?.documentVersion;
  return seen.round === task.round && seen.documentVersion === shown;
}

/** Signs a task, carries its approval on and moves the stages with it. */
export function signTask(
  { file, approval }: { file: CaseFile; approval: Approval },
  signature: Signature,
  around: Surroundings,
): Outcome<CaseFile> {
  const document = documentOf(file, approval);
  const situation = situationOf({ file, approval }, around);
  if (document === undefined || situation === undefined) return refuse({ code: "plan-missing" });
  const { organisation } = around.bureau;
  const documentHash = document.contentHash;
  const press: Press = {
    ...signature,
    documentHash,
    nameOf: (userid) => presentOrFormer(organisation, userid)?.name ?? userid,
    shownHash: signature.shownHash ?? documentHash,
  };
  return andThen(decide(approval, press, engineFacts(situation)), (next, events) =>
    carryOn(withApproval(file, next), events, around),
  );
}
