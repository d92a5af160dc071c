import type { CaseNo, StaffId } from "../ids.ts";
import { departmentOf, personOf, type Organisation } from "../people/organisation.ts";
import type { CustomerClass } from "./connection-case.ts";
import type { Problem } from "../problem.ts";
import { errorsOf } from "./problems.ts";

/** What a business system says when it opens a case. */
export interface OpenCaseInput {
  /** Chosen by the business system; without it the program numbers the case. */
  caseNo?: CaseNo | undefined;
  customerName: string;
  address: string;
  customerClass: CustomerClass;
  requestKind: "new" | "increase";
  gridManager: StaffId;
  worksManager: StaffId;
  branch?: string | undefined;
  /** When the customer was accepted; the moment of opening where it is not given. */
  acceptedAt?: Date | undefined;
  contactName?: string | undefined;
  contactPhone?: string | undefined;
}

/** Number that a case may carry. */
export const CASE_NO_PATTERN = /^(?=.{4,32}$)[A-Z0-9]+(?:-[A-Z0-9]+){0,5}$/;

/** Tells what about a new case contradicts the organisation or the clock. */
export function checkOpenCase(
  input: OpenCaseInput,
  context: { organisation: Organisation; now: Date },
): Problem[] {
  const { organisation, now } = context;
  const isKnown = (userid: string) => personOf(organisation, userid) !== undefined;
  return errorsOf([
    {
      when: !isKnown(input.gridManager),
      field: "gridManager",
      code: "unknown-person",
      message: `网格客户经理 ${input.gridManager} 不在组织名单中`,
    },
    {
      when: !isKnown(input.worksManager),
      field: "worksManager",
      code: "unknown-person",
      message: `业扩工程经理 ${input.worksManager} 不在组织名单中`,
    },
    {
      when: input.branch !== undefined && departmentOf(organisation, input.branch) === undefined,
      field: "branch",
      code: "unknown-department",
      message: `供电分局 ${input.branch ?? ""} 不在组织名单中`,
    },
    {
      when: (input.acceptedAt ?? now) > now,
      field: "acceptedAt",
      code: "accepted-in-future",
      message: "受理时间不能晚于当前时间",
    },
  ]);
}
