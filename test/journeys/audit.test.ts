import { expect } from "chai";
import { change } from "../../src/store/db.ts";
import { statement } from "../support/fresh-store.ts";
import { type } from "../support/operator.ts";
import { approveAll, CASE_NO, openAndSubmit, openCase } from "../support/people.ts";
import { openWorld, type World } from "../support/world.ts";

const OTHER_CASE = "BZ-2026-000777";

describe("an auditor verifies what was signed", () => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld();
    await openAndSubmit(world);
    await approveAll(world);
    await openCase(world, { caseNo: OTHER_CASE });
  });

  afterEach(() => world.close());

  /** Somebody with all rights in the database. */
  const tamper = (sql: string): Promise<number> => change(world.app.deps.db, statement(sql));
  const verify = (...options: string[]) => type(world, ["verify-audit", ...options]);

  it("finds everything whole and says how much was looked at", async () => {
    const { code, out } = await verify();
    expect(out).to.match(/^已核对工单 2 件、签署意见 [5-9] 条：全部相符\n$/);
    expect(code).to.equal(0);
    expect((await verify("--case", CASE_NO)).out).to.match(/^已核对工单 1 件/);
    expect(await verify("--case", "BZ-2020-000001")).to.include({ code: 1, err: "没有这个工单\n" });
  });

  it("D33 names the first row that was edited in the database, and the case", async () => {
    await tamper("UPDATE decisions SET opinion_code = 'other' WHERE chain_no IN (2, 4)");
    const { code, out } = await verify();
    expect(code).to.equal(1);
    expect(out).to.match(
      new RegExp(
        `^工单 ${CASE_NO}：1 处不符\n  第 2 条签署意见（待办 T1-2，.* 同意）：内容与签署时不符`,
      ),
    );
    expect(out).to.include("：1 件工单不符\n");
    expect((await verify("--case", CASE_NO)).code).to.equal(1);
    expect((await verify("--case", OTHER_CASE)).code).to.equal(0);
  });

  for (const { what, sql, words } of [
    {
      what: "the words of an opinion",
      sql: "UPDATE decisions SET opinion_text = '不同意' WHERE chain_no = 3",
      words: "第 3 条签署意见（待办 T1-3，",
    },
    {
      what: "a name",
      sql: "UPDATE decisions SET name = '别人' WHERE chain_no = 1",
      words: "姓名或意见文字与签署时不符",
    },
    {
      what: "a row that is missing in between",
      sql: "DELETE FROM decisions WHERE chain_no = 3",
      words: "缺少第 3 条",
    },
    {
      what: "a capacity in a plan",
      sql: `UPDATE documents SET content = JSON_SET(content, '$.approvedCapacity.value', 316)`,
      words: "供电方案 v1：内容与提交时的指纹不符，已被改动",
    },
    {
      what: "a signature that is only claimed",
      sql: "UPDATE tasks SET status = 'pending' WHERE id = 'T1-2'",
      words: "第 2 条签署意见（待办 T1-2，",
    },
    {
      what: "the last row, whose task still says that it is done",
      sql: "DELETE FROM decisions ORDER BY chain_no DESC LIMIT 1",
      words: "标为已办，却没有签署意见",
    },
    {
      what: "a case that was deleted",
      sql: `DELETE FROM cases WHERE case_no = '${CASE_NO}'`,
      words: "工单（内部编号 1）：",
    },
  ]) {
    it(`D33 names ${what}`, async () => {
      expect(await tamper(sql)).to.be.at.least(1);
      const { code, out } = await verify();
      expect(out).to.include(words);
      expect(code).to.equal(1);
    });
  }

  it("D33 names the second of two rows with one number, once the key that forbids it is gone", async () => {
    await tamper("ALTER TABLE decisions DROP KEY uq_decisions_chain");
    await tamper("UPDATE decisions SET chain_no = 2 WHERE chain_no = 3");
    expect((await verify()).out).to.include("与前一条编号重复");
  });

  it("counts what had to be erased and still finds the chain whole", async () => {
    await tamper(
      "UPDATE decisions SET name = '', opinion_text = '', personal_salt = '' WHERE chain_no = 2",
    );
    const { code, out } = await verify();
    expect(out).to.include("其中 1 条已抹去个人信息").and.include("全部相符");
    expect(code).to.equal(0);
  });
});
