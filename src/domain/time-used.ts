import type { Approval, ApprovalNode } from "./approval/instance.ts";
import type { CaseFile } from "./case-file.ts";
import { workingMinutesBetween } from "./time/working-minutes.ts";
import type { WorkingCalendar } from "./time/working-calendar.ts";
import { vacantSpans, type Span } from "./people/vacancy.ts";

export interface NodeTime {
  node: ApprovalNode;
  workMin: number;
  /** The part of it that is booked to a vacant office and to nobody. */
  vacantWorkMin: number;
  isLate: boolean;
}

/** Working time that an approval has taken by some moment. */
export interface TimeUsed {
  nodes: readonly NodeTime[];
  /** From the first node of each version to its last: branches that ran together count once. */
  approvalWorkMin: number;
  /** Between the versions, while the submitter mended the document. */
  revisionWorkMin: number;
}

/** An approval with the cards of its case. */
type Asked = { approval: Approval; file: Pick<CaseFile, "cards"> };

export function timeUsed(calendar: WorkingCalendar, asked: Asked, now: Date): TimeUsed {
  const { approval } = asked;
  const rounds = roundSpans(approval, now);
  return {
    nodes: approval.nodes.map((node) => nodeTime(calendar, { ...asked, node }, now)),
    approvalWorkMin: workMinOf(calendar, rounds),
    revisionWorkMin: workMinOf(calendar, revisionSpans(approval, rounds, now)),
  };
}

/** Working time that one node has taken by some moment. */
export function nodeTime(
  calendar: WorkingCalendar,
  { node, ...asked }: Asked & { node: ApprovalNode },
  now: Date,
): NodeTime {
  const { openedAt: from, closedAt: to = now, dueAt } = node;
  return {
    node,
    workMin: workMinOf(calendar, [{ from, to }]),
    vacantWorkMin: workMinOf(calendar, vacantSpans(asked, node, now)),
    isLate: to > dueAt,
  };
}

function workMinOf(calendar: WorkingCalendar, spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + workingMinutesBetween(calendar, from, to), 0);
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
