import type {
  Approval,
  ApprovalNode,
  Decision,
  Seat,
  Task,
} from "../../src/domain/approval/instance.ts";
import type { Bureau } from "../../src/domain/bureau.ts";
import type { Card, CaseFile } from "../../src/domain/case-file.ts";
import type { CaseDocument } from "../../src/domain/case/document.ts";
import { documentHash } from "../../src/domain/case/document-hash.ts";
import { isSupplyPlan, type DocumentContent } from "../../src/domain/case/supply-plan.ts";
import {
  approvalIdOf,
  cardIdOf,
  taskIdOf,
  type CaseId,
  type StaffId,
  type TaskId,
  type CardId,
} from "../../src/domain/ids.ts";
import type { Organisation } from "../../src/domain/people/organisation.ts";
import { createCalendar } from "../../src/domain/time/working-calendar.ts";
import { buildCase, buildHvPlan } from "./build-plan.ts";
import { buildPlanLimits } from "./build-plan-limits.ts";
import { modeOf } from "./build-mode.ts";

const CASE_ID = 1 as CaseId;

/** An instant of November 2026 as a clock in China shows it; the 23rd is a Monday. */
export function november(day: number, time: string): Date {
  return new Date(`2026-11-${String(day).padStart(2, "0")}T${time}+08:00`);
}

export function staff(userid: string): StaffId {
  return userid as StaffId;
}

/** 张伟 and 马强 manage the case; 刘洋 heads dispatch with 黄敏 as deputy, 吴昊 works under 陈明. */
export function buildOrganisation(changes: Partial<Organisation> = {}): Organisation {
  const person = (userid: string, name: string, department: string) => ({
    userid: staff(userid),
    name,
    department,
    position: "主任",
    roles: ["staff"] as const,
  });
  return {
    people: [
      person("zhangwei", "张伟", "wushen"),
      person("maqiang", "马强", "wushen"),
      person("liuyang", "刘洋", "dispatch"),
      person("huangmin", "黄敏", "dispatch"),
      person("wuhao", "吴昊", "production"),
      person("chenming", "陈明", "production"),
    ],
    departments: [
      { id: "wushen", name: "乌审旗供电分局", head: undefined, deputy: undefined },
      { id: "dispatch", name: "调度中心", head: staff("liuyang"), deputy: staff("huangmin") },
      { id: "production", name: "生产技术部", head: staff("chenming"), deputy: undefined },
    ],
    managersChatId: undefined,
    ...changes,
  };
}

/** The same, where these are administrators. */
export function buildOrganisationUnder(...admins: readonly string[]): Organisation {
  const people = buildOrganisation().people.map((one) =>
    admins.includes(one.userid) ? { ...one, roles: ["admin"] as const } : one,
  );
  return buildOrganisation({ people });
}

export function buildBureau(changes: Partial<Bureau> = {}): Bureau {
  return {
    organisation: buildOrganisation(),
    flows: [],
    ladders: [
      {
        id: "approval-node",
        version: 1,
        rungs: [
          { id: "half", atPercent: 50, audience: ["holder"], tone: "remind" },
          {
            id: "due",
            atPercent: 100,
            audience: ["holder", "managers", "department-head", "group"],
            tone: "overdue",
          },
          {
            id: "late",
            atPercent: 150,
            audience: ["managers", "department-head", "group"],
            tone: "escalate",
          },
        ],
      },
    ],
    calendar: createCalendar({
      years: [{ year: 2026, provisional: false, source: "test", offDays: [], makeupDays: [] }],
      hours: {
        timeZone: "Asia/Shanghai",
        windows: [
          { from: "08:30", to: "12:00" },
          { from: "14:30", to: "18:00" },
        ],
        countStartDay: false,
      },
    }),
    opinions: [
      { code: "agree", text: "同意该方案", verbs: ["approve"] },
      { code: "source-unfit", text: "电源点不合理", verbs: ["return"] },
      { code: "material-missing", text: "资料不全", verbs: ["return"] },
    ],
    stageGraphs: [],
    planLimits: buildPlanLimits(),
    typicalPlans: [],
    ...changes,
  };
}

export function buildDocument(
  version: number,
  content: DocumentContent = buildHvPlan(),
): CaseDocument {
  return {
    kind: isSupplyPlan(content) ? "supply_plan" : "grid_investment",
    version,
    content,
    attachments: [],
    contentHash: documentHash(content),
    submittedBy: staff("zhangwei"),
    submittedAt: november(23, "09:10"),
  };
}

/** Task n of the case: 刘洋 asked on the 23rd at 09:10, due on the 24th at 18:00. */
export function buildTask(n: number, changes: Partial<Task> = {}): Task {
  return {
    id: taskIdOf(CASE_ID, n),
    round: 1,
    nodeId: "countersign",
    seatNo: n,
    holder: staff("liuyang"),
    label: "调度中心 负责人",
    status: "pending",
    cancelReason: undefined,
    keptFrom: undefined,
    openedAt: november(23, "09:10"),
    dueAt: november(24, "18:00"),
    closedAt: undefined,
    ...changes,
  };
}

export function buildNode(changes: Partial<ApprovalNode> = {}): ApprovalNode {
  return {
    round: 1,
    nodeId: "countersign",
    name: "调度、生技会签",
    mode: modeOf("all"),
    documentVersion: 1,
    seats: [],
    status: "open",
    openedAt: november(23, "09:10"),
    dueAt: november(24, "18:00"),
    dueProvisional: false,
    ladderId: "approval-node",
    reviewFields: undefined,
    closedAt: undefined,
    ...changes,
  };
}

/** The seats of the two tasks of the one node. */
export const SEATS: readonly Seat[] = [
  { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" },
  { seatNo: 2, holder: staff("wuhao"), label: "生产技术部 负责人" },
];

/** 刘洋 agreed to version 1 by card on the 23rd at 14:03. */
export function buildDecision(changes: Partial<Decision> = {}): Decision {
  return {
    taskId: taskIdOf(CASE_ID, 1),
    round: 1,
    nodeId: "countersign",
    verb: "approve",
    opinion: { code: "agree", text: "同意该方案" },
    decidedBy: staff("liuyang"),
    name: "刘洋",
    position: "主任",
    department: "调度中心",
    channel: "card",
    documentVersion: 1,
    documentHash: "hash",
    shownHash: "hash",
    eventAt: november(23, "14:03"),
    committedAt: november(23, "14:03"),
    ...changes,
  };
}

/** Round 1 of a supply plan: one node asks 刘洋 (task 1) and 吴昊 (task 2). */
export function buildApproval(changes: Partial<Approval> = {}): Approval {
  return {
    id: approvalIdOf(CASE_ID, 1),
    caseId: CASE_ID,
    kind: "supply_plan",
    flowId: "plan-10kv-single",
    flowVersion: 1,
    status: "running",
    round: 1,
    documentVersion: 1,
    submittedBy: staff("zhangwei"),
    previousApprovalId: undefined,
    flowSinceVersion: 1,
    startedAt: november(23, "09:10"),
    closedAt: undefined,
    nodes: [buildNode()],
    tasks: [buildTask(1), buildTask(2, { holder: staff("wuhao"), label: "生产技术部 负责人" })],
    decisions: [],
    firedRungs: [],
    acts: [],
    copies: [],
    ...changes,
  };
}

const CARD_MADE_AT = november(23, "09:10");

/** Id of card n of a task as `buildCard` makes it. */
export function builtCardId(taskId: TaskId, n: number): CardId {
  return cardIdOf(taskId, n, CARD_MADE_AT);
}

/** Card n of a task, sent to 刘洋 when the task was opened. */
export function buildCard(taskId: TaskId, changes: Partial<Card> & { n?: number } = {}): Card {
  const { n = 1, ...rest } = changes;
  return {
    id: builtCardId(taskId, n),
    taskId,
    to: staff("liuyang"),
    madeAt: CARD_MADE_AT,
    shownHash: "hash",
    sentAt: changes.madeAt ?? CARD_MADE_AT,
    undeliverableAt: undefined,
    ...rest,
  };
}

/** A complete file: the case, its plan v1, one running approval, a card for each of the two tasks. */
export function buildFile(changes: Partial<CaseFile> = {}): CaseFile {
  return {
    connectionCase: buildCase(),
    stages: [],
    documents: [buildDocument(1)],
    approvals: [buildApproval()],
    cards: [
      buildCard(taskIdOf(CASE_ID, 1)),
      buildCard(taskIdOf(CASE_ID, 2), { to: staff("wuhao") }),
    ],
    readings: [],
    ...changes,
  };
}
