// The shipped bureau with some of its files exchanged.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "./services.ts";

export interface BureauVariant {
  /** To be given as CONFIG_DIR. */
  configDir: string;
  remove(): void;
}

/** The bureau as it is shipped. */
export const SHIPPED: BureauVariant = {
  configDir: join(projectRoot, "config"),
  remove: () => undefined,
};

/** A copy of `config/` with these files, named by their path in it, written over the shipped ones. */
export function bureauVariant(files: Readonly<Record<string, string>>): BureauVariant {
  const configDir = mkdtempSync(join(tmpdir(), "qianpi-config-"));
  cpSync(SHIPPED.configDir, configDir, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(configDir, path), text);
  return { configDir, remove: () => rmSync(configDir, { recursive: true, force: true }) };
}

/** Whoever draws up plans for one source of 10 kV has them signed off by these nodes, written as in a flow. */
export function flowOf10kv(version: number, nodes: string) {
  const text = `
id: plan-10kv-single
version: ${version}
name: 10 kV 单电源供电方案
kind: supply_plan
order: 40
when:
  voltageKv: { atLeast: 1, below: 35 }
  sourceCount: { atMost: 1 }
  important: false
  specialLoad: false
nodes:
${nodes}`;
  return { "flows/plan-10kv-single.yaml": text };
}

/** Of a node, behind everything else. */
export const LIMIT = "limit: 1 工作日, ladder: approval-node";

/** 10 kV plans: planning or production, whoever comes first (或签), then three offices in turn (依次). */
export const ANY_THEN_IN_TURN = flowOf10kv(
  12,
  `
  - { id: whoever, name: 技术部门或签, mode: any, who: [{ department: planning }, { department: production }], ${LIMIT} }
  - { id: in-turn, name: 依次审批, mode: sequential, who: [{ department: dispatch }, { department: marketing }, { department: finance }], ${LIMIT} }
`,
);

/** 10 kV plans: planning, then dispatch. */
export const TWO_IN_A_ROW = flowOf10kv(
  4,
  `
  - { id: planning, name: 计划审核, mode: all, who: [{ department: planning }], ${LIMIT} }
  - { id: dispatch, name: 调度审核, mode: all, who: [{ department: dispatch }], ${LIMIT} }
`,
);

/** 10 kV plans: planning, who may agree to several together, then dispatch, and whoever agreed before need not twice. */
export const TO_BE_REVOKED = flowOf10kv(
  17,
  `
  - { id: planning, name: 计划审核, mode: all, who: [{ department: planning }], batch: true, ${LIMIT} }
  - { id: dispatch, name: 调度审核, mode: all, who: [{ department: dispatch }], ${LIMIT} }
  - { id: again, name: 规划复核, mode: all, who: [{ department: planning }], ${LIMIT} }
  - { id: head, name: 营销部负责人审批, mode: all, who: { department: marketing }, ${LIMIT} }
revoke: [planning, dispatch]
sameApprover: any-before
`,
);

/** 10 kV plans: planning, then dispatch with one minute; both may undo for a minute what they have agreed to. */
export const UNDO_THEN_TWO = flowOf10kv(
  16,
  `
  - { id: planning, name: 计划审核, mode: all, who: [{ department: planning }], undoSeconds: 60, ${LIMIT} }
  - { id: dispatch, name: 调度审核, mode: all, who: [{ department: dispatch }], undoSeconds: 60, limit: 1 工作分钟, ladder: approval-node }
`,
);

/** 10 kV plans: 李婷 or 孙丽, who may agree to several together, then planning; three are copied on the way. */
export const IN_BATCHES = flowOf10kv(
  15,
  `
  - { id: intake, name: 营销受理审核, mode: any, who: { userids: [liting, sunli] }, batch: true, ${LIMIT} }
  - { id: planning, name: 计划审核, mode: all, who: { department: planning }, batch: true, ${LIMIT} }
copyTo:
  - { on: submit, who: { department: finance } }
  - { on: { node: intake }, who: { position: 副主任, department: production } }
  - { on: finish, who: [{ caseRole: branchHead }, { department: planning }] }
`,
);

/** 10 kV plans: 或签 of two, then 会签 of two, then 依次 of two. */
export const EVERY_MODE = flowOf10kv(
  13,
  `
  - { id: whoever, name: 技术部门或签, mode: any, who: [{ department: planning }, { department: production }], reviewFields: [受电系统, sources.line], ${LIMIT} }
  - { id: everybody, name: 会签, mode: all, who: [{ department: dispatch }, { department: finance }], reviewFields: [计量, sources], ${LIMIT} }
  - { id: in-turn, name: 依次审批, mode: sequential, who: [{ department: marketing }, { position: 分管副局长, department: leadership }], reviewFields: [investBoundary], ${LIMIT} }
`,
);

/** 10 kV plans: 发策, then 调控, 计量 and 运检 side by side, each for its own part of the plan, then a leader for all of it. */
export const SIDE_BY_SIDE = flowOf10kv(
  14,
  `
  - { id: planning, name: 发策审核, mode: all, who: { department: planning }, reviewFields: [investBoundary, approvedCapacity], ${LIMIT} }
  - { id: dispatch, name: 调控审核, mode: all, who: { department: dispatch }, after: planning, reviewFields: [sources.substation, sources.line, approvedCapacity, operatingMode], ${LIMIT} }
  - { id: metering, name: 计量审核, mode: all, who: { position: 报装专责, department: marketing }, after: planning, reviewFields: [计量], ${LIMIT} }
  - { id: operation, name: 运检审核, mode: all, who: { department: production }, after: planning, reviewFields: [供电电源, 受电系统], ${LIMIT} }
  - { id: leader, name: 分管领导审批, mode: all, who: { position: 分管副局长, department: leadership }, after: [dispatch, metering, operation], ${LIMIT} }
`,
);

/** Fifty more people, who belong to the planning department. */
export const FIFTY: readonly string[] = Array.from({ length: 50 }, (_, n) => `signer${n + 1}`);

const fiftyPeople = FIFTY.map(
  (userid) =>
    `  - { userid: ${userid}, name: 会签${userid.slice(6)}, department: planning, position: 专责 }\n`,
).join("");

/** 10 kV plans: 会签 of fifty, then the head of marketing. */
export const FIFTY_TOGETHER = {
  "organisation.yaml": `${readFileSync(join(projectRoot, "config/organisation.yaml"), "utf8")}${fiftyPeople}`,
  ...flowOf10kv(
    4,
    `
  - { id: fifty, name: 会签, mode: all, who: { userids: [${FIFTY.join(", ")}] }, ${LIMIT} }
  - { id: head, name: 营销部负责人审批, mode: all, who: { department: marketing }, ${LIMIT} }
`,
  ),
};

/** 10 kV plans: one node in some mode, then the deputy director. `node` is written as in a flow, without name and limit. */
export function votingThenLeader(node: string): Readonly<Record<string, string>> {
  return flowOf10kv(
    4,
    `
  - { id: vote, name: 技术部门表决, ${node}, ${LIMIT} }
  - { id: leader, name: 分管领导审批, mode: all, who: { position: 分管副局长, department: leadership }, ${LIMIT} }
`,
  );
}

/** 陈明 heads planning and dispatch, so that he sits for both. */
export const CHEN_HEADS_TWO = (organisation: string): Readonly<Record<string, string>> => ({
  "organisation.yaml": organisation.replace("head: liuyang", "head: chenming"),
});

/** 10 kV plans: groups beside a counted vote, then a 票签 that hears everybody. */
export const EVERY_VOTE = flowOf10kv(
  5,
  `
  - { id: groups, name: 分组会签, mode: { rule: groups, veto: false }, who: [{ department: planning }, { department: production }, { department: dispatch }], ${LIMIT} }
  - { id: count, name: 三人中二人, mode: { rule: quorum, count: 2, veto: false }, after: [], who: [{ department: production }, { department: finance }, { department: marketing }], ${LIMIT} }
  - { id: votes, name: 票签, mode: { rule: weighted, above: 2, veto: false, collectAll: true }, after: [groups, count], who: [{ department: dispatch, weight: 2 }, { department: finance }, { department: marketing }], ${LIMIT} }
`,
);

/** 10 kV plans: planning has to read the attachments, dispatch answers for them alone, production for the metering. */
export const MUST_READ = flowOf10kv(
  16,
  `
  - { id: planning, name: 发策审核, mode: all, who: { department: planning }, reviewFields: [计量], mustRead: true, ${LIMIT} }
  - { id: dispatch, name: 调控审核, mode: all, who: { department: dispatch }, reviewFields: [attachments], ${LIMIT} }
  - { id: operation, name: 运检审核, mode: all, who: { department: production }, ${LIMIT} }
`,
);

/**
 * 10 kV plans: 陈明 reviews what is no typical plan, 刘洋 is overtaken when he is late, 陈明 signs once more unless he has
 * agreed before, 赵刚 ends it. Every second typical plan is a sample.
 */
export const RULES_DECIDE = {
  "typical-plans/JX-10-315.yaml": `
id: JX-10-315
version: 7
name: 10 kV 箱变 315 kVA
publishedBy: 生产技术部
validFrom: 2026-01-01
validTo: 2030-12-31
requestKinds: [new]
when: { voltageKv: 10, capacityKva: { atMost: 315 }, sourceCount: 1 }
fields: { sources.lengthM: { atMost: 1500 }, sources.accessMode: [tee] }
sample: { oneIn: 2, suspendAt: 2, window: 10 }
`,
  ...flowOf10kv(
    15,
    `
  - { id: review, name: 技术审查, mode: all, who: { department: planning }, technical: true, reviewFields: [investBoundary], limit: 60 工作分钟, ladder: approval-node, onTimeout: { at: 200%, act: deemed-approved, basis: 限时办结办法第九条 } }
  - { id: dispatch, name: 调度审核, mode: all, who: { department: dispatch }, limit: 60 工作分钟, ladder: approval-node, onTimeout: { at: 200%, act: take-over, basis: 限时办结办法第八条 } }
  - { id: again, name: 规划复核, mode: all, who: { department: planning }, ${LIMIT} }
  - { id: head, name: 营销部负责人审批, mode: all, who: { department: marketing }, humanOnly: true, ${LIMIT} }
sameApprover: any-before
`,
  ),
};
