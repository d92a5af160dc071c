import { expect } from "chai";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import { previewSubmission } from "../../../../src/domain/verbs/preview-submission.ts";
import type { SupplyPlan } from "../../../../src/domain/case/supply-plan.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { migrateCase } from "../../../../src/domain/verbs/migrate-case.ts";
import { SYSTEM } from "../../../../src/domain/ids.ts";
import { written, writtenDecision } from "../../../support/build-act.ts";
import { november, staff } from "../../../support/build.ts";
import { buildFlowNode } from "../../../support/build-flow.ts";
import { buildHvPlan, buildInvestment } from "../../../support/build-plan.ts";
import { buildTypicalPlan } from "../../../support/build-rule.ts";
import { asked, eventsOf, nextOf } from "../../../support/play-approval.ts";
import {
  approvalIn,
  decided,
  reviewedFlow,
  ruledSurroundings,
  saidIn,
  submitted,
  typicalPlan,
} from "../../../support/play-rules.ts";
import { rulesOf } from "../../../../src/domain/automatic/rules-of.ts";

const around = ruledSurroundings();
const flowWith = (change: object): Flow => {
  const [review, ...others] = reviewedFlow().nodes;
  return reviewedFlow({ nodes: [buildFlowNode({ ...review, ...change }), ...others] });
};

describe("D25: a plan inside a published typical plan", () => {
  const outcome = submitted(around);
  const file = nextOf(outcome);

  it("needs no technical review: the rule decides, with its version and what it went by", () => {
    expect(saidIn(file)).eql(["系统 approve typical-plan", "系统 approve typical-plan"]);
    expect(approvalIn(file).decisions[0]).deep.include({
      decidedBy: SYSTEM,
      name: "系统",
      channel: "rule",
      documentHash: file.documents[0]?.contentHash,
    });
    expect(approvalIn(file).decisions[0]?.byRule).deep.include({
      ruleId: "box-315",
      version: 7,
      words: "按典型方案“箱变 315”（第 7 版）自动同意",
    });
    expect(approvalIn(file).decisions[0]?.byRule?.facts).include.members([
      "核定容量：315 kVA",
      "供电电压：10 kV",
      "电源 1 · 长度：1200 m",
    ]);
  });

  it("goes on to whoever is no reviewer, and nobody else is asked", () => {
    expect(asked(approvalIn(file))).eql(["chenming"]);
    const opened = eventsOf(outcome).filter(({ kind }) => kind === "task-opened");
    expect(opened).eql([{ kind: "task-opened", taskId: "T1-3" }]);
  });

  it("leaves the task of each reviewer as what it is: not done by them", () => {
    expect(approvalIn(file).tasks.slice(0, 2)).satisfy((tasks: object[]) =>
      tasks.every((task) => "cancelReason" in task && task.cancelReason === "by-rule"),
    );
  });

  const outside: [string, Flow | undefined, SupplyPlan][] = [
    ["that names none", undefined, buildHvPlan()],
    ["that deviates somewhere", undefined, { ...typicalPlan, deviation: "线路加长" }],
    ["that an engineer would ask about", undefined, { ...typicalPlan, validTo: "2028-11-23" }],
    ["whose review is for people only", flowWith({ humanOnly: true }), typicalPlan],
    ["whose review is no technical one", flowWith({ technical: false }), typicalPlan],
  ];
  for (const [what, flow, content] of outside) {
    it(`asks its reviewers about one ${what}`, () => {
      const now = flow === undefined ? around : ruledSurroundings({ flow });
      expect(asked(approvalIn(nextOf(submitted(now, { content }))))).eql(["liuyang", "wuhao"]);
    });
  }

  it("asks them when the rule has suspended itself", () => {
    const stopped = ruledSurroundings({ bureau: { typicalPlans: [] } });
    expect(asked(approvalIn(nextOf(submitted(stopped))))).eql(["liuyang", "wuhao"]);
  });

  it("of an any-one node signs one seat and leaves the others alone", () => {
    const mode = { rule: "any", veto: true, collectAll: false } as const;
    const now = ruledSurroundings({ flow: flowWith({ mode }) });
    expect(saidIn(nextOf(submitted(now)))).eql(["系统 approve typical-plan"]);
  });
});

describe("D25: a sample of a typical plan", () => {
  const sample = { oneIn: 1, suspendAt: 2, window: 10 };
  const typicalPlans = [buildTypicalPlan({ sample })];
  const now = ruledSurroundings({ bureau: { typicalPlans } });

  it("goes to its reviewers as usual, and its node says so", () => {
    const approval = approvalIn(nextOf(submitted(now)));
    expect(asked(approval)).eql(["liuyang", "wuhao"]);
    expect(approval.nodes[0]?.sampleOf).eql({ ruleId: "box-315", version: 7 });
  });

  it("is left alone by the other rules too", () => {
    const [review, leader] = reviewedFlow().nodes;
    const before = buildFlowNode({ id: "before", who: [{ userids: ["liuyang"] }] });
    const nodes = [before, { ...review, after: ["before"] }, leader] as Flow["nodes"];
    const flow = reviewedFlow({ nodes, sameApprover: "any-before" });
    const here = ruledSurroundings({ flow, bureau: { typicalPlans } });
    const signed = decided(nextOf(submitted(here)), ["liuyang", "approve"], here);
    expect(asked(approvalIn(signed))).eql(["liuyang", "wuhao"]);
  });

  it("is none when the plan is outside, or the node reviews nothing", () => {
    const outside = approvalIn(nextOf(submitted(now, { content: buildHvPlan() })));
    expect(outside.nodes[0]?.sampleOf).equal(undefined);
  });
});

describe("whoever was asked once", () => {
  it("is not overtaken by the rule when they have objected to it", () => {
    const file = nextOf(submitted(around));
    const act = written("object", { about: approvalIn(file).tasks[0]?.id ?? approvalIn(file).id });
    const objected = nextOf(doAct(file, { ...act, from: staff("liuyang") }, around));
    expect(asked(approvalIn(objected))).eql(["liuyang"]);
    const again = decided(objected, ["liuyang", "approve"], around);
    expect(asked(approvalIn(again))).eql(["chenming"]);
  });
});

describe("a node that was returned to", () => {
  it("is for people, though a rule had decided it before", () => {
    const [review] = reviewedFlow().nodes;
    const file = nextOf(submitted(around));
    const back = decided(file, ["chenming", "return", review?.id ?? ""], around);
    expect(asked(approvalIn(back))).eql(["liuyang", "wuhao"]);
  });
});

describe("a node whose people have taken it up", () => {
  const object = (file: CaseFile, at = around) => {
    const about = approvalIn(file).tasks[0]?.id ?? approvalIn(file).id;
    return nextOf(doAct(file, written("object", { about, from: staff("liuyang") }), at));
  };

  it("comes back to whoever objected to the rule and returned, and the preview says so", () => {
    const objected = object(nextOf(submitted(around)));
    const task = approvalIn(objected).tasks.findLast(({ holder }) => holder === "liuyang");
    const returned = nextOf(
      decideWritten(
        objected,
        writtenDecision({
          taskId: task?.id ?? expect.fail("not asked"),
          at: november(23, "16:00"),
          verb: "return",
          code: "source-unfit",
          resume: "direct",
        }),
        around,
      ),
    );
    const content = { ...typicalPlan, opinion: "仅改动备注文字" };
    const handedIn = { kind: "supply_plan", content, submittedBy: staff("zhangwei") } as const;
    const preview = nextOf(previewSubmission(returned, handedIn, around));
    expect(preview.direct).deep.include({ isBack: true });
    expect(preview.nodes[0]?.byRule).equal(undefined);
    const again = nextOf(submitted(around, { file: returned, content }));
    expect(asked(approvalIn(again))).eql(["liuyang", "wuhao"]);
  });

  it("is for people when any one of them is enough and one has objected", () => {
    const mode = { rule: "any", veto: true, collectAll: false } as const;
    const now = ruledSurroundings({ flow: flowWith({ mode }) });
    const objected = object(nextOf(submitted(now)), now);
    expect(asked(approvalIn(objected))).eql(["liuyang", "wuhao"]);
  });

  it("is for people once what came before was taken back: it is exempt no more", () => {
    const [review, leader] = reviewedFlow().nodes;
    const first = buildFlowNode({ id: "first", name: "受理", who: [{ userids: ["huangmin"] }] });
    const nodes = [first, { ...review, after: ["first"] }, leader] as Flow["nodes"];
    const now = ruledSurroundings({ flow: reviewedFlow({ nodes }), at: november(23, "16:30") });
    const file = decided(nextOf(submitted(now)), ["huangmin", "approve"], now);
    expect(asked(approvalIn(file))).eql(["chenming"]);
    const about = approvalIn(file).tasks[0]?.id ?? approvalIn(file).id;
    const act = written("take-back", { about, from: staff("huangmin") });
    const again = decided(nextOf(doAct(file, act, now)), ["huangmin", "approve"], now);
    expect(asked(approvalIn(again))).eql(["liuyang", "wuhao"]);
  });
});

describe("a node that another version of the flow calls otherwise", () => {
  const [review, leader] = reviewedFlow().nodes;
  const { nodes } = flowWith({ id: "check", name: "技术复核" });
  const to = reviewedFlow({
    version: 2,
    nodes: [nodes[0], buildFlowNode({ ...leader, after: ["check"] })] as Flow["nodes"],
  });
  const renamed = (file: CaseFile, from = reviewedFlow()) => {
    const change = { from, to, map: { [review?.id ?? ""]: "check" } };
    const migration = { approvalId: approvalIn(file).id, change, plannedAt: around.at };
    return nextOf(migrateCase(file, migration, ruledSurroundings({ flow: to })));
  };

  it("stays with the people who objected to the rule, whatever comes", () => {
    const mode = { rule: "any", veto: true, collectAll: false } as const;
    const flow = flowWith({ mode });
    const now = ruledSurroundings({ flow });
    const file = nextOf(submitted(now));
    const about = approvalIn(file).tasks[0]?.id ?? approvalIn(file).id;
    const objection = written("object", { about, from: staff("liuyang") });
    const objected = nextOf(doAct(file, objection, now));
    expect(asked(approvalIn(renamed(objected, flow)))).eql(["liuyang", "wuhao"]);
  });

  it("stays with those who were asked there already", () => {
    const plain = flowWith({ technical: false });
    const file = nextOf(submitted(ruledSurroundings({ flow: plain })));
    expect(asked(approvalIn(file))).eql(["liuyang", "wuhao"]);
    expect(asked(approvalIn(renamed(file, plain)))).eql(["liuyang", "wuhao"]);
  });

  it("stays with them in a later round too", () => {
    const file = nextOf(submitted(around));
    const about = approvalIn(file).tasks[0]?.id ?? approvalIn(file).id;
    const objection = written("object", { about, from: staff("liuyang") });
    const objected = nextOf(doAct(file, objection, around));
    const returned = renamed(decided(objected, ["liuyang", "return"], around));
    expect(approvalIn(returned).status).equal("wait_revision");
    const content = { ...typicalPlan, opinion: "仅改动备注文字" };
    const later = ruledSurroundings({ flow: to, at: november(23, "16:30") });
    const again = nextOf(submitted(later, { file: returned, content }));
    expect(asked(approvalIn(again))).eql(["liuyang", "wuhao"]);
  });

  it("lets the rule decide where nobody was asked", () => {
    const file = nextOf(submitted(ruledSurroundings({ flow: to })));
    expect(saidIn(file)).eql(["系统 approve typical-plan", "系统 approve typical-plan"]);
  });
});

describe("a document that is no plan", () => {
  it("is never exempt, and a node that the path does not have is left to people", () => {
    const situation = {
      connectionCase: { customerClass: "hv-single", requestKind: "new" },
      caseNo: nextOf(submitted(around)).connectionCase.caseNo,
      flow: reviewedFlow(),
      path: reviewedFlow().nodes,
      document: { kind: "grid_investment", content: buildInvestment(), attachments: [] },
      at: november(23, "15:10"),
      typicalPlans: [buildTypicalPlan()],
      hasWarnings: () => false,
      isUntouched: () => true,
    } as const;
    const approval = approvalIn(nextOf(submitted(around, { content: buildHvPlan() })));
    const [node] = approval.nodes;
    const [seat] = node?.seats ?? [];
    if (node === undefined || seat === undefined) return expect.fail("nothing is open");
    const rules = rulesOf(situation);
    const fresh = { ...approval, tasks: [] };
    const to = [{ holder: seat.holder, label: seat.label }];
    expect(rules.markFor({ approval: fresh, node, seat, to })).equal(undefined);
    const off = rulesOf({ ...situation, path: [] });
    expect(off.markFor({ approval: fresh, node, seat, to })).equal(undefined);
    expect(rules.documentHash()).match(/^[0-9a-f]{64}$/);
  });
});
