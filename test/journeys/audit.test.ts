import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { takeAnchor } from "../../src/actions/take-anchor.ts";
import { change } from "../../src/store/db.ts";
import { statement } from "../support/fresh-store.ts";
import { type } from "../support/operator.ts";
import { approveAll, CASE_NO, groupTexts, openAndSubmit, openCase } from "../support/people.ts";
import { settle } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";

const OTHER_CASE = "BZ-2026-000777";

/** Deletes with everything of its tasks, as somebody would who knows what the audit compares. */
const WITHOUT_TRACE = [
  "UPDATE approval_nodes SET status = 'open' WHERE node_id = 'leader'",
  "UPDATE tasks SET status = 'pending' WHERE id = (SELECT task_id FROM decisions ORDER BY chain_no DESC LIMIT 1)",
  "UPDATE approvals SET status = 'running'",
  "DELETE FROM decisions ORDER BY chain_no DESC LIMIT 1",
  `UPDATE cases SET history_no = (SELECT MAX(entry_no) FROM decisions) WHERE case_no = '${CASE_NO}'`,
  "UPDATE cases JOIN decisions ON decisions.entry_no = cases.history_no SET history_hash = entry_hash",
];

describe("an auditor verifies what was signed", () => {
  const world = worldForEach();

  beforeEach(async () => {
    await openAndSubmit(world);
    await approveAll(world);
    await openCase(world, { caseNo: OTHER_CASE });
  });

  /** Somebody with all rights in the database. */
  const tamper = (sql: string): Promise<number> => change(world.app.deps.db, statement(sql));
  const verify = (...options: string[]) => type(world, ["verify-audit", ...options]);

  it("finds everything whole and says how much was looked at", async () => {
    const { code, out } = await verify();
    expect(out).to.match(/^已核对工单 2 件、签署意见 [5-9] 条：全部相符\n已核对锚点 0 个/);
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

  describe("against the anchors", () => {
    let folder: string;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "qianpi-audit-"));
      await anchorOn("2026-11-24 08:17");
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    async function anchorOn(moment: string): Promise<void> {
      world.clock.set(moment);
      await oncePerTick(world.app.deps, "anchor", (deps) => takeAnchor(deps));
      await settle(world);
    }

    const posted = (): string[] => groupTexts(world).filter((text) => text.includes("审计锚点"));
    const verifyPosted = (text: string) => {
      const path = join(folder, "anchors.txt");
      writeFileSync(path, text);
      return verify("--anchors", path);
    };

    it("posts one line a day with date, numbers and root, however often the hour comes round", async () => {
      await anchorOn("2026-11-24 09:17");
      expect(posted()).to.have.length(1);
      expect(posted()[0]).to.match(
        /【审计锚点】第 1 号（2026-11-24）[^]*工单 1 件，签署意见 [5-9] 条[^]*根值：[0-9a-f]{64}/,
      );
      await anchorOn("2026-11-25 07:17");
      expect(posted(), "not before eight").to.have.length(1);
      await anchorOn("2026-11-25 11:17");
      expect(posted()).to.have.length(2);
      expect(world.logLines.filter((line) => line.includes("anchor.taken"))).to.have.length(2);
      expect((await verify()).out).to.include("已核对锚点 2 个（未与群里公布的核对");
      const { code, out } = await verifyPosted(posted().join("\n"));
      expect(out).to.include("其中与群里公布的核对 2 个：全部相符");
      expect(code).to.equal(0);
    });

    it("D33 finds that the last rows were deleted, though nothing that is left says so", async () => {
      for (const sql of WITHOUT_TRACE) await tamper(sql);
      const { code, out } = await verify();
      expect(out).to.match(
        new RegExp(`工单 ${CASE_NO}：第 1 号锚点（2026-11-24）锚定的第 \\d 条签署意见已不存在`),
      );
      expect(out).to.include("全部相符\n已核对锚点 1 个");
      expect(code).to.equal(1);
      expect((await verify("--case", CASE_NO)).code).to.equal(1);
      expect((await verify("--case", OTHER_CASE)).code).to.equal(0);
    });

    it("D33 finds a case that was deleted as a whole", async () => {
      for (const table of [
        "decisions",
        "tasks",
        "approval_nodes",
        "approvals",
        "documents",
        "acts",
      ]) {
        await tamper(`DELETE FROM ${table}`);
      }
      await tamper(`DELETE FROM cases WHERE case_no = '${CASE_NO}'`);
      const { code, out } = await verify();
      expect(out).to.match(/^工单（内部编号 1）：第 1 号锚点（2026-11-24）锚定的第 \d 条/);
      expect(code).to.equal(1);
    });

    for (const { what, sql, words } of [
      {
        what: "heads that were taken out of an anchor",
        sql: "DELETE FROM anchor_heads",
        words: "第 1 号锚点：内容与根值不符",
      },
      {
        what: "an anchor whose numbers were changed",
        sql: "UPDATE anchors SET decisions = decisions - 1",
        words: "第 1 号锚点：内容与根值不符",
      },
      {
        what: "an anchor that was written with another root",
        sql: "UPDATE anchors SET root = REPEAT('a', 64)",
        words: "第 1 号锚点：根值与群里公布的不同",
      },
      {
        what: "an anchor that is missing before another",
        sql: "DELETE FROM anchors WHERE anchor_no = 1",
        words: "第 2 号锚点：它之前缺少锚点",
      },
      {
        what: "the last anchor missing, which only the group knows of",
        sql: "DELETE FROM anchors WHERE anchor_no = 2",
        words: "第 2 号锚点：群里公布过，数据库中没有",
      },
    ]) {
      it(`D33 finds ${what}`, async () => {
        await anchorOn("2026-11-25 08:17");
        expect(await tamper(sql)).to.be.at.least(1);
        const { code, out } = await verifyPosted(`王经理 08:17\n${posted().join("\n\n")}\n收到`);
        expect(out).to.include(words);
        expect(code).to.equal(1);
      });
    }

    it("refuses a file in which no anchor stands, and asks for one thing at a time", async () => {
      expect(await verifyPosted("收到")).to.include({ code: 2 });
      expect((await verify("--anchors", join(folder, "none"))).code).to.equal(2);
      expect((await verify("--case", CASE_NO, "--anchors", "x")).code).to.equal(2);
    });
  });
});
