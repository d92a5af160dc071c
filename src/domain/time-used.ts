import type { Approval, ApprovalNode } from "./approval/instance.ts";
import { workingMinutesBetween } from "./time/working-minutes.ts";
import type { WorkingCalendar } from "./time/working-calendar.ts";

/** Working time that an approval has taken by some moment. */
export interface TimeUsed {
  nodes: readonly { node: ApprovalNode; workMin: number; isLate: boolean }[];
  /** From the first node of each version to its last: branches that ran together count once. */
  approvalWorkMin: number;
  /** Between the versions, while the submitter mended the document. */
  revisionWorkMin: number;
}

interface Span {
  from: Date;
  to: Date;
}

export function timeUsed(calendar: WorkingCalendar, approval: Approval, now: Date): TimeUsed {
  const rounds = roundSpans(approval, now);
  const sum = (spans: readonly Span[]): number =>
    spans.reduce((total, { from, to }) => total + workingMinutesBetween(calendar, from, to), 0);
  return {
    nodes: approval.nodes.map((node) => {
      const to = node.closedAt ?? now;
      const workMin = workingMinutesBetween(calendar, node.openedAt, to);
      return { node, workMin, isLate: to > node.dueAt };
    }),
    approvalWorkMin: sum(rounds),
    revisionWorkMin: sum(revisionSpans(approval, rounds, now)),
  };
}

/** Rounds of one version run into one another: only a return to the submitter stops an approval. */
function roundSpans({ nodes }: Approval, now: Date): Span[] {
  const versions = [...new Set(nodes.map((node) => node.documentVersion))].toSorted(
    (a, b) => a - b,
  );
  return versions.map((version) => {
    const own = nodes.filter((node) => node.documentVersion === version);
    const moments = (of: (node: ApprovalNode) => Date): number[] =>
      own.map((node) => of(node).getTime());
    return {
      from: new Date(Math.min(...moments(({ openedAt }) => openedAt))),
      to: new Date(Math.max(...moments(({ closedAt }) => closedAt ?? now))),
    };
  });
}

/** From the end of each round to the next; to now while a returned document has not come back. */
function revisionSpans({ status }: Approval, rounds: readonly Span[], now: Date): Span[] {
  return rounds.flatMap(({ to }, at) => {
    const next = rounds[at + 1]?.from ?? (status === "wait_revision" ? now : undefined);
    return next === undefined ? [] : [{ from: to, to: next }];
  });
}
