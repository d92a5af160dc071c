import type { CopyMoment, CopyTo } from "../approval/flow.ts";
import { whyNoCopy } from "../approval/copy.ts";
import type { Approval, Copy } from "../approval/instance.ts";
import { approvalOf, withApproval, type CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import { officesOf } from "../people/resolve-seats.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * Copies whom the flow names for a moment that has come by this change: it compares how things were with how they
 * are, so it does not matter which verb brought them there.
 */
export function copyByFlow(before: CaseFile, after: CaseFile, around: Surroundings): CaseFile {
  return after.approvals.reduce((sum, approval) => {
    const former = approvalOf(before, approval.id);
    if (former === approval) return sum;
    const named = around.flowOf(approval).copyTo ?? [];
    const due = named.filter(
      ({ on }) => hasCome(approval, on) && (former === undefined || !hasCome(former, on)),
    );
    const next = due.reduce(
      (one, entry) => withCopies(one, entry, { file: sum, around }),
      approval,
    );
    return next === approval ? sum : withApproval(sum, next);
  }, after);
}

function hasCome({ status, nodes }: Approval, on: CopyMoment): boolean {
  if (on === "submit") return true;
  if (on === "finish") return ENDED.has(status);
  return nodes.some(({ nodeId, status: state }) => nodeId === on.node && state === "passed");
}

const ENDED: ReadonlySet<Approval["status"]> = new Set(["approved", "rejected", "withdrawn"]);

/** An office that nobody holds is passed over: nothing waits for a copy. */
function withCopies(
  approval: Approval,
  { who, on }: CopyTo,
  { file: { connectionCase }, around }: { file: CaseFile; around: Surroundings },
): Approval {
  const { organisation } = around.bureau;
  const people = who.flatMap((one): StaffId[] => {
    const held = officesOf(one, { organisation, connectionCase });
    return held.ok ? held.offices.map(({ holder }) => holder) : [];
  });
  const source = typeof on === "string" ? on : "node";
  const made = [...new Set(people)]
    .filter((to) => whyNoCopy(approval, to) === undefined)
    .map((to): Copy => ({ to, source, by: undefined, at: around.at, readAt: undefined }));
  return made.length === 0 ? approval : { ...approval, copies: [...approval.copies, ...made] };
}
