import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import type { ActKind } from "../../../../src/domain/approval/act.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { written, writtenDecision } from "../../../support/build-act.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import type { Grant } from "../../../../src/domain/leave/grant.ts";
import { presentOrganisation } from "../../../../src/domain/people/present-organisation.ts";
import { settleHolders } from "../../../../src/domain/people/settle-holders.ts";
import { SEATED } from "../../../support/play-adding.ts";
import { asked, eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const around = buildSurroundings();
const file = SEATED;
const send = (kind: ActKind, change: Partial<WrittenAct> = {}, to: CaseFile = file) => {
  const about = taskIdOf(1 as CaseId, 1);
  return doAct(to, written(kind, { about, from: staff("liuyang"), ...change }), around);
};
const add = (placing: string, change: Partial<WrittenAct> = {}) =>
  send("add-signers", { signers: { placing, order: "all", people: ["chenming"] }, ...change });
const askedAfter = (outcome: ReturnType<typeof send>) => nextOf(outcome).approvals.flatMap(asked);

describe("加签 on a page", () => {
  it("before: the added is asked in place of the adder", () => {
    expect(askedAfter(add("before"))).eql(["wuhao", "chenming"]);
  });

  it("after: the adder approves by the same form, in the same words", () => {
    const outcome = add("after");
    expect(askedAfter(outcome)).eql(["wuhao", "chenming"]);
    const [decision] = nextOf(outcome).approvals[0]?.decisions ?? [];
    expect(decision).deep.include({
      verb: "approve",
      decidedBy: "liuyang",
      channel: "page",
      opinion: { code: "", text: "客户变更用电容量" },
    });
    expect(eventsOf(outcome).map(({ kind }) => kind)).eql([
      "signers-added",
      "task-decided",
      "task-opened",
    ]);
  });

  it("beside: both are asked; and the task may go to somebody else by the same form", () => {
    expect(askedAfter(add("beside"))).eql(["liuyang", "wuhao", "chenming"]);
    const both = add("beside", { choice: "huangmin" });
    expect(askedAfter(both)).eql(["wuhao", "chenming", "huangmin"]);
  });

  const refused: [string, ReturnType<typeof send>, Refusal][] = [
    [
      "without a reason",
      add("before", { text: "忙" }),
      { code: "act-reason-needed", minLetters: 5 },
    ],
    ["in no way that there is", add("whenever"), { code: "cannot-add", why: "how" }],
    [
      "in no order that there is",
      add("before", { signers: { placing: "before", order: "", people: [] } }),
      { code: "cannot-add", why: "how" },
    ],
    ["without saying how", send("add-signers"), { code: "cannot-add", why: "how" }],
    [
      "of a stranger",
      add("before", { signers: { placing: "before", order: "all", people: ["stranger"] } }),
      { code: "cannot-add", why: "nobody" },
    ],
    [
      "before or after together with 转办",
      add("before", { choice: "huangmin" }),
      { code: "cannot-add", why: "transfer-beside-only" },
    ],
    [
      "together with a 转办 that is refused: all or nothing",
      add("beside", { choice: "chenming" }),
      { code: "cannot-transfer", why: "seated" },
    ],
    [
      "by somebody else",
      add("before", { from: staff("wuhao") }),
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    [
      "where the plan is missing",
      send(
        "add-signers",
        { signers: { placing: "before", order: "all", people: ["chenming"] } },
        { ...SEATED, documents: [] },
      ),
      { code: "plan-missing" },
    ],
  ];
  for (const [what, outcome, refusal] of refused) {
    it(`is refused ${what}`, () => {
      expect(refusalOf(outcome)).eql(refusal);
    });
  }
});

describe("委派 on a page", () => {
  it("asks the chosen one for an opinion", () => {
    const outcome = send("ask-opinion", { choice: "chenming" });
    expect(askedAfter(outcome)).eql(["wuhao", "chenming"]);
  });

  it("is refused without a choice", () => {
    expect(refusalOf(send("ask-opinion"))).eql({ code: "cannot-add", why: "nobody" });
  });
});

describe("added signers and people who are away", () => {
  const added = nextOf(add("before"));
  const said = (grants: readonly Grant[]) => {
    const form = { taskId: taskIdOf(1 as CaseId, 3), from: staff("chenming"), at: around.at };
    return decideWritten(added, writtenDecision(form), { ...around, grants });
  };

  it("the adder who is on leave when the opinions are there: whoever stands in is asked", () => {
    expect(nextOf(said([])).approvals.flatMap(asked)).eql(["wuhao", "liuyang"]);
    const next = nextOf(said([buildGrant()]));
    expect(next.approvals.flatMap(asked)).eql(["wuhao", "huangmin"]);
    expect(next.approvals[0]?.tasks.at(-1)?.onBehalfOf).include({ principal: "liuyang" });
  });

  it("an added one who has left is replaced as anybody, by no holder of an office of the flow", () => {
    const administrator = {
      userid: staff("linna"),
      name: "林娜",
      department: "wushen",
      position: "督导专责",
      roles: ["admin"] as const,
    };
    const listed = buildOrganisation();
    const organisation = presentOrganisation(
      { ...listed, people: [...listed.people, administrator] },
      new Set([staff("chenming")]),
    );
    const { next } = settleHolders(added, buildSurroundings({ bureau: { organisation } }));
    expect(next.approvals.flatMap(asked)).eql(["wuhao", "linna"]);
  });
});
