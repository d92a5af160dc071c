import { conditionHolds } from "../approval/choose-flow.ts";
import type { Approval } from "../approval/instance.ts";
import { currentNodes, pendingTasks } from "../approval/tasks.ts";
import { migrate, whyNotMigrate, type FlowChange } from "../approval/migrate.ts";
import { votesOf } from "../approval/votes.ts";
import { approvalOf, withApproval, type CaseFile } from "../case-file.ts";
import { carryOn } from "./carry-on.ts";
import { factsOf } from "../case/document-facts.ts";
import type { ApprovalId, CaseId, CaseNo } from "../ids.ts";
import { refuse, type Outcome } from "../outcome.ts";
import { engineFacts, situationOf, whyVacant } from "../situation.ts";
import type { Surroundings } from "../surroundings.ts";
import { limitDue } from "../time/due.ts";

/** What an approval is at one moment, as far as a change of its flow may touch it; plain text, to be compared. */
export interface Standing {
  flowVersion: number;
  status: Approval["status"];
  /** Who is asked, in which node, until when (ISO 8601). */
  waiting: readonly { node: string; holder: string; dueAt: string }[];
  /** What counts in this round. */
  decisions: readonly { node: string; by: string; verb: string }[];
}

/** One approval in a plan: as it is, and as it will be, or why it stays. */
export interface PlannedInstance {
  caseId: CaseId;
  caseNo: CaseNo;
  approvalId: ApprovalId;
  before: Standing;
  after: Standing | undefined;
  /** In words. */
  refused: string | undefined;
}

export interface MigrationPlan {
  flowId: string;
  from: number;
  to: number;
  map: Readonly<Record<string, string>>;
  instances: readonly PlannedInstance[];
}

/** One approval, and how its flow is to change. */
export interface Migration {
  approvalId: ApprovalId;
  change: FlowChange;
  /** From when nodes that open now are counted: the moment of the dry run, so that it stays true. */
  plannedAt: Date;
}

/** Takes one approval to another version of its flow, or says why not. */
export function migrateCase(
  file: CaseFile,
  { approvalId, change, plannedAt }: Migration,
  around: Surroundings,
): Outcome<CaseFile> {
  const approval = approvalOf(file, approvalId);
  if (approval === undefined) return refuse({ code: "not-found" });
  if (approval.revokes !== undefined) {
    return refuse({ code: "cannot-migrate", why: "revocation", node: "" });
  }
  const situation = situationOf({ file, approval }, { ...around, flowOf: () => change.to });
  if (situation === undefined) return refuse({ code: "plan-missing" });
  const { calendar } = around.bureau;
  const facts = {
    ...engineFacts(situation),
    dueFor: (limit: Parameters<typeof limitDue>[2]) => limitDue(calendar, plannedAt, limit),
    dueFrom: (at: Date, limit: Parameters<typeof limitDue>[2]) => limitDue(calendar, at, limit),
  };
  const known = factsOf({ ...situation.document, connectionCase: file.connectionCase });
  const refusal =
    whyNotMigrate(approval, change, facts) ??
    (conditionHolds(change.to.when, known)
      ? undefined
      : { code: "no-flow" as const, facts: known }) ??
    whyVacant(situation);
  if (refusal !== undefined) return refuse(refusal);
  const { approval: next, events } = migrate(approval, change, facts);
  return carryOn(withApproval(file, next), events, around);
}

/** How an approval stands; of a file that does not hold it, undefined. */
export function standingIn(file: CaseFile, approvalId: ApprovalId): Standing | undefined {
  const approval = approvalOf(file, approvalId);
  return approval && standingOf(approval);
}

export function standingOf(approval: Approval): Standing {
  const nodes = currentNodes(approval).filter(({ status }) => status !== "superseded");
  const nameOf = (id: string) => nodes.find(({ nodeId }) => nodeId === id)?.name ?? id;
  return {
    flowVersion: approval.flowVersion,
    status: approval.status,
    waiting: pendingTasks(approval).map(({ nodeId, holder, dueAt }) => ({
      node: nameOf(nodeId),
      holder,
      dueAt: dueAt.toISOString(),
    })),
    decisions: nodes.flatMap((node) =>
      votesOf(approval, node).map(({ verb, decision }) => ({
        node: node.name,
        by: decision.decidedBy,
        verb,
      })),
    ),
  };
}
