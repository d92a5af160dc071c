import { parseDay } from "../time/china-time.ts";
import type { Problem } from "../problem.ts";
import { errorsOf, type Finding } from "./problems.ts";
import {
  ACCEPTANCE,
  ASSIGN,
  PLAN_DRAFT,
  ruleOf,
  type StageGraph,
  type StageRule,
} from "./stages.ts";

/** How long these take is settled by the nodes of a flow; a limit of their own could only contradict it. */
const APPROVALS = ["plan_approval", "invest_approval"];

/** Stages that the program itself moves; a graph without one of them cannot be used. */
const NEEDED = [ACCEPTANCE, ASSIGN, PLAN_DRAFT, ...APPROVALS, "plan_reply", "energize", "archive"];

/** Everything that keeps a stage graph from being used: names, order, limits. An empty list means usable. */
export function checkStageGraph(graph: StageGraph): Problem[] {
  return [
    ...errorsOf(NEEDED.map((id) => neededFinding(graph, id))),
    ...errorsOf(graph.stages.flatMap((rule, index) => ruleFindings(graph, rule, index))),
    ...errorsOf([cycleFinding(graph)]),
  ];
}

function neededFinding(graph: StageGraph, id: string): Finding {
  return {
    when: ruleOf(graph, id) === undefined,
    field: "stages",
    code: "stage-missing",
    message: `缺少环节 ${id}`,
  };
}

function ruleFindings(graph: StageGraph, rule: StageRule, index: number): Finding[] {
  const at = `stages.${index}`;
  const unknown = rule.after.filter((id) => ruleOf(graph, id) === undefined);
  return [
    {
      when: graph.stages.findIndex((other) => other.id === rule.id) < index,
      field: `${at}.id`,
      code: "stage-twice",
      message: `环节 ${rule.id} 重复`,
    },
    {
      when: unknown.length > 0,
      field: `${at}.after`,
      code: "unknown-stage",
      message: `环节 ${rule.id} 的前置环节不存在：${unknown.join("、")}`,
    },
    {
      when: rule.clockFrom !== undefined && ruleOf(graph, rule.clockFrom) === undefined,
      field: `${at}.clockFrom`,
      code: "unknown-stage",
      message: `环节 ${rule.id} 的计时起点不存在：${rule.clockFrom ?? ""}`,
    },
    {
      when: rule.clockFrom !== undefined && rule.limit === undefined,
      field: `${at}.clockFrom`,
      code: "clock-without-limit",
      message: `环节 ${rule.id} 有计时起点而没有时限`,
    },
    {
      when: rule.limit !== undefined && APPROVALS.includes(rule.id),
      field: `${at}.limit`,
      code: "limit-of-approval",
      message: `环节 ${rule.id} 不能有自己的时限：审批时限由流程各节点决定，请删去 limit`,
    },
    ...limitFindings(rule, at),
  ];
}

function limitFindings({ id, limit }: StageRule, at: string): Finding[] {
  if (limit === undefined) return [];
  const { workDays, statutoryWorkDays = workDays } = limit;
  return [
    {
      when: !isWorkDays(workDays) || !isWorkDays(statutoryWorkDays),
      field: `${at}.limit.workDays`,
      code: "bad-limit",
      message: `环节 ${id} 的时限应为 1 至 200 个工作日的整数`,
    },
    {
      when: workDays > statutoryWorkDays,
      field: `${at}.limit.workDays`,
      code: "promise-above-law",
      message: `环节 ${id} 的承诺时限 ${workDays} 个工作日长于法定时限 ${statutoryWorkDays} 个工作日`,
    },
    {
      when: parseDay(limit.effectiveOn) === undefined,
      field: `${at}.limit.effectiveOn`,
      code: "bad-day",
      message: `环节 ${id} 的时限生效日期应写成 YYYY-MM-DD`,
    },
    {
      when: limit.basis.trim() === "",
      field: `${at}.limit.basis`,
      code: "basis-missing",
      message: `环节 ${id} 的时限没有依据`,
    },
  ];
}

function cycleFinding(graph: StageGraph): Finding {
  const circle = circleOf(graph.stages).map((rule) => rule.id);
  return {
    when: circle.length > 0,
    field: "stages",
    code: "cycle",
    message: `环节互为前置：${circle.join("、")}`,
  };
}

/** Takes away the stages that nothing left stands before, until nothing more can go: the rest is in or behind a circle. */
function circleOf(rules: readonly StageRule[]): readonly StageRule[] {
  const ids = new Set(rules.map((rule) => rule.id));
  const left = rules.filter((rule) => rule.after.some((id) => ids.has(id)));
  return left.length === rules.length ? left : circleOf(left);
}

function isWorkDays(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 200;
}
