import type { AttachmentLimits } from "../case/attachment.ts";
import type { ConnectionCase } from "../case/connection-case.ts";
import { whyNotSubmit, type NoSubmitter } from "./may-submit.ts";
import type { Person } from "./organisation.ts";

/** Why a file is not taken: whose it is, how many wait already, or what it turned out to be. */
export type NoUpload =
  | NoSubmitter
  | "unknown-person"
  | "too-many-waiting"
  | "empty"
  | "wrong-type"
  | "too-large";

/** So many versions' worth of files may one person have waiting for one case. */
const VERSIONS_WAITING = 2;

/** How many files one person may have waiting for one case. */
export function mostWaiting({ maxCount }: AttachmentLimits): number {
  return VERSIONS_WAITING * maxCount;
}

/** Why somebody may not upload for a case now: who may not submit has nothing to attach. Undefined means yes. */
export function whyNotUpload(
  person: Person | undefined,
  connectionCase: ConnectionCase,
  { waiting, limits }: { waiting: number; limits: AttachmentLimits },
): NoUpload | undefined {
  if (person === undefined) return "unknown-person";
  const why = whyNotSubmit(person, connectionCase);
  if (why !== undefined) return why;
  return waiting < mostWaiting(limits) ? undefined : "too-many-waiting";
}
