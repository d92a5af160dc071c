import { expect } from "chai";
import type { Flow, SameApprover } from "../../../../src/domain/approval/flow.ts";
import { pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { sameApproverMark } from "../../../../src/domain/automatic/same-approver.ts";
import { previewSubmission } from "../../../../src/domain/verbs/preview-submission.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { written } from "../../../support/build-act.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode } from "../../../support/build-flow.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";
import { fresh } from "../../../support/build-stages.ts";
import { asked, nextOf, refusalOf } from "../../../support/play-approval.ts";
import {
  approvalIn,
  decided,
  ruledSurroundings,
  saidIn,
  submitted,
} from "../../../support/play-rules.ts";

const node = (id: string, userid: string, after: string[]) =>
  buildFlowNode({ id, name: `节点 ${id}`, who: [{ userids: [userid] }], after });
/** 刘洋 sits at the first and the third node. */
function flow(sameApprover: SameApprover, change = {}): Flow {
  return buildFlow({
    sameApprover,
    nodes: [
      node("one", "liuyang", []),
      node("two", "wuhao", ["one"]),
      { ...node("three", "liuyang", ["two"]), ...change },
      node("last", "chenming", ["three"]),
    ],
  });
}

const play = (used: Flow, ...said: [string, "approve" | "return"][]): CaseFile => {
  const around = ruledSurroundings({ flow: used });
  const first = nextOf(submitted(around, { content: buildHvPlan() }));
  return said.reduce((file, one) => decided(file, one, around), first);
};
const bothAgree: [string, "approve"][] = [
  ["liuyang", "approve"],
  ["wuhao", "approve"],
];

describe("the same approver, once more", () => {
  it("is not asked again where the flow lets any earlier agreement count", () => {
    const file = play(flow("any-before"), ...bothAgree);
    expect(saidIn(file)).eql(["liuyang approve", "wuhao approve", "系统 approve same-approver"]);
    expect(asked(approvalIn(file))).eql(["chenming"]);
    expect(approvalIn(file).decisions[2]?.byRule).deep.include({
      ruleId: "plan-10kv-single",
      version: 1,
      words: "刘洋已在“节点 one”环节同意，按同一审批人规则自动同意",
    });
  });

  const askedAgain: [string, Flow][] = [
    ["by default", flow("none")],
    ["where only the node right before counts", flow("adjacent")],
    ["where people must decide", flow("any-before", { humanOnly: true })],
  ];
  for (const [when, used] of askedAgain) {
    it(`is asked again ${when}`, () => {
      expect(asked(approvalIn(play(used, ...bothAgree)))).eql(["liuyang"]);
    });
  }

  it("is not asked again right after, where that counts", () => {
    const nodes = [node("one", "liuyang", []), node("two", "liuyang", ["one"])];
    const last = node("last", "chenming", ["two"]);
    const used = buildFlow({ sameApprover: "adjacent", nodes: [...nodes, last] });
    expect(asked(approvalIn(play(used, ["liuyang", "approve"])))).eql(["chenming"]);
  });

  it("always signs the last node", () => {
    const nodes = [node("one", "liuyang", []), node("last", "liuyang", ["one"])];
    const used = buildFlow({ sameApprover: "any-before", nodes });
    expect(asked(approvalIn(play(used, ["liuyang", "approve"])))).eql(["liuyang"]);
  });

  it("D24: is asked again after a return, whatever they had signed before it", () => {
    const used = flow("any-before");
    const around = ruledSurroundings({ flow: used });
    const returned = play(used, ["liuyang", "approve"], ["wuhao", "return"]);
    const content = buildHvPlan({ propertyBoundary: "38 号杆" });
    const again = nextOf(submitted(around, { file: returned, content }));
    const third = decided(
      decided(again, ["liuyang", "approve"], around),
      ["wuhao", "approve"],
      around,
    );
    expect(saidIn(third).slice(2)).eql([
      "liuyang approve",
      "wuhao approve",
      "系统 approve same-approver",
    ]);
  });

  it("D24: a kept signature of before the return does not count for another node", () => {
    const reviewed = flow("any-before");
    const [one, ...rest] = reviewed.nodes;
    const nodes = [{ ...(one ?? buildFlowNode()), reviewFields: ["计量"] }, ...rest];
    const used = { ...reviewed, nodes };
    const around = ruledSurroundings({ flow: used });
    const returned = play(used, ["liuyang", "approve"], ["wuhao", "return"]);
    const content = buildHvPlan({ propertyBoundary: "38 号杆" });
    const again = nextOf(submitted(around, { file: returned, content }));
    expect(asked(approvalIn(again)), "the first is kept").eql(["wuhao"]);
    const third = decided(again, ["wuhao", "approve"], around);
    expect(asked(approvalIn(third))).eql(["liuyang"]);
  });

  describe("when they take back what the rule had gone by", () => {
    const used = flow("any-before");
    const around = ruledSurroundings({ flow: used, at: november(23, "16:30") });
    const passed = play(used, ...bothAgree);
    const about = approvalIn(passed).tasks[0]?.id ?? expect.fail("nothing signed");
    const taken = doAct(passed, written("take-back", { about, from: staff("liuyang") }), around);

    it("is refused as before once somebody else has signed", () => {
      expect(refusalOf(taken)).eql({ code: "cannot-take-back", why: "signed-after" });
    });

    const nodes = [node("one", "liuyang", []), node("two", "liuyang", ["one"])];
    const last = node("last", "chenming", ["two"]);
    const adjacent = buildFlow({ sameApprover: "adjacent", nodes: [...nodes, last] });
    const here = ruledSurroundings({ flow: adjacent, at: november(23, "16:30") });
    const act = written("take-back", { about, from: staff("liuyang") });
    const back = nextOf(doAct(play(adjacent, ["liuyang", "approve"]), act, here));
    const again = decided(back, ["liuyang", "approve"], here);

    it("that decision of the rule counts no more, and says by whom", () => {
      expect(approvalIn(back).acts.map(({ kind, taskId, name }) => [kind, taskId, name])).eql([
        ["take-back", "T1-1", "刘洋"],
        ["lapse", "T1-2", "刘洋"],
      ]);
      expect(asked(approvalIn(back))).eql(["liuyang"]);
    });

    it("are asked themselves once they have agreed again: nothing stands still", () => {
      expect(asked(approvalIn(again))).eql(["liuyang"]);
      expect(pendingTasks(approvalIn(again))[0]?.nodeId).equal("two");
      const signed = decided(again, ["liuyang", "approve"], here);
      expect(asked(approvalIn(signed))).eql(["chenming"]);
    });

    it("may take back once what they then decide there themselves", () => {
      const signed = decided(again, ["liuyang", "approve"], here);
      const second = approvalIn(signed).tasks.findLast(({ status }) => status === "done")?.id;
      const more = written("take-back", { about: second ?? about, from: staff("liuyang") });
      expect(asked(approvalIn(nextOf(doAct(signed, more, here))))).eql(["liuyang"]);
    });
  });

  describe("only what that very person has signed counts", () => {
    const used = flow("any-before");
    const [, , third] = used.nodes;
    const approval = buildApproval({ decisions: [buildDecision({ nodeId: "one" })] });
    const to = [{ holder: staff("liuyang"), label: "" }];
    const question = {
      flow: used,
      path: used.nodes,
      node: third ?? buildFlowNode(),
      approval,
      to,
      isUntouched: () => true,
    };
    const leave = { principal: staff("wuhao"), grantId: 1, until: november(30, "00:00") };
    const marked = (change: object) => sameApproverMark({ ...question, ...change }) !== undefined;
    const decisionsOf = (change: object) => ({
      approval: { ...approval, decisions: [buildDecision({ nodeId: "one", ...change })] },
    });

    it("counts, and names the node by its id where its name is not known", () => {
      expect(sameApproverMark(question)?.words).include("“one”");
    });

    const override = {
      owner: staff("wuhao"),
      ownerName: "吴昊",
      confirmedBy: staff("chenming"),
      confirmedName: "陈明",
    };
    const added = { by: [2], placing: "opinion", order: "all", additionNo: 1 } as const;
    const seats = [
      { seatNo: 1, holder: staff("liuyang"), label: "", added },
      { seatNo: 2, holder: staff("wuhao"), label: "" },
    ];
    const ofOpinion = {
      ...approval,
      nodes: [buildNode({ nodeId: "one", seats: [...seats] })],
      tasks: [buildTask(1, { nodeId: "one", status: "done" })],
    };

    const others: [string, object][] = [
      ["by somebody else", decisionsOf({ decidedBy: staff("wuhao") })],
      ["by a delegate", decisionsOf({ onBehalfOf: { ...leave, name: "吴昊" } })],
      ["by an administrator in place of somebody else", decisionsOf({ override })],
      ["as an opinion for somebody else", { approval: ofOpinion }],
      ["in another round", decisionsOf({ round: 2 })],
      ["against it", decisionsOf({ verb: "reject" })],
      ["after it", decisionsOf({ nodeId: "last" })],
      ["of another plan", { isUntouched: () => false }],
      ["when a delegate would be asked", { to: [{ ...to[0], onBehalfOf: leave }] }],
      ["when two would be asked", { to: [...to, ...to] }],
      ["when nobody would be asked", { to: [] }],
    ];
    for (const [what, change] of others) {
      it(`not what was signed ${what}`, () => expect(marked(change)).equal(false));
    }
  });

  describe("before anything is submitted", () => {
    const foretold = (used: Flow): string[] => {
      const handedIn = {
        kind: "supply_plan" as const,
        content: buildHvPlan(),
        submittedBy: staff("zhangwei"),
      };
      const around = ruledSurroundings({ flow: used });
      const opened = buildFile({ stages: fresh, approvals: [], documents: [] });
      const { nodes } = nextOf(previewSubmission(opened, handedIn, around));
      return nodes.flatMap(({ node: { id }, saidBefore = [] }) =>
        saidBefore.map(({ seat, at }) => `${seat.holder} of ${id} in ${at.id}`),
      );
    };

    it("is foretold of whom it will not ask again, as it then happens", () => {
      expect(foretold(flow("any-before"))).eql(["liuyang of three in one"]);
      const agreed = play(flow("any-before"), ...bothAgree);
      expect(saidIn(agreed).at(-1)).equal("系统 approve same-approver");
    });

    it("is not foretold where the rule would not decide", () => {
      expect(foretold(flow("none"))).eql([]);
      expect(foretold(flow("adjacent"))).eql([]);
      expect(foretold(flow("any-before", { humanOnly: true }))).eql([]);
    });

    it("rests on what people say, and not on what the rule has said for them", () => {
      const thrice = (sameApprover: SameApprover) =>
        buildFlow({
          sameApprover,
          nodes: [
            node("one", "liuyang", []),
            node("two", "liuyang", ["one"]),
            node("three", "liuyang", ["two"]),
            node("last", "chenming", ["three"]),
          ],
        });
      expect(foretold(thrice("adjacent"))).eql(["liuyang of two in one"]);
      expect(foretold(thrice("any-before"))).eql([
        "liuyang of two in one",
        "liuyang of three in one",
      ]);
    });
  });
});
