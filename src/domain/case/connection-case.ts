import type { CaseId, CaseNo, StaffId } from "../ids.ts";

/** 居民, 低压非居民, 高压单电源, 高压双(多)电源 */
export type CustomerClass = "residential" | "lv" | "hv-single" | "hv-dual";

/** 报装工单: one customer's wish to be connected, from acceptance to energising. */
export interface ConnectionCase {
  id: CaseId;
  caseNo: CaseNo;
  customerName: string;
  address: string;
  customerClass: CustomerClass;
  /** 新装 or 增容 */
  requestKind: "new" | "increase";
  gridManager: StaffId;
  worksManager: StaffId;
  /** Department id of the 供电分局, when the case belongs to one. */
  branch: string | undefined;
  openedBy: string;
  acceptedAt: Date;
}

/** 环节: one internal stage of a case with its own clock. */
export interface Stage {
  id: string;
  name: string;
  status: "not-started" | "running" | "done" | "not-applicable";
  startedAt: Date | undefined;
  dueAt: Date | undefined;
  dueProvisional: boolean;
  finishedAt: Date | undefined;
}
