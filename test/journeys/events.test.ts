import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { newSigningKey } from "../../src/lib/signing.ts";
import { backupCommand, startOn } from "../support/backup-drill.ts";
import { type } from "../support/operator.ts";
import { fileOf } from "../support/page-decisions.ts";
import { approve, giveBack, isPressable } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase, submitSecondVersion } from "../support/presses.ts";
import { freshDatabase } from "../support/services.ts";
import { everythingSent } from "../support/truth.ts";
import { decisionLies } from "../support/truth-of-decisions.ts";
import { openWorld, type World } from "../support/world.ts";

describe("D40 last night's backup is restored at noon", () => {
  const folder = mkdtempSync(join(tmpdir(), "qianpi-events-"));
  const [backup, events] = ["night.sql.gz", "morning.jsonl"].map((name) => join(folder, name));
  const { privateKey } = newSigningKey();
  const env = { SHEET_SIGNING_KEY: privateKey };
  let world: World;
  /** 李婷 had signed before the backup; 陈明, 吴昊 and 刘洋 sign in the morning. */
  let going: string;
  /** Returned and submitted again in the morning, and signed then. */
  let mended: string;
  /** Opened in the morning. */
  let later: string;
  let morning: { chain: string[]; messages: number };

  before(async function () {
    this.timeout(60_000);
    world = await openWorld({ env });
    going = await freshCase(world);
    await approve(world, "liting");
    mended = await freshCase(world);
    await everythingSent(world);
    await backupCommand("backup", world.database.mysqlUrl, backup ?? "");

    const press = (userid: string, caseNo: string) =>
      approve(world, userid, { card: cardAbout(world, userid, caseNo) });
    await press("chenming", going);
    await press("wuhao", going);
    await press("liuyang", going);
    await giveBack(world, "liting", { card: cardAbout(world, "liting", mended) });
    await submitSecondVersion(world, mended);
    await press("liting", mended);
    later = await freshCase(world);
    await press("liting", later);
    await everythingSent(world);
    const exported = await run("export", "--since", "2026-11-23");
    expect(exported.out, exported.err).to.include("已导出 7 条签署意见");
    morning = { chain: await decisionsOf(world, going), messages: 0 };

    const restored = await freshDatabase("restored");
    await backupCommand("restore", restored.mysqlUrl, backup ?? "");
    world = await startOn(world, restored);
    morning.messages = world.simulator.world.messages.size;
  });

  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (verb: "export" | "import", ...rest: string[]) =>
    type(world, ["events", verb, events ?? "", ...rest], { env });

  it("an export that was changed, cut or signed by another key brings nothing", async () => {
    const whole = readFileSync(events ?? "", "utf8");
    const other = { SHEET_SIGNING_KEY: newSigningKey().privateKey };
    for (const [text, keys] of [
      [whole.replace("wuhao", "liuyang"), env],
      [whole.split("\n").slice(1).join("\n"), env],
      [whole.split("\n").slice(0, -2).join("\n"), env],
      [whole, other],
    ] as const) {
      const path = join(folder, "other.jsonl");
      writeFileSync(path, text);
      const refused = await type(world, ["events", "import", path], { env: keys });
      expect(refused.code).to.equal(1);
      expect(refused.err).to.include("未导入");
    }
    expect(await decisionsOf(world, going)).to.deep.equal(["liting approve"]);
  });

  it("what continues the chain is there again, to the hash; the rest is listed and never invented", async () => {
    const imported = await run("import");
    expect(imported.out, imported.err).to.include("原已有 1 条，补回 4 条，须重新确认 2 条");
    expect(imported.code).to.equal(1);
    expect(await decisionsOf(world, going)).to.deep.equal(morning.chain);
    expect(await decisionsOf(world, mended)).to.deep.equal(["liting return"]);
    expect(await decisionsOf(world, later)).to.deep.equal([]);
    expect(imported.out).to.match(new RegExp(`${mended} 第 2 条：李婷 同意 .*（v2）——备份里没有`));
    expect(imported.out).to.match(new RegExp(`${later} 第 1 条：李婷 同意 .*备份里没有这件工单`));
    const { db } = world.app.deps;
    for (const caseNo of [going, mended]) {
      expect(await decisionLies(db, await fileOf(world, caseNo))).to.deep.equal([]);
    }
    expect((await type(world, ["verify-audit"])).code).to.equal(0);
  });

  it("nobody reads old messages again; whoever is asked now, and has no card here, gets one", async () => {
    await everythingSent(world);
    const card = cardAbout(world, "zhaogang", going);
    expect(world.simulator.world.messages.size).to.equal(morning.messages + 1);
    expect(isPressable(world, card)).to.equal(true);
    await approve(world, "zhaogang", { card });
    expect((await decisionsOf(world, going)).at(-1)).to.equal("zhaogang approve");
  });

  it("importing the same file again changes nothing", async () => {
    const again = await run("import");
    expect(again.out).to.include("原已有 5 条，补回 0 条，须重新确认 2 条");
  });
});
