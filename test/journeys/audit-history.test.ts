import { expect } from "chai";
import { change } from "../../src/store/db.ts";
import { statement } from "../support/fresh-store.ts";
import { type, type Printed } from "../support/operator.ts";
import { actInBrowser } from "../support/page-acts.ts";
import { decideOnOwnPage } from "../support/page-decisions.ts";
import { approve, approveAll, CASE_NO, openAndSubmit } from "../support/people.ts";
import { worldForAll } from "../support/world-hooks.ts";

const TABLES = ["cases", "documents", "approvals", "approval_nodes", "tasks", "acts", "decisions"];

/** As rows are that were written before there was a history. */
const WITHOUT_PLACES = [
  "UPDATE cases SET history_no = NULL, history_hash = NULL",
  ...["documents", "tasks", "acts", "decisions"].map(
    (table) => `UPDATE ${table} SET entry_no = NULL, entry_hash = NULL`,
  ),
];

describe("an auditor verifies who was asked, by whom, what was submitted, and every act", () => {
  const world = worldForAll();

  /** Somebody with all rights in the database. */
  const tamper = (sql: string): Promise<number> => change(world.app.deps.db, statement(sql));
  const verify = (): Promise<Printed> => type(world, ["verify-audit", "--case", CASE_NO]);

  before(async () => {
    await openAndSubmit(world);
    const urged = { userid: "zhangwei", caseNo: CASE_NO, kind: "urge" } as const;
    await actInBrowser(world, urged, { text: "客户明天要答复" });
    await approve(world, "liting");
    for (const table of TABLES)
      await tamper(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  });

  afterEach(async () => {
    for (const table of TABLES) {
      await tamper(`DELETE FROM ${table}`);
      await tamper(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
    }
  });

  it("finds all of it whole, and says that it goes back to the beginning", async () => {
    const { code, out } = await verify();
    expect(out).to.include("全部相符\n").and.include("逐条核对：全程的工单 1 件\n");
    expect(code).to.equal(0);
  });

  for (const { what, sql, words } of [
    {
      what: "who submitted the plan",
      sql: "UPDATE documents SET submitted_by = 'maqiang'",
      words: "供电方案 v1 的提交（maqiang）：与写入时不符",
    },
    {
      what: "when the plan was submitted",
      sql: "UPDATE documents SET submitted_at = submitted_at - INTERVAL 1 DAY",
      words: "供电方案 v1 的提交（zhangwei）：与写入时不符",
    },
    {
      what: "a plan that was changed with its fingerprint",
      sql: "UPDATE documents SET content_hash = REPEAT('a', 64)",
      words: "供电方案 v1 的提交（zhangwei）：与写入时不符",
    },
    {
      what: "whom a task asks",
      sql: "UPDATE tasks SET holder = 'wangfang' WHERE id = 'T1-2'",
      words: "待办 T1-2（wangfang）：与写入时不符",
    },
    {
      what: "until when a task is due",
      sql: "UPDATE tasks SET due_at = due_at + INTERVAL 1 DAY WHERE id = 'T1-1'",
      words: "待办 T1-1（liting）：与写入时不符",
    },
    {
      what: "who did something",
      sql: "UPDATE acts SET by_userid = 'maqiang'",
      words: "审批 A1-1 第 1 条办理（urge，maqiang，待办 T1-1）：与写入时不符",
    },
    {
      what: "what was done",
      sql: "UPDATE acts SET kind = 'comment'",
      words: "审批 A1-1 第 1 条办理（comment，zhangwei，待办 T1-1）：与写入时不符",
    },
    {
      what: "the words of an act",
      sql: "UPDATE acts SET words = '不急'",
      words: "第 1 条办理（urge，zhangwei，待办 T1-1）：姓名或文字与写入时不符",
    },
    { what: "an act that is gone", sql: "DELETE FROM acts", words: "办理记录缺少第 3 条" },
    {
      what: "a task that is gone",
      sql: "DELETE FROM tasks WHERE id = 'T1-2'",
      words: "办理记录缺少第 4 条",
    },
    {
      what: "a signature that was written anew with all hashes of its chain",
      sql: "UPDATE decisions SET chain_hash = REPEAT('a', 64)",
      words: "签署意见（待办 T1-1，liting 同意）：与写入时不符",
    },
    {
      what: "a signature that was deleted with its end of the history",
      sql: "UPDATE cases SET history_no = history_no - 1",
      words: "办理记录的末尾与工单所记不符",
    },
    {
      what: "a task that nobody's act or signature has opened",
      sql: `INSERT INTO tasks (id, case_id, approval_id, round, node_id, seat_no, task_no, holder, label, status, opened_at, due_at)
        SELECT 'T1-99', case_id, approval_id, round, node_id, 9, 99, 'wangfang', label, status, '2020-01-01', due_at
        FROM tasks WHERE id = 'T1-2'`,
      words: "待办 T1-99（wangfang）：不在办理记录中",
    },
    {
      what: "the same with a place that it borrows from another",
      sql: `INSERT INTO tasks (id, case_id, approval_id, round, node_id, seat_no, task_no, holder, label, status, opened_at, due_at, entry_no, entry_hash)
        SELECT 'T1-99', case_id, approval_id, round, node_id, 9, 99, 'wangfang', label, status, opened_at, due_at, entry_no, entry_hash
        FROM tasks WHERE id = 'T1-2'`,
      words: "待办 T1-99（wangfang）：与前一条办理记录编号重复",
    },
    {
      what: "a task that asks again though its node has passed",
      sql: "UPDATE tasks SET status = 'pending', closed_at = NULL WHERE id = 'T1-1'",
      words: "待办 T1-1 标为待办理，但没有进行中的环节在等它",
    },
  ]) {
    it(`D33 names ${what}`, async () => {
      expect(await tamper(sql)).to.be.at.least(1);
      const { code, out } = await verify();
      expect(out).to.include(words);
      expect(code).to.equal(1);
    });
  }

  it("takes cases of before as they are, and says from when on a case is covered", async () => {
    for (const sql of WITHOUT_PLACES) await tamper(sql);
    const before = await verify();
    expect(before.out).to.include("全程的工单 0 件；升级后未再办理、只核对签署意见的 1 件\n");
    expect(before.code, before.out).to.equal(0);

    world.clock.advanceMs(60_000);
    await approve(world, "chenming");
    world.clock.advanceMs(60_000);
    await approveAll(world, 2);

    const after = await verify();
    expect(after.out).to.match(/自升级后首次办理起的 1 件（最早 2026-11-\d\d）/);
    expect(after.code, after.out).to.equal(0);
    expect(await tamper("UPDATE tasks SET holder = 'wangfang' WHERE id = 'T1-1'")).to.equal(1);
    expect((await verify()).code, "as before").to.equal(0);
    expect(await tamper("UPDATE tasks SET entry_no = NULL ORDER BY task_no DESC LIMIT 1")).to.equal(
      1,
    );
    expect((await verify()).out)
      .to.include("：不在办理记录中")
      .and.include("办理记录缺少第");
  });

  it("takes a case of before whose first change hands on what was asked then", async () => {
    world.clock.advanceMs(60_000);
    await decideOnOwnPage(world, { userid: "chenming", caseNo: CASE_NO }, {});
    for (const sql of WITHOUT_PLACES) await tamper(sql);

    world.clock.advanceMs(60_000);
    const handedOn = { userid: "wuhao", caseNo: CASE_NO, kind: "transfer" } as const;
    const page = await actInBrowser(world, handedOn, {
      "code.transfer": "zhenghong",
      text: "我今天在现场",
    });
    expect(page.status).to.be.below(400);

    const { code, out } = await verify();
    expect(out).to.match(/自升级后首次办理起的 1 件/);
    expect(code, out).to.equal(0);
  });
});
