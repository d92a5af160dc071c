import type { ApprovalKind } from "./approval-kind.ts";

/** What chooses a flow and its nodes, read from a document and its case. kVA and kW are kept apart. */
export interface Facts {
  kind: ApprovalKind;
  customerClass: string;
  voltageKv: number;
  /** 0 where the document is measured in kW. */
  capacityKva: number;
  /** 0 where the document is measured in kVA. */
  capacityKw: number;
  sourceCount: number;
  typicalPlan: boolean;
  important: boolean;
  specialLoad: boolean;
  externalWorks: boolean;
  /** Estimate of an investment; 0 for a supply plan. */
  amountFen: number;
}

export type FactName = keyof Facts;
