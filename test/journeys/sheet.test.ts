import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { issueSheet, type Sheet } from "../../src/actions/issue-sheet.ts";
import type { CaseNo, StaffId } from "../../src/domain/ids.ts";
import { createSigner, newSigningKey } from "../../src/lib/signing.ts";
import { change } from "../../src/store/db.ts";
import { statement } from "../support/fresh-store.ts";
import { type } from "../support/operator.ts";
import {
  approve,
  approveAll,
  CASE_NO,
  example,
  giveBack,
  openAndSubmit,
  submitPlan,
} from "../support/people.ts";
import { worldForEach } from "../support/world-hooks.ts";

const SHEET_SIGNING_KEY = newSigningKey().privateKey;
const PUBLIC_KEY = createSigner(SHEET_SIGNING_KEY)?.publicKey ?? "";

describe("somebody prints an approval sheet, and somebody else checks it", () => {
  const world = worldForEach({ env: { SHEET_SIGNING_KEY } });
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "qianpi-sheet-"));
    await openAndSubmit(world);
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
  });

  async function sheetFor(viewer = "zhangwei"): Promise<Sheet | undefined> {
    const caseNo = CASE_NO as CaseNo;
    const staff = viewer as StaffId;
    return issueSheet(world.app.deps, { caseNo, kind: "supply_plan", viewer: { staff } });
  }

  async function signedNow(): Promise<string> {
    return (await sheetFor())?.signed ?? expect.fail("no sheet");
  }

  const tamper = (sql: string) => change(world.app.deps.db, statement(sql));
  const withKey = { env: { SHEET_SIGNING_KEY } };
  const check = (scanned: string, ...options: string[]) =>
    type(world, ["verify-sheet", scanned, ...options], withKey);

  it("D34 the checker reads that it is genuine, which version it is and that it is the newest", async () => {
    await approveAll(world);
    const { code, out } = await check(await signedNow(), "--paper", "315 kVA");
    expect(out).to.include("签名有效").and.include(`工单 ${CASE_NO}，供电方案 v1`);
    expect(out).to.include("状态 审批通过").and.include("容量 315kVA");
    expect(out).to.include("与数据库核对：一致，仍是最新版本");
    expect(code).to.equal(0);
  });

  it("D34 one digit of the capacity changed: it fails, in the code and on the paper", async () => {
    const signed = await signedNow();
    const forged = await check(signed.replace("315kVA", "316kVA"));
    expect(forged).to.include({ code: 1, out: "" });
    expect(forged.err).to.match(/^不是真单：签名无效/);
    const paper = await check(signed, "--paper", "316kVA");
    expect(paper.code).to.equal(1);
    expect(paper.err).to.equal("不是真单：纸面上的“316kVA”与签名所载不符\n");
  });

  it("D34 an offline laptop with the public key alone finds it genuine", async () => {
    const key = join(folder, "sheet-key.pub");
    const scanned = join(folder, "scanned.txt");
    writeFileSync(key, await (await fetch(`${world.url}/sheet-key.pub`)).text());
    writeFileSync(scanned, `${await signedNow()}\n`);
    const offline = { env: { MYSQL_URL: undefined } };
    const args = ["verify-sheet", "--file", scanned, "--key", key];
    const { code, out } = await type(world, args, offline);
    expect(out).to.include("签名有效").and.include("未与数据库核对");
    expect(code).to.equal(0);
    writeFileSync(key, newSigningKey().publicKey);
    expect((await type(world, args, offline)).err).to.match(/^不是真单：签名无效/);
  });

  it("marks what is not finished, and an old sheet as overtaken", async () => {
    await approve(world, "liting");
    const running = await sheetFor();
    expect(running?.statement.status).to.equal("审批未完成");
    const signed = running?.signed ?? "";
    expect((await check(signed)).out).to.include("审批未完成，不能作为实施依据");
    await giveBack(world, "chenming");
    expect((await check(signed)).out).to.include("现在的状态：审批未完成（已退回修改）");
    const plan = { ...example("hv-plan"), drawnUpBy: "马强" };
    await submitPlan(world, { plan });
    const { code, out } = await check(signed);
    expect(out).to.include("已有新版本 v2，本单不是最新的");
    expect(code).to.equal(0);
  });

  for (const { what, sql, words } of [
    {
      what: "another plan in its place",
      sql: "UPDATE documents SET content_hash = REPEAT('a', 64)",
      words: "该版本的内容与审批单不同",
    },
    {
      what: "other signatures",
      sql: "UPDATE decisions SET chain_hash = REPEAT('a', 64)",
      words: "签署记录与审批单不同",
    },
    {
      what: "an approval that is not through",
      sql: "UPDATE approvals SET status = 'running'",
      words: "写明审批通过，数据库中却不是",
    },
    { what: "no such version", sql: "DELETE FROM documents", words: "没有这个版本" },
    { what: "no such case", sql: "DELETE FROM cases", words: "没有这个工单" },
  ]) {
    it(`says when the database has ${what}`, async () => {
      await approveAll(world);
      const signed = await signedNow();
      await tamper(sql);
      const { code, out } = await check(signed);
      expect(out).to.include("签名有效").and.include(words);
      expect(code).to.equal(1);
    });
  }

  it("D34 is not signed any more once somebody changed the plan or a signature in the database", async () => {
    await approveAll(world);
    await signedNow();
    await tamper(
      "UPDATE documents SET content = JSON_SET(content, '$.approvedCapacity.value', 316)",
    );
    expect(await sheetFor()).to.include({ signed: undefined, isWhole: false });
    await tamper(
      "UPDATE documents SET content = JSON_SET(content, '$.approvedCapacity.value', 315)",
    );
    expect(await sheetFor()).to.include({ isWhole: true });
    await tamper("UPDATE decisions SET name = '别人' WHERE chain_no = 1");
    expect(await sheetFor()).to.include({ signed: undefined, isWhole: false });
  });

  it("is not shown to whoever may not see the case, nor for a document that there is none of", async () => {
    expect(await sheetFor("hebing")).to.equal(undefined);
    const caseNo = CASE_NO as CaseNo;
    const viewer = { staff: "zhangwei" as StaffId };
    const asked = { caseNo, kind: "grid_investment" as const, viewer };
    expect(await issueSheet(world.app.deps, asked)).to.equal(undefined);
  });

  it("gets its key from the operator's command, which says where it belongs", async () => {
    const { out } = await type(world, ["sheet-key"]);
    const key = /^SHEET_SIGNING_KEY=(\S+)$/m.exec(out)?.[1] ?? "";
    expect(out).to.include(createSigner(key)?.publicKey.trimEnd());
    expect((await type(world, ["sheet-key", "--public"], withKey)).out).to.equal(PUBLIC_KEY);
    expect((await type(world, ["sheet-key", "--public"])).code).to.equal(2);
  });

  it("tells a wrong call apart: no key, no text, no sheet", async () => {
    expect((await type(world, ["verify-sheet", "QP1"])).err).to.include("没有公钥");
    expect((await check("QP1")).err).to.match(/^不是真单：读不出审批单/);
    expect((await type(world, ["verify-sheet"], withKey)).code).to.equal(2);
    const noKey = join(folder, "key");
    writeFileSync(noKey, "nonsense");
    expect((await check("QP1", "--key", noKey)).code).to.equal(2);
  });
});
