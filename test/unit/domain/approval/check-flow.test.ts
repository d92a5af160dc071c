import { expect } from "chai";
import {
  checkFlow,
  checkFlowConditions,
  checkFlowsTogether,
} from "../../../../src/domain/approval/check-flow.ts";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import { count } from "../../../support/build-mode.ts";
import { flow, node, ORGANISATION } from "./flow-samples.ts";

function wordsOf(checked: Flow): string[] {
  const around = { organisation: ORGANISATION, ladderIds: ["approval-node"] };
  return [...checkFlow(checked, around), ...checkFlowConditions(checked)].map(
    ({ path, message }) => `${path.join(".")}：${message}`,
  );
}

function togetherOf(flows: Flow[]): string[] {
  return checkFlowsTogether(flows).map(
    ({ flow: { id }, problem }) => `${id} ${problem.path.join(".")}：${problem.message}`,
  );
}

describe("checkFlow", () => {
  it("finds nothing wrong with a plain chain", () => {
    expect(wordsOf(flow("f", { nodes: [node("a"), node("b", { after: ["a"] })] }))).to.deep.equal(
      [],
    );
  });

  const CASES: [string, Partial<Flow>, string][] = [
    ["no nodes", { nodes: [] }, "nodes：流程没有任何审批节点"],
    [
      "more nodes than anybody signs",
      { nodes: Array.from({ length: 10_000 }, (_, index) => node(`n${index}`)) },
      "nodes：流程有 10000 个节点，最多 50 个",
    ],
    [
      "a mode that can never be met",
      { nodes: [node("a", { mode: count(2) })] },
      "nodes.0.mode：节点「a」的审批方式有误：要求 2 人同意，但最多只有 1 人",
    ],
    [
      "a copy after a node that is not there",
      { copyTo: [{ on: { node: "nowhere" }, who: [{ department: "marketing" }] }] },
      "copyTo.0：抄送所指的节点不存在",
    ],
    ["a copy to nobody", { copyTo: [{ on: "submit", who: [] }] }, "copyTo.0：没有写明抄送给谁"],
    [
      "a copy to somebody unknown",
      { copyTo: [{ on: "finish", who: [{ userids: ["ghost"] }] }] },
      "copyTo.0：抄送无人可收：组织名单里没有 ghost",
    ],
    ["an id twice", { nodes: [node("a"), node("a")] }, "nodes.1.id：节点编号「a」重复"],
    [
      "an unknown node before",
      { nodes: [node("a", { after: ["nowhere"] })] },
      "nodes.0.after：节点「a」的前置节点「nowhere」不存在",
    ],
    [
      "a circle",
      { nodes: [node("a", { after: ["b"] }), node("b", { after: ["a"] })] },
      "nodes.1.after：节点「b」不可到达：前置关系成环",
    ],
    [
      "a node that waits for a circle",
      { nodes: [node("a", { after: ["a"] }), node("b", { after: ["a"] })] },
      "nodes.1.after：节点「b」不可到达：前置关系成环",
    ],
    ["nobody named", { nodes: [node("a", { who: [] })] }, "nodes.0.who：节点「a」没有写明由谁审批"],
    [
      "an empty position",
      { nodes: [node("a", { who: [{ position: "总工", department: "marketing" }] })] },
      "nodes.0.who：节点「a」无人可审：营销部 「总工」岗位没有人",
    ],
    [
      "a department without head and deputy",
      { nodes: [node("a", { who: [{ department: "finance" }] })] },
      "nodes.0.who：节点「a」无人可审：财务部没有负责人，也没有副职",
    ],
    [
      "an unknown department",
      { nodes: [node("a", { who: [{ department: "moon" }] })] },
      "nodes.0.who：节点「a」无人可审：没有「moon」这个部门",
    ],
    [
      "unknown userids",
      { nodes: [node("a", { who: [{ userids: ["zhao", "ghost"] }] })] },
      "nodes.0.who：节点「a」无人可审：组织名单里没有 ghost",
    ],
    [
      "an unknown ladder",
      { nodes: [node("a", { ladder: "steep" })] },
      "nodes.0.ladder：节点「a」的催办阶梯「steep」不存在",
    ],
    [
      "a condition against itself",
      { when: { voltageKv: { atLeast: 35, below: 10 } } },
      "when.voltageKv：流程条件「voltageKv」自相矛盾，永远不会成立",
    ],
    [
      "a node that the flow's condition rules out",
      {
        when: { voltageKv: { below: 35 } },
        nodes: [node("a"), node("b", { when: { voltageKv: { atLeast: 35 } } })],
      },
      "nodes.1.when.voltageKv：节点「b」的条件「voltageKv」与流程条件矛盾，永远不会用到",
    ],
    [
      "a path on which nobody might sign",
      { nodes: [node("a", { when: { important: { is: true } } })] },
      "nodes：所有节点都带条件，可能出现无人审批的情况",
    ],
  ];
  for (const [what, change, words] of CASES) {
    it(`refuses ${what}`, () => {
      expect(wordsOf(flow("f", change))).to.include(words);
    });
  }

  it("names everything at once", () => {
    const broken = flow("f", {
      nodes: [node("a", { who: [{ department: "finance" }], ladder: "x", after: ["y"] })],
    });
    expect(wordsOf(broken)).to.have.length(3);
  });

  it("lets people be copied as it begins, as a node has passed and as it ends", () => {
    const who = [{ department: "marketing" }, { caseRole: "branchHead" as const }];
    const copyTo = [
      { on: "submit", who },
      { on: { node: "a" }, who },
      { on: "finish", who },
    ] as const;
    expect(wordsOf(flow("f", { nodes: [node("a")], copyTo }))).to.deep.equal([]);
    const unread = { organisation: undefined, ladderIds: undefined };
    expect(checkFlow(flow("f", { nodes: [node("a")], copyTo }), unread)).to.deep.equal([]);
  });

  it("says nothing of offices and ladders that could not be read", () => {
    const lost = flow("f", {
      nodes: [node("a", { who: [{ department: "nowhere" }], ladder: "x" })],
    });
    const unknown = { organisation: undefined, ladderIds: undefined };
    expect(checkFlow(lost, unknown)).to.deep.equal([]);
    expect(wordsOf(lost)).to.have.length(2);
  });

  it("does not count people of the case as missing", () => {
    const byRole = node("a", { who: [{ caseRole: "branchHead" }, { caseRole: "gridManager" }] });
    expect(wordsOf(flow("f", { nodes: [byRole] }))).to.deep.equal([]);
  });

  it("accepts a conditional node that the flow's own condition makes certain", () => {
    const certain = flow("f", {
      when: { voltageKv: { atLeast: 110 } },
      nodes: [node("a", { when: { voltageKv: { atLeast: 35 } } })],
    });
    expect(wordsOf(certain)).to.deep.equal([]);
  });
});

describe("checkFlowsTogether", () => {
  it("refuses a flow that an earlier, wider one always hides", () => {
    const flows = [
      flow("narrow", { order: 20, when: { voltageKv: { atLeast: 20, below: 30 } } }),
      flow("wide", { order: 10, when: { voltageKv: { below: 35 } } }),
    ];
    expect(togetherOf(flows)).to.deep.equal([
      "narrow when：永远轮不到：排在前面的流程「wide」条件更宽",
    ]);
  });

  it("accepts the wide one behind the narrow one, and other kinds anywhere", () => {
    const flows = [
      flow("narrow", { order: 10, when: { voltageKv: { below: 30 } } }),
      flow("wide", { order: 20 }),
      flow("money", { order: 30, kind: "grid_investment" }),
    ];
    expect(togetherOf(flows)).to.deep.equal([]);
  });

  it("refuses one order for two flows", () => {
    const flows = [
      flow("a", { when: { voltageKv: { below: 1 } } }),
      flow("b", { when: { voltageKv: { atLeast: 1 } } }),
    ];
    expect(togetherOf(flows)).to.deep.equal(["b order：顺序 10 与流程「a」相同"]);
  });

  it("refuses one version twice but lets older versions stand beside the newest", () => {
    expect(togetherOf([flow("a"), flow("a")])).to.deep.equal(["a id：流程「a」第 1 版重复"]);
    expect(togetherOf([flow("a"), flow("a", { version: 2 })])).to.deep.equal([]);
  });
});
