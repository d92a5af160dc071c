// The decisions of a case as they stand in its chain.
import type { Decision } from "../../src/domain/approval/instance.ts";
import {
  headOf,
  linkAfter,
  NO_HEAD,
  type ChainLink,
} from "../../src/domain/audit/decision-chain.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import { buildDecision } from "./build.ts";

const CASE_ID = 1 as CaseId;

/** Links of task 1, 2, … of the case, each with one of these decisions. */
export function buildChain(...changes: Partial<Decision>[]): ChainLink[] {
  let head = NO_HEAD;
  return changes.map((change, at) => {
    const link = linkAfter(head, {
      decision: buildDecision({ taskId: taskIdOf(CASE_ID, at + 1), ...change }),
      caseId: CASE_ID,
      approvalId: approvalIdOf(CASE_ID, 1),
      personalSalt: `salt ${at}`,
    });
    head = headOf(link);
    return link;
  });
}
