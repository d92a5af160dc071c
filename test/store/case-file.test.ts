import { expect } from "chai";
import type { Approval } from "../../src/domain/approval/instance.ts";
import { withApproval, type CaseFile } from "../../src/domain/case-file.ts";
import { approvalIdOf, taskIdOf, type CaseId, type CaseNo } from "../../src/domain/ids.ts";
import { caseIdOf, CaseNotFound, findCase, lockCase } from "../../src/store/case-file.ts";
import { inTransaction, read, sqlFor, type Db } from "../../src/store/db.ts";
import { casesDue } from "../../src/store/look-ups.ts";
import { allocateCaseId, insertCase } from "../../src/store/new-case.ts";
import { saveCase } from "../../src/store/save-case.ts";
import {
  buildApproval,
  buildCard,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../support/build.ts";
import { buildCase } from "../support/build-plan.ts";
import { createSignal, freshStore, type FreshStore } from "../support/fresh-store.ts";
import { until } from "../support/process-world.ts";
import { isRowWaitedFor } from "../support/row-lock.ts";

const CASE = 1 as CaseId;
const NO_CONTACT = { name: undefined, phone: undefined };
const DUE = november(24, "18:00");

const opened: CaseFile = {
  connectionCase: buildCase(),
  stages: [
    {
      id: "survey",
      name: "现场勘查",
      status: "running",
      startedAt: november(23, "09:00"),
      dueAt: DUE,
      dueProvisional: true,
      finishedAt: undefined,
    },
    {
      id: "plan",
      name: "方案答复",
      status: "not-started",
      startedAt: undefined,
      dueAt: undefined,
      dueProvisional: false,
      finishedAt: undefined,
    },
  ],
  documents: [],
  approvals: [],
  cards: [],
  readings: [],
};

describe("a case file", () => {
  let store: FreshStore;
  let db: Db;
  before(async () => {
    store = await freshStore("case_file");
    db = store.db;
  });
  after(() => store.close());
  beforeEach(() =>
    store.empty(
      "cases",
      "case_contacts",
      "stages",
      "documents",
      "approvals",
      "approval_nodes",
      "tasks",
      "decisions",
      "fired_rungs",
      "cards",
      "sequences",
    ),
  );

  const open = (file = opened): Promise<void> =>
    inTransaction(db, async (tx) => insertCase(tx, file, NO_CONTACT));
  const change = (
    next: (file: CaseFile) => CaseFile,
    nextAttentionAt: Date | undefined = DUE,
  ): Promise<void> =>
    inTransaction(db, async (tx) => {
      const locked = await lockCase(tx, CASE);
      saveCase(tx, locked, { ...next(locked.file), nextAttentionAt });
    });
  const complete = (): CaseFile => ({ ...buildFile(), stages: opened.stages });

  it("comes back as it was opened", async () => {
    await open();
    expect(await findCase(db, CASE)).to.deep.equal(opened);
    expect(await caseIdOf(db, opened.connectionCase.caseNo)).to.equal(CASE);
  });

  it("comes back as it was saved, with documents, approval, nodes, tasks, decisions, rungs and cards", async () => {
    const rung = {
      taskId: taskIdOf(CASE, 2),
      round: 1,
      ladder: "approval-node",
      rungId: "half",
      firedAt: november(23, "16:00"),
      result: "sent",
    } as const;
    const file: CaseFile = {
      ...complete(),
      approvals: [buildApproval({ decisions: [buildDecision()], firedRungs: [rung] })],
    };
    await open();
    await change((before) => ({ ...file, stages: before.stages }));
    expect(await findCase(db, CASE)).to.deep.equal(file);
  });

  it("is undefined or refused when there is none", async () => {
    expect(await findCase(db, CASE)).to.equal(undefined);
    expect(await caseIdOf(db, "BZ-2026-999999" as CaseNo)).to.equal(undefined);
    const fault = await inTransaction(db, (tx) => lockCase(tx, CASE)).then(
      () => expect.fail("nothing was thrown"),
      (error: unknown) => error,
    );
    expect(fault).to.be.instanceOf(CaseNotFound);
  });

  it("is changed by one at a time: the second waits for the first, and sees what it has saved", async () => {
    await open();
    const [holdsLock, mayGoOn] = [createSignal(), createSignal()];
    const first = inTransaction(db, async (tx) => {
      const locked = await lockCase(tx, CASE);
      holdsLock.give();
      await mayGoOn.given;
      saveCase(tx, locked, { ...locked.file, documents: [buildDocument(1)], nextAttentionAt: DUE });
    });
    await holdsLock.given;
    const second = inTransaction(
      db,
      async (tx) => (await lockCase(tx, CASE)).file.documents.length,
    );
    const seen = await Promise.race([
      second,
      until(() => isRowWaitedFor(store.mysqlUrl)).then(() => "it waits"),
    ]);
    const early = await findCase(db, CASE);
    mayGoOn.give();
    await first;
    expect(seen).to.equal("it waits");
    expect(early?.documents, "whoever only reads does not wait").to.deep.equal([]);
    expect(await second).to.equal(1);
  });

  it("writes the next state of tasks, nodes, approval and stages over the last", async () => {
    await open();
    await change((before) => ({ ...complete(), stages: before.stages }));
    const closedAt = november(23, "15:00");
    await change((before) => {
      const [approval] = before.approvals;
      if (approval === undefined) return before;
      const next: Approval = {
        ...approval,
        status: "approved",
        closedAt,
        nodes: approval.nodes.map((node) => ({ ...node, status: "passed", closedAt })),
        tasks: approval.tasks.map((task) =>
          task.id === taskIdOf(CASE, 1)
            ? { ...task, status: "done", closedAt }
            : { ...task, status: "cancelled", cancelReason: "any-one-decided", closedAt },
        ),
      };
      const stages = before.stages.map((stage) => ({
        ...stage,
        status: "done" as const,
        finishedAt: closedAt,
      }));
      return { ...withApproval(before, next), stages };
    });
    const file = await findCase(db, CASE);
    expect(file?.approvals[0]).to.include({ status: "approved" });
    expect(file?.approvals[0]?.nodes[0]).to.deep.equal(buildNode({ status: "passed", closedAt }));
    expect(file?.approvals[0]?.tasks.map((task) => [task.status, task.cancelReason])).to.deep.equal(
      [
        ["done", undefined],
        ["cancelled", "any-one-decided"],
      ],
    );
    expect(file?.stages.map((stage) => stage.finishedAt)).to.deep.equal([closedAt, closedAt]);
  });

  it("adds a second round to an approval and keeps the first", async () => {
    await open();
    await change((before) => ({ ...complete(), stages: before.stages }));
    const third = buildTask(3, { round: 2, seatNo: 1 });
    await change((before) => {
      const [approval] = before.approvals;
      if (approval === undefined) return before;
      const nodes = [...approval.nodes, buildNode({ round: 2, documentVersion: 2 })];
      const next = {
        ...approval,
        round: 2,
        documentVersion: 2,
        nodes,
        tasks: [...approval.tasks, third],
      };
      const cards = [...before.cards, buildCard(third.id)];
      return {
        ...withApproval(before, next),
        documents: [...before.documents, buildDocument(2)],
        cards,
      };
    });
    const file = await findCase(db, CASE);
    expect(file?.documents.map((document) => document.version)).to.deep.equal([1, 2]);
    expect(file?.approvals[0]?.tasks.map((task) => task.round)).to.deep.equal([1, 1, 2]);
    expect(file?.cards.map((card) => card.id)).to.include(buildCard(third.id).id);
  });

  it("keeps the parts of two approvals apart", async () => {
    await open();
    await change((before) => ({ ...complete(), stages: before.stages }));
    const other = buildApproval({
      id: approvalIdOf(CASE, 2),
      kind: "grid_investment",
      nodes: [buildNode({ nodeId: "review" })],
      tasks: [buildTask(3, { nodeId: "review" })],
    });
    await change((before) => ({ ...before, approvals: [...before.approvals, other] }));
    const file = await findCase(db, CASE);
    expect(file?.approvals).to.deep.equal([buildApproval(), other]);
  });

  it("chains decisions by their hashes, in the order in which they were made", async () => {
    await open();
    await change((before) => ({ ...complete(), stages: before.stages }));
    for (const n of [1, 2]) {
      const decision = buildDecision({
        taskId: taskIdOf(CASE, n),
        decidedBy: staff(n === 1 ? "liuyang" : "wuhao"),
      });
      await change((before) => {
        const [approval] = before.approvals;
        if (approval === undefined) return before;
        return withApproval(before, { ...approval, decisions: [...approval.decisions, decision] });
      });
    }
    const [rows] = await read(
      db,
      sqlFor
        .selectFrom("decisions")
        .select(["chain_no", "previous_hash", "chain_hash"])
        .orderBy("chain_no"),
    );
    expect(rows.map((row) => row.chain_no)).to.deep.equal([1, 2]);
    expect(rows[0]?.previous_hash).to.equal("");
    expect(rows[1]?.previous_hash).to.equal(rows[0]?.chain_hash);
    expect(rows[0]?.chain_hash).to.match(/^[0-9a-f]{64}$/);
    const head = await inTransaction(db, async (tx) => (await lockCase(tx, CASE)).chainHead);
    expect(head).to.deep.equal({ no: 2, hash: rows[1]?.chain_hash });
  });

  it("takes one decision for a task, whoever else comes", async () => {
    await open();
    await change((before) => ({ ...complete(), stages: before.stages }));
    const decide = (): Promise<void> =>
      change((before) => {
        const [approval] = before.approvals;
        if (approval === undefined) return before;
        return withApproval(before, {
          ...approval,
          decisions: [...approval.decisions, buildDecision()],
        });
      });
    await decide();
    const fault = await decide().then(
      () => expect.fail("nothing was thrown"),
      (error: unknown) => error,
    );
    expect(fault).to.have.property("errno", 1062);
    expect((await findCase(db, CASE))?.approvals[0]?.decisions).to.have.length(1);
  });

  it("says when it next needs attention, and that it needs none", async () => {
    await open();
    await change((before) => before, DUE);
    expect(await casesDue(db, new Date(DUE.getTime() - 1), 10)).to.deep.equal([]);
    expect(await casesDue(db, DUE, 10)).to.deep.equal([CASE]);
    await inTransaction(db, async (tx) => {
      const locked = await lockCase(tx, CASE);
      saveCase(tx, locked, { ...locked.file, nextAttentionAt: undefined });
    });
    expect(await casesDue(db, DUE, 10)).to.deep.equal([]);
  });

  it("gets a number that no other case has", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => allocateCaseId(db)));
    expect([...ids].toSorted((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
  });

  it("keeps the customer's contact out of the file", async () => {
    const contact = { name: "王女士", phone: "13800000000" };
    await inTransaction(db, async (tx) => insertCase(tx, opened, contact));
    expect(JSON.stringify(await findCase(db, CASE))).not.to.contain(contact.phone);
    const [rows] = await read(db, sqlFor.selectFrom("case_contacts").selectAll());
    expect(rows).to.deep.equal([
      { case_id: 1, contact_name: contact.name, contact_phone: contact.phone },
    ]);
  });
});
