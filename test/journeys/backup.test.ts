import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { outageWatch } from "../../src/actions/make-up-for-outage.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { findCase } from "../../src/store/case-file.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";
import { readContent } from "../../src/store/file-contents.ts";
import { outboxState } from "../../src/store/outbox.ts";
import { claimTick } from "../../src/store/ticks.ts";
import { pdf, uploadByApi } from "../support/attachments.ts";
import { backupCommand, run, startOn } from "../support/backup-drill.ts";
import { type } from "../support/operator.ts";
import { approve, callApi, isPressable, openCase, submitPlan } from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  textsDuring,
} from "../support/presses.ts";
import { freshDatabase, type FreshDatabase } from "../support/services.ts";
import { everythingSent } from "../support/truth.ts";
import { decisionLies } from "../support/truth-of-decisions.ts";
import { openWorld, settle, type World } from "../support/world.ts";

const HOUR_MS = 3_600_000;

/** Every character that a dump could stumble over. */
const ODD_NAME = "引号'\" 反斜杠\\ 分号; -- ? 𠮷";

/** Twelve chunks with every byte there is: more than one INSERT may hold. */
const FILE = Buffer.concat([
  pdf(),
  Buffer.from(Array.from({ length: 3 * 1024 * 1024 }, (_, n) => n % 256)),
]);

describe("the service after its database was lost and a backup was restored", () => {
  const folder = mkdtempSync(join(tmpdir(), "qianpi-backup-"));
  const file = join(folder, "qianpi.sql.gz");
  let world: World;
  let restored: FreshDatabase;
  let said: { backup: string; restore: string };
  /** Liting has signed and wuhao has a card when the backup is taken; chenming signs later. */
  let running: string;
  /** Submitted, its messages waiting when the backup is taken, sent later. */
  let unsent: string;
  /** Opened after the backup. */
  let later: string;
  let waiting: number;
  /** Hash of a file that was uploaded before the backup. */
  let attached: string;

  before(async function () {
    this.timeout(60_000);
    world = await openWorld();
    running = await freshCase(world);
    await approve(world, "liting");
    await everythingSent(world);
    unsent = "BZ-2026-700001";
    await openCase(world, { caseNo: unsent, customerName: ODD_NAME });
    const submitted = await submitPlan({ ...world, apps: [] }, { caseNo: unsent });
    expect(submitted.status).to.equal(201);
    attached = (await uploadByApi(world, unsent, { bytes: FILE })).body.sha256;
    waiting = (await outboxState(world.app.deps.db)).waiting;
    await claimTick(world.app.deps.db, "heard", world.clock.now());
    const backup = await command("backup", world.database.mysqlUrl);

    await approve(world, "chenming");
    later = await freshCase(world);
    await everythingSent(world);

    restored = await freshDatabase("restored");
    const restore = await command("restore", restored.mysqlUrl);
    said = { backup, restore };
    world = await startOn(world, restored);
  });

  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has the decisions of the backup in an unbroken chain, and not the later ones", async () => {
    const { db } = world.app.deps;
    expect(await decisionsOf(world, running)).to.deep.equal(["liting approve"]);
    expect(await decisionsOf(world, later)).to.deep.equal([]);
    expect(await decisionLies(db, await fileOf(db, running))).to.deep.equal([]);
  });

  it("has every character as it was", async () => {
    const answer = await callApi(world, `/api/cases/${unsent}`);
    expect(answer.body["customerName"]).to.equal(ODD_NAME);
  });

  it("has every byte of an attachment as it was", async () => {
    const bytes: Buffer[] = [];
    for await (const chunk of readContent(world.app.deps.db, attached)) bytes.push(chunk);
    expect(bytes.length).to.be.greaterThan(12);
    expect(Buffer.concat(bytes).equals(FILE)).to.equal(true);
  });

  it("sends nothing that waited in the backup; it lies there, counted and listed", async () => {
    const before = messageCount();
    await settle(world);
    const state = await outboxState(world.app.deps.db);

    expect(waiting).to.be.greaterThan(0);
    expect(state).to.include({ waiting: 0, quarantined: waiting });
    expect(messageCount()).to.equal(before);
    expect(said.restore).to.include(`in state quarantined): ${waiting}`);
    expect(said.restore).to.match(/1 × send-card to liting/);
    expect(said.restore).to.include(`${running} `).and.include(": wuhao");
    expect(said.restore).not.to.include(later);
  });

  it("tells nobody that they may have pressed in vain: what was signed since is brought back first", async () => {
    world.clock.advanceMs(HOUR_MS);
    const before = messageCount();
    await outageWatch()(world.app.deps);
    await settle(world);
    expect(messageCount()).to.equal(before);
  });

  it("answers a card of after the backup with the sentence that it is not known", async () => {
    const card = cardAbout(world, "liting", later);

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key: keyOn(card, "同意") }),
    );

    expect(words).to.have.length(1);
    expect(words.join()).to.include("未找到");
    expect(await decisionsOf(world, later)).to.deep.equal([]);
  });

  it("takes signatures on cards that were sent before the backup, and goes on with the chain", async () => {
    const card = cardAbout(world, "wuhao", running);
    expect(isPressable(world, card)).to.equal(true);

    await approve(world, "wuhao", { card });

    const { db } = world.app.deps;
    expect(await decisionsOf(world, running)).to.deep.equal(["liting approve", "wuhao approve"]);
    expect(await decisionLies(db, await fileOf(db, running))).to.deep.equal([]);
  });

  it("takes a signature on a card whose message was put aside but had left after the backup", async () => {
    await approve(world, "liting", { card: cardAbout(world, "liting", unsent) });

    expect(await decisionsOf(world, unsent)).to.deep.equal(["liting approve"]);
  });

  it("gives new cases numbers that no card on a phone carries", async () => {
    const lost = cardAbout(world, "liting", later).taskId;
    const fresh = await freshCase(world);

    const [number, lostNumber] = [cardAbout(world, "liting", fresh).taskId, lost].map((id) =>
      Number(/^T(\d+)-/.exec(id)?.[1]),
    );
    expect(number).to.be.greaterThan(lostNumber ?? Infinity);
  });

  it("asks again, by a fresh card, whoever signed after the backup and has nothing to press", async () => {
    expect(isPressable(world, cardAbout(world, "chenming", running))).to.equal(false);

    const { out } = await type(world, ["renew"]);
    world.clock.advanceMs(61_000);
    await everythingSent(world);
    await approve(world, "chenming", { card: cardAbout(world, "chenming", running) });

    expect(out).to.match(/^已排入 \d+ 张新卡片/);
    const { db } = world.app.deps;
    expect((await decisionsOf(world, running)).at(-1)).to.equal("chenming approve");
    expect(await decisionLies(db, await fileOf(db, running))).to.deep.equal([]);
    const live = cardsAbout(world, "liuyang", running).filter((card) => isPressable(world, card));
    expect(live, "of a card that was there and its successor one is live").to.have.length(1);
  });

  it("is not restored over a database that holds something", async () => {
    const words = await refusal("restore", restored.mysqlUrl, file);
    expect(words).to.equal(
      "restore: the database is not empty; create a new one and name it in MYSQL_URL",
    );
    expect(await decisionsOf(world, running)).to.include("wuhao approve");
  });

  it("is not restored from a file that was damaged or cut off, not even in part", async () => {
    const empty = await freshDatabase("damaged");
    const bytes = readFileSync(file);
    const cut = join(folder, "cut.sql.gz");
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    const { stdout } = await run("sha256sum", ["cut.sql.gz"], { cwd: folder });
    writeFileSync(`${cut}.sha256`, stdout);
    const damaged = join(folder, "damaged.sql.gz");
    writeFileSync(damaged, bytes.fill(0, 100, 101));
    writeFileSync(`${damaged}.sha256`, readFileSync(`${file}.sha256`));

    expect(await refusal("restore", empty.mysqlUrl, damaged)).to.include("is damaged");
    expect(await refusal("restore", empty.mysqlUrl, cut)).to.include("unexpected end of file");
    await empty.drop();
  });

  it("the backup can be read by its owner only, and its checksum by the usual tool", async () => {
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const { stdout } = await run("sha256sum", ["-c", "qianpi.sql.gz.sha256"], { cwd: folder });
    expect(stdout).to.include("OK");
    expect(said.backup).to.match(/qianpi\.sql\.gz: \d+ rows as of \d{4}-\d\d-\d\d/);
  });

  function messageCount(): number {
    return world.simulator.world.messages.size;
  }

  function command(name: "backup" | "restore", mysqlUrl: string, from = file) {
    return backupCommand(name, mysqlUrl, from);
  }

  async function refusal(name: "backup" | "restore", mysqlUrl: string, from: string) {
    const failed = await command(name, mysqlUrl, from).catch((error: { stderr: string }) => error);
    if (typeof failed === "string") throw new Error(`not refused: ${failed}`);
    return failed.stderr.trim();
  }
});

async function fileOf(db: Db, caseNo: string) {
  const query = sqlFor.selectFrom("cases").select("id").where("case_no", "=", caseNo);
  const [rows] = await read(db, query);
  const file = await findCase(db, Number(rows[0]?.id) as CaseId);
  if (file === undefined) throw new Error(`${caseNo} is not there`);
  return file;
}
