import { expect } from "chai";
import { dueCards } from "../../../../src/domain/clock/due-cards.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import {
  buildApproval,
  buildBureau,
  buildCard,
  buildFile,
  buildTask,
  november,
} from "../../../support/build.ts";

const TASK = taskIdOf(1 as CaseId, 1);

describe("what the clock does about cards", () => {
  const due = (
    changes: Parameters<typeof buildCard>[1],
    at: Date,
    reminded = [] as (typeof TASK)[],
  ) =>
    dueCards(
      buildBureau(),
      {
        file: buildFile({
          approvals: [buildApproval({ tasks: [buildTask(1)] })],
          cards: [buildCard(TASK, changes)],
        }),
        reminded,
      },
      at,
    ).map(({ kind }) => kind);

  const lost = { sentAt: undefined, undeliverableAt: november(23, "09:10") };
  const lostAgain = (at: Date) =>
    dueCards(
      buildBureau(),
      {
        file: buildFile({
          approvals: [buildApproval({ tasks: [buildTask(1)] })],
          cards: [buildCard(TASK, lost), buildCard(TASK, { ...lost, n: 2 })],
        }),
        reminded: at < november(23, "09:20") ? [TASK] : [],
      },
      at,
    ).map(({ kind, ...rest }) => `${kind} ${"cardId" in rest ? rest.cardId?.split("-")[1] : ""}`);

  it("nothing while a card is young", () => {
    expect(due({ madeAt: november(23, "09:10") }, november(26, "08:39"))).eql([]);
  });

  it("a fresh card for one whose code is about to expire, in working time only", () => {
    expect(due({ madeAt: november(20, "08:40") }, november(20, "17:30"))).eql(["card-renewed"]);
    expect(due({ madeAt: november(20, "08:40") }, november(21, "10:00"))).eql([]);
    expect(due({ madeAt: november(20, "08:40") }, november(23, "08:30"))).eql(["card-renewed"]);
  });

  it("another card for one that did not arrive, in working time only", () => {
    expect(due(lost, november(23, "09:11"))).eql(["card-resent"]);
    expect(due(lost, november(23, "20:00"))).eql([]);
  });

  it("before its time together with a reminder", () => {
    expect(lostAgain(november(23, "09:21"))).eql([]);
    expect(lostAgain(november(23, "09:11"))).eql(["card-resent 1@2"]);
  });

  it("nothing about a task that has no card, since none can be replaced", () => {
    const file = buildFile({ cards: [] });
    expect(dueCards(buildBureau(), { file, reminded: [TASK] }, november(24, "09:00"))).eql([]);
  });

  it("nothing about a task that has ended", () => {
    const approvals = [buildApproval({ tasks: [buildTask(1, { status: "done" })] })];
    const file = buildFile({ approvals, cards: [buildCard(TASK, lost)] });
    expect(dueCards(buildBureau(), { file, reminded: [] }, november(24, "10:00"))).eql([]);
  });
});
