import { expect } from "chai";
import {
  coverageOf,
  historyFaults,
  isActErased,
  type HistoryItem,
  type HistoryRow,
} from "../../../../src/domain/audit/case-history.ts";
import { NO_HEAD } from "../../../../src/domain/audit/decision-chain.ts";
import type { CaseId } from "../../../../src/domain/ids.ts";
import { buildActItem, buildHistory, buildItems } from "../../../support/build-history.ts";
import { buildInvestment } from "../../../support/build-plan.ts";
import { buildDocument, buildTask, november, staff } from "../../../support/build.ts";

const CASE_ID = 1 as CaseId;

describe("the history of a case", () => {
  const { rows, head } = buildHistory();
  const at = (n: number): HistoryRow => rows[n] ?? expect.fail(`no row ${n}`);
  const itemAt = (n: number): HistoryItem => at(n).item;

  /** What is found once row n was changed in its table, in short. */
  function foundWith(n: number, item: HistoryItem): unknown[] {
    return faultsOf(rows.with(n, { ...at(n), item }));
  }

  function faultsOf(changed: readonly HistoryRow[], end = head): unknown[] {
    return historyFaults(CASE_ID, { rows: changed, head: end }).map((fault) => {
      if (fault.kind === "history-row") return [fault.item.kind, fault.why];
      return fault.kind === "history-missing" ? [fault.from, fault.to] : fault.kind;
    });
  }

  it("is whole as it was written, in whatever order the rows come", () => {
    expect(faultsOf(rows.toReversed())).to.deep.equal([]);
    expect(faultsOf([], NO_HEAD)).to.deep.equal([]);
  });

  it("does not change its hashes from release to release: rows of years ago must still fit", () => {
    expect(head?.hash).to.equal("6c2a91eb0f5b5f659222e53a28854f6e94ecb9894dd4ae09dd29e27e9ade265c");
  });

  it("names the version whose content, submitter or moment was changed", () => {
    const document = buildDocument(1);
    for (const part of [
      { submittedBy: staff("maqiang") },
      { submittedAt: november(22, "09:10") },
      { contentHash: "other" },
      { version: 2 },
    ]) {
      expect(foundWith(0, { kind: "document", document: { ...document, ...part } })).to.deep.equal([
        ["document", "changed"],
      ]);
    }
  });

  it("names the task of which was changed who was asked, for what, for whom or until when", () => {
    const { approvalId } = buildActItem();
    const onBehalfOf = { principal: staff("wuhao"), grantId: 1, until: november(30, "00:00") };
    for (const part of [
      { holder: staff("maqiang") },
      { label: "局长" },
      { dueAt: november(30, "18:00") },
      { seatNo: 2 },
      { onBehalfOf },
    ]) {
      const task = buildTask(1, part);
      expect(foundWith(1, { kind: "task", approvalId, task })).to.deep.equal([["task", "changed"]]);
    }
    // That it has ended is no part of what was written first.
    const done = buildTask(1, { status: "done", closedAt: november(23, "14:03") });
    expect(foundWith(1, { kind: "task", approvalId, task: done })).to.deep.equal([]);
  });

  it("names the act of which was changed who did what to whom, or the words", () => {
    const signers = {
      seatNos: [3],
      people: [staff("wuhao")],
      placing: "after",
      order: "any",
    } as const;
    const own = buildActItem({ kind: "urge" });
    for (const part of [
      { kind: "comment" },
      { by: staff("maqiang") },
      { to: staff("wuhao") },
      { signers },
    ] as const) {
      expect(foundWith(2, { ...own, act: { ...own.act, ...part } })).to.deep.equal([
        ["act", "changed"],
      ]);
    }
    for (const part of [{ name: "别人" }, { text: "不急" }]) {
      expect(foundWith(2, { ...own, act: { ...own.act, ...part } })).to.deep.equal([
        ["act", "person-changed"],
      ]);
    }
  });

  it("holds without the name and the words that had to be erased", () => {
    const own = buildActItem({ kind: "urge" });
    const erased = { ...own, act: { ...own.act, name: "", text: "" }, personalSalt: "" };
    expect([own, erased].map(isActErased)).to.deep.equal([false, true]);
    expect(foundWith(2, erased)).to.deep.equal([]);
  });

  it("names the signature that was exchanged with all its own chain", () => {
    const signed = itemAt(3);
    if (signed.kind !== "decision") expect.fail("no signature");
    const link = { ...signed.link, chainHash: "other" };
    expect(foundWith(3, { kind: "decision", link })).to.deep.equal([["decision", "changed"]]);
  });

  it("goes on behind a row that was changed: every one is named, and no other", () => {
    const document = { ...buildDocument(1), submittedBy: staff("maqiang") };
    const changed = rows.with(0, { ...at(0), item: { kind: "document", document } });
    const own = buildActItem({ kind: "comment" });
    expect(faultsOf(changed.with(2, { ...at(2), item: own }))).to.deep.equal([
      ["document", "changed"],
      ["act", "changed"],
    ]);
  });

  it("finds rows that were removed, in between and at the end", () => {
    expect(faultsOf(rows.toSpliced(1, 1))).to.deep.equal([[2, 2]]);
    expect(faultsOf(rows.toSpliced(1, 2))).to.deep.equal([[2, 3]]);
    expect(faultsOf(rows.slice(0, 2))).to.deep.equal([[3, 4]]);
    expect(faultsOf([])).to.deep.equal([[1, 4]]);
  });

  it("finds rows that changed places, stand there twice, or behind the end", () => {
    const turned = rows
      .with(1, { ...at(1), place: at(2).place })
      .with(2, { ...at(2), place: at(1).place });
    expect(faultsOf(turned)).to.deep.equal([
      ["act", "changed"],
      ["task", "changed"],
    ]);
    expect(faultsOf([...rows, at(3)])).to.deep.equal([["decision", "doubled"]]);
    expect(faultsOf(rows, at(2).place)).to.deep.equal(["history-end"]);
    expect(faultsOf(rows, { no: 4, hash: "other" })).to.deep.equal(["history-end"]);
  });

  it("cannot say where it ends when the case is gone", () => {
    const found = historyFaults(CASE_ID, { rows: rows.slice(0, 2), head: undefined });
    expect(found).to.deep.equal([]);
  });

  describe("of a case that began before there was one", () => {
    const unplaced = (item: HistoryItem, moment: Date): HistoryRow => {
      return { item, at: moment, place: undefined };
    };
    const old = unplaced(itemAt(0), november(20, "09:00"));
    const later = buildHistory(buildItems().slice(1));

    it("leaves alone what is older, and says from where on all has its place", () => {
      const history = { ...later, rows: [old, ...later.rows] };
      expect(historyFaults(CASE_ID, history)).to.deep.equal([]);
      expect(coverageOf(history.rows)).to.deep.equal({ from: november(23, "09:10") });
      expect(coverageOf([old])).to.deep.equal({ from: "never" });
      expect(faultsOf([old], NO_HEAD)).to.deep.equal([]);
    });

    it("names what is newer and was written by nobody of ours", () => {
      const forged = unplaced(itemAt(1), november(23, "09:11"));
      const history = { ...later, rows: [old, ...later.rows, forged] };
      expect(historyFaults(CASE_ID, history)).to.deep.equal([
        { kind: "history-row", item: forged.item, why: "unrecorded" },
      ]);
    });

    it("is covered wholly from the first version of its plan on, however old a forged row pretends to be", () => {
      expect(coverageOf(rows)).to.deep.equal({ from: "beginning" });
      const forged = unplaced(itemAt(1), november(1, "08:00"));
      expect(faultsOf([...rows, forged])).to.deep.equal([["task", "unrecorded"]]);
      for (const document of [buildDocument(2), buildDocument(1, buildInvestment())]) {
        const { rows: own } = buildHistory([{ kind: "document", document }]);
        expect(coverageOf(own)).to.deep.equal({ from: document.submittedAt });
      }
    });
  });
});
