import type { Approval, Decision, Task } from "../../src/domain/approval/instance.ts";
import type { Bureau } from "../../src/domain/bureau.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { Stage } from "../../src/domain/case/connection-case.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadBureau } from "../../src/config/load-bureau.ts";
import {
  buildApproval,
  buildDecision,
  buildDocument,
  buildNode,
  buildTask,
  november,
  staff,
} from "../support/build.ts";
import { buildAttachment } from "../support/build-attachment.ts";
import { modeOf } from "../support/build-mode.ts";
import { buildCase, buildInvestment } from "../support/build-plan.ts";
import { everyFieldPlan } from "./every-field-plan.ts";

const CASE_ID = 1 as CaseId;

/** The bureau that is shipped in `config/`. */
export function exampleBureau(): Bureau {
  const findings = { problems: [], warnings: [], provisional: [] };
  const bureau = loadBureau({ folder: "config", files: diskFiles, findings });
  if (bureau === undefined) throw new Error(JSON.stringify(findings.problems));
  return bureau;
}

/** Two rounds of a plan (the first was returned, the second waits for two) and an approved investment. */
export function fullCase(): CaseFile {
  return {
    connectionCase: buildCase({
      customerClass: "hv-dual",
      branch: "wushen",
      requestKind: "increase",
    }),
    stages: STAGES,
    documents: [
      buildDocument(
        1,
        everyFieldPlan({ operatingMode: "两路同时供电", minCompKvar: 600, fees: [] }),
      ),
      {
        ...buildDocument(2, everyFieldPlan({ minCompKvar: 945 })),
        submittedAt: november(25, "10:00"),
        attachments: [
          buildAttachment(1, { name: "一次接线图.pdf" }),
          buildAttachment(2, {
            name: "现场照片-图克工业园区 110 kV 变电站出线间隔及沿线通道.jpg",
            type: "image/jpeg",
          }),
        ],
      },
      { ...buildDocument(1, buildInvestment()), submittedBy: staff("maqiang") },
    ],
    approvals: [planApproval(), investmentApproval()],
    cards: [],
    readings: [],
  };
}

const STAGES: Stage[] = [
  stage("acceptance", "业扩报装受理", {
    startedAt: november(16, "09:00"),
    finishedAt: november(16, "09:20"),
  }),
  stage("survey", "现场勘查", {
    startedAt: november(16, "09:20"),
    finishedAt: november(18, "17:30"),
  }),
  stage("plan_draft", "方案编制", {
    startedAt: november(18, "17:30"),
    finishedAt: november(23, "09:10"),
  }),
  stage("plan_approval", "方案审批", {
    status: "running",
    startedAt: november(23, "09:10"),
    dueAt: november(24, "18:00"),
  }),
  stage("investment_approval", "配套电网投资审批", {
    startedAt: november(23, "11:00"),
    finishedAt: november(25, "09:40"),
    dueAt: november(24, "18:00"),
  }),
  stage("plan_reply", "方案答复与签收", { status: "not-started" }),
];

function stage(id: string, name: string, changes: Partial<Stage>): Stage {
  return {
    id,
    name,
    status: "done",
    startedAt: undefined,
    dueAt: undefined,
    dueProvisional: false,
    finishedAt: undefined,
    ...changes,
  };
}

const MARKETING = { nodeId: "marketing", holder: staff("liting"), label: "营销部 报装专责" };
const MEETING = "review-meeting";

function task(n: number, changes: Partial<Task>): Task {
  const openedAt = changes.openedAt ?? november(23, "09:10");
  return buildTask(n, { seatNo: 1, status: "done", openedAt, ...changes });
}

function decision(n: number, changes: Partial<Decision>): Decision {
  return buildDecision({ taskId: taskIdOf(CASE_ID, n), ...changes });
}

const LITING = {
  nodeId: "marketing",
  decidedBy: staff("liting"),
  name: "李婷",
  position: "报装专责",
  department: "营销部",
};
const REVIEWER = { nodeId: MEETING, position: "主任" };

const REVIEWERS = [
  { seatNo: 1, holder: staff("chenming"), label: "规划发展部 负责人" },
  { seatNo: 2, holder: staff("wuhao"), label: "生产技术部 负责人" },
  { seatNo: 3, holder: staff("liuyang"), label: "调度中心 负责人" },
];

function planApproval(): Approval {
  const { nodeId, holder, label } = MARKETING;
  const first = {
    nodeId,
    name: "营销部审核",
    mode: modeOf("any"),
    seats: [{ seatNo: 1, holder, label }],
  };
  const meeting = { nodeId: MEETING, name: "方案会审", seats: REVIEWERS };
  return buildApproval({
    flowId: "plan-10kv-review",
    round: 2,
    documentVersion: 2,
    nodes: [
      buildNode({ ...first, status: "passed", closedAt: november(23, "10:40") }),
      buildNode({
        ...meeting,
        status: "returned",
        openedAt: november(23, "10:40"),
        dueAt: november(25, "18:00"),
        closedAt: november(24, "16:10"),
      }),
      buildNode({
        ...first,
        round: 2,
        documentVersion: 2,
        status: "passed",
        openedAt: november(25, "11:30"),
        dueAt: november(26, "18:00"),
        closedAt: november(25, "11:30"),
      }),
      buildNode({
        ...meeting,
        round: 2,
        documentVersion: 2,
        openedAt: november(25, "11:30"),
        dueAt: november(27, "18:00"),
      }),
    ],
    tasks: [
      task(1, MARKETING),
      ...REVIEWERS.map((seat, index) =>
        task(2 + index, { ...seat, nodeId: MEETING, openedAt: november(23, "10:40") }),
      ).map((one) =>
        one.seatNo === 3
          ? { ...one, status: "cancelled" as const, cancelReason: "returned" as const }
          : one,
      ),
      task(5, {
        ...MARKETING,
        round: 2,
        status: "kept",
        keptFrom: taskIdOf(CASE_ID, 1),
        openedAt: november(25, "11:30"),
      }),
      ...REVIEWERS.map((seat, index) =>
        task(6 + index, {
          ...seat,
          nodeId: MEETING,
          round: 2,
          status: index === 0 ? "done" : "pending",
          openedAt: november(25, "11:30"),
          dueAt: november(27, "18:00"),
        }),
      ),
    ],
    decisions: [
      decision(1, { ...LITING, committedAt: november(23, "10:40") }),
      decision(2, {
        ...REVIEWER,
        department: "规划发展部",
        decidedBy: staff("chenming"),
        name: "陈明",
        committedAt: november(24, "09:20"),
      }),
      decision(3, {
        ...REVIEWER,
        department: "生产技术部",
        verb: "return",
        opinion: { code: "cost-unfit", text: "无功补偿容量不足，请按变压器容量的 30% 重新核定" },
        decidedBy: staff("wuhao"),
        name: "吴昊",
        committedAt: november(24, "16:10"),
      }),
      decision(6, {
        ...REVIEWER,
        department: "规划发展部",
        round: 2,
        documentVersion: 2,
        name: "陈明",
        opinion: { code: "", text: "" },
        committedAt: november(25, "16:00"),
      }),
    ],
  });
}

function investmentApproval(): Approval {
  const holder = staff("hebing");
  const seats = [{ seatNo: 1, holder, label: "财务部 负责人" }];
  return buildApproval({
    id: approvalIdOf(CASE_ID, 2),
    kind: "grid_investment",
    flowId: "investment-small",
    status: "approved",
    submittedBy: staff("maqiang"),
    closedAt: november(25, "09:40"),
    nodes: [
      buildNode({
        nodeId: "finance",
        name: "财务部审批",
        seats,
        status: "passed",
        closedAt: november(25, "09:40"),
      }),
    ],
    tasks: [task(9, { nodeId: "finance", holder, label: "财务部 负责人" })],
    decisions: [
      decision(9, {
        nodeId: "finance",
        department: "财务部",
        decidedBy: holder,
        name: "何冰",
        channel: "page",
        committedAt: november(25, "09:40"),
      }),
    ],
  });
}
