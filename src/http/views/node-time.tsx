import type { JSX } from "preact";
import type { Approval, ApprovalNode } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { nodeTime } from "../../domain/time-used.ts";
import { usedText, workMinText } from "../../messages/durations.ts";
import type { PageContext } from "./page-context.ts";

interface NodeTimeProps {
  approval: Approval;
  node: ApprovalNode;
  context: PageContext & { file: CaseFile };
}

/** Working time that a closed node took; of an open one, what of it is booked to a vacant office. */
export function NodeTime({ approval, node, context }: NodeTimeProps): JSX.Element | null {
  const { bureau, file, now } = context;
  const used = nodeTime(bureau.calendar, { file, approval, node }, now);
  if (node.closedAt === undefined) return <Vacancy workMin={used.vacantWorkMin} />;
  const text = `用时 ${usedText(used)}（工作时间）${used.isLate ? "，超期" : ""}`;
  return <span class={used.isLate ? "over" : ""}>{text}</span>;
}

function Vacancy({ workMin }: { workMin: number }): JSX.Element | null {
  return workMin < 1 ? null : <span>{`岗位空缺 ${workMinText(workMin)}（工作时间）`}</span>;
}
