import type { Facts } from "../../../../src/domain/facts.ts";
import type { Flow, FlowNode } from "../../../../src/domain/approval/flow.ts";
import type { StaffId } from "../../../../src/domain/ids.ts";
import type { Organisation, Person } from "../../../../src/domain/people/organisation.ts";
import { modeOf } from "../../../support/build-mode.ts";

export const staff = (userid: string) => userid as StaffId;

/** The demo case: 10 kV, one source, 315 kVA, not typical. */
export const FACTS: Facts = {
  kind: "supply_plan",
  customerClass: "hv-single",
  voltageKv: 10,
  capacityKva: 315,
  capacityKw: 0,
  sourceCount: 1,
  typicalPlan: false,
  important: false,
  specialLoad: false,
  externalWorks: true,
  amountFen: 0,
};

export function node(id: string, change: Partial<FlowNode> = {}): FlowNode {
  return {
    id,
    name: id,
    mode: modeOf("all"),
    who: [{ department: "marketing" }],
    limit: { workDays: 1 },
    ladder: "approval-node",
    after: [],
    when: {},
    ...change,
  };
}

export function flow(id: string, change: Partial<Flow> = {}): Flow {
  return {
    id,
    version: 1,
    name: id,
    kind: "supply_plan",
    order: 10,
    when: {},
    nodes: [node("only")],
    ...change,
  };
}

function person(userid: string, department: string, position: string): Person {
  return { userid: staff(userid), name: `名${userid}`, department, position, roles: ["staff"] };
}

/** marketing has head and deputy, planning a deputy only, finance nobody, branch a head only. */
export const ORGANISATION: Organisation = {
  people: [
    person("zhao", "marketing", "主任"),
    person("sun", "marketing", "副主任"),
    person("li", "marketing", "专责"),
    person("wu", "planning", "专责"),
    person("zhou", "planning", "副主任"),
    person("bai", "branch", "局长"),
    person("zhang", "branch", "客户经理"),
    person("ma", "branch", "工程经理"),
  ],
  departments: [
    { id: "marketing", name: "营销部", head: staff("zhao"), deputy: staff("sun") },
    { id: "planning", name: "规划发展部", head: undefined, deputy: staff("zhou") },
    { id: "finance", name: "财务部", head: undefined, deputy: undefined },
    { id: "branch", name: "供电分局", head: staff("bai"), deputy: undefined },
  ],
  managersChatId: undefined,
};
