import { expect } from "chai";
import { decideOnCard, type ButtonPress } from "../../../../src/domain/verbs/decide-on-card.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import type { Person } from "../../../../src/domain/people/organisation.ts";
import {
  buildApproval,
  buildCard,
  builtCardId,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { running, submitted } from "../../../support/build-stages.ts";
import { asked, eventsOf, nextOf } from "../../../support/play-approval.ts";

const FIRST = taskIdOf(1 as CaseId, 1);
const SECOND = taskIdOf(1 as CaseId, 2);
const CARD = builtCardId(FIRST, 1);
const seatOf = (seatNo: number, holder: string) => ({ seatNo, holder: staff(holder), label: "" });
const bothSeats = buildNode({ seats: [seatOf(1, "liuyang"), seatOf(2, "wuhao")] });
const base = buildFile({ stages: submitted, approvals: [buildApproval({ nodes: [bothSeats] })] });
const around = buildSurroundings();

/** 刘洋 approves on the first card, with the opinion for it. */
function pressOf(changes: Partial<ButtonPress> = {}): ButtonPress {
  return {
    cardId: CARD,
    from: staff("liuyang"),
    button: { verb: "approve", round: 1, documentVersion: 1 },
    opinions: ["agree"],
    at: november(23, "15:09"),
    ...changes,
  };
}

const returning = pressOf({
  button: { verb: "return", round: 1, documentVersion: 1 },
  opinions: ["source-unfit"],
});

/** What a press is told that changes nothing. */
function refusalFor(press: ButtonPress, file: CaseFile = base, now = around): Refusal | undefined {
  const outcome = decideOnCard(file, press, now);
  expect(nextOf(outcome)).equal(file);
  const [told] = eventsOf(outcome);
  return told?.kind === "press-refused" ? told.refusal : undefined;
}

describe("a press on a card", () => {
  it("signs the task, in the name and office that are in force, on what the card showed", () => {
    const next = nextOf(decideOnCard(base, pressOf(), around));
    expect(next.approvals[0]?.decisions).eql([
      buildDecision({
        documentHash: buildDocument(1).contentHash,
        shownHash: "hash",
        eventAt: november(23, "15:09"),
        committedAt: november(23, "15:10"),
      }),
    ]);
    expect(next.approvals.flatMap(asked)).eql(["wuhao"]);
  });

  it("carries the approval on along the flow that it is pinned to", () => {
    const leader = buildFlowNode({ id: "leader", who: [{ userids: ["chenming"] }] });
    const path = [buildFlowNode(), { ...leader, after: ["countersign"] }];
    const pinned = buildSurroundings({ flow: buildFlow({ nodes: path }) });
    const nodes = [buildNode({ seats: [seatOf(1, "liuyang")] })];
    const approvals = [buildApproval({ nodes, tasks: [buildTask(1)] })];
    const next = nextOf(decideOnCard({ ...base, approvals }, pressOf(), pinned));
    expect(next.approvals.flatMap(asked)).eql(["chenming"]);
  });

  it("moves the stages when it ends the approval or brings it back", () => {
    const outcome = decideOnCard(base, returning, around);
    expect(running(nextOf(outcome).stages)).eql(["plan_draft"]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).eql([
      "task-decided",
      "task-cancelled",
      "approval-returned",
      "stage-started",
    ]);
  });
});

describe("a press is refused in words and changes nothing", () => {
  const refused: [string, Partial<ButtonPress>, Refusal][] = [
    [
      "on a card that the case does not have",
      { cardId: builtCardId(FIRST, 9) },
      { code: "not-found" },
    ],
    ["by somebody who does not belong here", { from: staff("stranger") }, { code: "not-a-member" }],
    ["by a button that is none of ours", { button: undefined }, { code: "unknown-button" }],
    [
      "by a button of another round",
      { button: { verb: "approve", round: 2, documentVersion: 1 } },
      { code: "unknown-button" },
    ],
    [
      "by a button of another version",
      { button: { verb: "approve", round: 1, documentVersion: 2 } },
      { code: "unknown-button" },
    ],
    [
      "by somebody who is not asked",
      { from: staff("wuhao") },
      { code: "not-your-task", holder: staff("liuyang") },
    ],
    ["with two opinions", { opinions: ["agree", "agree"] }, { code: "unknown-opinion" }],
    [
      "with a reason against what it says",
      { opinions: ["source-unfit"] },
      { code: "opinion-contradicts", opinion: "电源点不合理" },
    ],
  ];
  for (const [words, changes, refusal] of refused) {
    it(words, () => expect(refusalFor(pressOf(changes))).eql(refusal));
  }

  it("by somebody who was never asked and may not see the case in one and the same way, however the task stands", () => {
    const outsider = { ...buildOrganisation().people[0], userid: staff("hebing") } as Person;
    const organisation = buildOrganisation({ people: [...buildOrganisation().people, outsider] });
    const now = buildSurroundings({ bureau: { organisation } });
    const done = buildTask(1, { status: "done" });
    const closed = buildTask(1, { status: "cancelled", cancelReason: "returned" });
    const approvals = [
      buildApproval(),
      buildApproval({ tasks: [done], decisions: [buildDecision()] }),
      buildApproval({ tasks: [closed] }),
      buildApproval({ documentVersion: 2 }),
      buildApproval({ status: "withdrawn", tasks: [closed] }),
    ];
    for (const approval of approvals) {
      const file = { ...base, approvals: [approval] };
      for (const button of [pressOf().button, undefined]) {
        const press = pressOf({ from: staff("hebing"), button });
        expect(refusalFor(press, file, now)).eql({ code: "not-your-task" });
      }
    }
  });

  it("by whoever stood in for the holder, and may not see the case any more, truthfully", () => {
    const onBehalfOf = { principal: staff("liuyang"), grantId: 1, until: november(23, "12:00") };
    const gone = buildTask(1, {
      holder: staff("chenming"),
      onBehalfOf,
      status: "cancelled",
      cancelReason: "delegation-end",
    });
    const file = { ...base, approvals: [buildApproval({ tasks: [gone] })] };
    const told = refusalFor(pressOf({ from: staff("chenming") }), file);
    expect(told).eql({ code: "closed", reason: "delegation-end" });
  });

  it("on a card whose task is gone", () => {
    expect(refusalFor(pressOf(), { ...base, approvals: [] })).eql({ code: "not-found" });
  });

  it("on a task that was decided before, and says that rather than that the card is old", () => {
    const approvals = [
      buildApproval({ tasks: [buildTask(1, { status: "done" })], decisions: [buildDecision()] }),
    ];
    const late = buildSurroundings({ at: november(30, "09:00") });
    expect(refusalFor(pressOf(), { ...base, approvals }, late)).include({
      code: "already-decided-by-you",
    });
  });

  it("on a document that the case does not have", () => {
    expect(refusalFor(pressOf(), { ...base, documents: [] })).eql({ code: "plan-missing" });
  });

  it("and is told to the presser on the card that was pressed", () => {
    const outcome = decideOnCard(base, pressOf({ button: undefined }), around);
    expect(eventsOf(outcome)).eql([
      {
        kind: "press-refused",
        refusal: { code: "unknown-button" },
        by: staff("liuyang"),
        cardId: CARD,
      },
    ]);
  });
});

describe("a card too old to be corrected", () => {
  const late = buildSurroundings({ at: november(27, "09:10") });
  const refusal = { code: "stale-card" as const, ageHours: 96 };
  const told = (file: CaseFile) => eventsOf(decideOnCard(file, pressOf(), late));

  it("is replaced by a fresh one; the press is spent on that, so the refusal touches no card", () => {
    expect(told(base)).eql([
      { kind: "press-refused", refusal, by: staff("liuyang"), cardId: undefined },
      { kind: "card-renewed", taskId: FIRST, cardId: CARD },
    ]);
  });

  it("is replaced only once: with a newer card on the phone it only says so", () => {
    const newer = buildCard(FIRST, { n: 2, madeAt: november(27, "09:00") });
    const others = [newer, buildCard(SECOND, { to: staff("wuhao") })];
    expect(told({ ...base, cards: [buildCard(FIRST), ...others] })).eql([
      { kind: "press-refused", refusal, by: staff("liuyang"), cardId: CARD },
    ]);
  });
});
