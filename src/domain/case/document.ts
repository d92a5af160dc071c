import type { StaffId } from "../ids.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { Attachment } from "./attachment.ts";
import type { GridInvestment } from "./grid-investment.ts";
import type { SupplyPlan } from "./supply-plan.ts";

/** One submitted version of what is to be approved. Never changed once stored. */
export interface CaseDocument {
  kind: ApprovalKind;
  version: number;
  content: SupplyPlan | GridInvestment;
  /** In the order in which the submission named them. */
  attachments: readonly Attachment[];
  /** Covers the content and the bytes of the attachments. */
  contentHash: string;
  submittedBy: StaffId;
  submittedAt: Date;
}

/** One field that differs between two versions, in the reader's words. */
export interface FieldChange {
  field: string;
  label: string;
  before: string;
  after: string;
}
