import { revokeActOf } from "../../domain/approval/act.ts";
import type { Approval } from "../../domain/approval/instance.ts";
import { revocationOf, type CaseFile } from "../../domain/case-file.ts";
import { stampText } from "../../messages/moments.ts";

/** What to mind of an approval that is to be revoked, or was: when, who asked for it, why; undefined of all others. */
export function revokedText(approval: Approval, file: CaseFile): string | undefined {
  const revocation = revocationOf(file, approval);
  const act = revocation && revokeActOf(revocation);
  if (act === undefined || !STATES.has(approval.status)) return undefined;
  const asked = `${act.name} 于 ${stampText(act.at)} 申请，理由：${act.text}`;
  return approval.status === "revoked"
    ? `已于 ${stampText(revocation?.closedAt ?? act.at)} 撤销，不再作为实施依据。${asked}`
    : `正在进行撤销审批，有结果前本次审批仍然有效。${asked}`;
}

const STATES: ReadonlySet<Approval["status"]> = new Set(["revoking", "revoked"]);
