import { expect } from "chai";
import {
  approvalOf,
  approvalOfKind,
  approvalOfTask,
  cardNoOf,
  cardsOfTask,
  documentOf,
  newestCardOf,
  newestVersion,
  revocationOf,
  withApproval,
} from "../../../src/domain/case-file.ts";
import { approvalIdOf, taskIdOf, type CardId, type CaseId } from "../../../src/domain/ids.ts";
import {
  buildApproval,
  buildCard,
  builtCardId,
  buildDocument,
  buildFile,
  buildTask,
} from "../../support/build.ts";
import { buildInvestment } from "../../support/build-plan.ts";

const CASE_ID = 1 as CaseId;
const investment = buildApproval({
  id: approvalIdOf(CASE_ID, 2),
  kind: "grid_investment",
  tasks: [buildTask(3)],
});
const file = buildFile({
  documents: [buildDocument(1), buildDocument(2), buildDocument(1, buildInvestment())],
  approvals: [buildApproval(), investment],
});

describe("a case file", () => {
  it("finds a task together with the approval it belongs to", () => {
    const found = approvalOfTask(file, taskIdOf(CASE_ID, 3));
    expect(found?.approval).to.equal(investment);
    expect(found?.task).to.equal(investment.tasks[0]);
  });

  it("knows the card of a task that asks by its number, whatever the order of the rows", () => {
    const [first, other] = [taskIdOf(CASE_ID, 1), taskIdOf(CASE_ID, 2)];
    const cards = [buildCard(first, { n: 10 }), buildCard(first, { n: 9 }), buildCard(other)];
    expect(newestCardOf({ ...file, cards }, first)).to.equal(cards[0]);
    expect(newestCardOf({ ...file, cards: [] }, first)).to.equal(undefined);
    expect(cardNoOf("of another program" as CardId)).to.equal(0);
  });

  it("does not find a task that no approval has", () => {
    expect(approvalOfTask(file, taskIdOf(CASE_ID, 9))).to.equal(undefined);
  });

  it("finds an approval by its id", () => {
    expect(approvalOf(file, investment.id)).to.equal(investment);
    expect(approvalOf(file, approvalIdOf(CASE_ID, 9))).to.equal(undefined);
  });

  it("has one approval of a kind and many versions, of which the newest counts", () => {
    expect(approvalOfKind(file, "grid_investment")).to.equal(investment);
    expect(approvalOfKind(buildFile(), "grid_investment")).to.equal(undefined);
    expect(newestVersion(file, "supply_plan")).to.equal(file.documents[1]);
    expect(newestVersion(buildFile(), "grid_investment")).to.equal(undefined);
  });

  it("counts no revocation among the approvals of a kind, and finds the newest of an approval", () => {
    const approval = buildApproval();
    const revocation = (n: number) =>
      buildApproval({ id: approvalIdOf(1 as CaseId, n), revokes: approval.id });
    const file = buildFile({ approvals: [approval, revocation(2), revocation(3)] });
    expect(approvalOfKind(file, "supply_plan")).to.equal(file.approvals[0]);
    expect(revocationOf(file, approval)).to.equal(file.approvals[2]);
    expect(revocationOf(file, revocation(2))).to.equal(undefined);
  });

  it("finds the version of the kind that an approval is about", () => {
    expect(documentOf(file, investment)).to.equal(file.documents[2]);
    expect(documentOf(file, buildApproval({ documentVersion: 2 }))).to.equal(file.documents[1]);
    expect(documentOf(file, buildApproval({ documentVersion: 3 }))).to.equal(undefined);
  });

  it("finds every card of a task, the oldest first", () => {
    const taskId = taskIdOf(CASE_ID, 1);
    const cards = [buildCard(taskId), buildCard(taskIdOf(CASE_ID, 2)), buildCard(taskId, { n: 2 })];
    const ids = cardsOfTask(buildFile({ cards }), taskId).map(({ id }) => id);
    expect(ids).to.deep.equal([builtCardId(taskId, 1), builtCardId(taskId, 2)]);
  });

  it("exchanges one approval in its place and keeps everything else", () => {
    const next = buildApproval({ status: "wait_revision" });
    expect(withApproval(file, next)).to.deep.equal({ ...file, approvals: [next, investment] });
  });
});
