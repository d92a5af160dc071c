import { createConnection } from "mysql2/promise";
import { expect } from "chai";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { startOwnMysql, type OwnMysql } from "../support/own-mysql.ts";
import { approve, openCase, pressOnly, textsOf } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { migrate } from "../../src/store/migrate.ts";
import { liesOf } from "../support/truth.ts";
import { callInstance, openWorld, tick, type World } from "../support/world.ts";
import { cell, IS_WHOLE, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";
import { brokenDisk, fullDisk, withOwnUser } from "./mysql-troubles.ts";
import { killConnections } from "../support/row-lock.ts";

/** Errors that the database may cause in the log. */
const AWAY = { errors: /database-away|"busy"|outbox\.store-failed/ };
const DAY_MS = 24 * 3_600_000;
const ZONES = [
  { ours: "America/New_York", its: "+05:30" },
  { ours: "Pacific/Kiritimati", its: "-11:00" },
  { ours: "Asia/Shanghai", its: "+00:00" },
] as const;
const AWAY_FOR_MS = IS_WHOLE ? 60_000 : 5_500;

describe("a MySQL of one's own, on which everything goes wrong", () => {
  let mysql: OwnMysql;
  let world: World;
  let appUrl: string;

  before(async function () {
    this.timeout(30_000);
    mysql = await startOwnMysql();
    await migrate(mysql.database.mysqlUrl);
    appUrl = await withOwnUser(mysql.database.mysqlUrl);
    world = await openWorld({
      instances: 2,
      database: { ...mysql.database, mysqlUrl: appUrl },
    });
  });

  after(async () => {
    await world.close();
    await mysql.remove();
  });

  async function asRoot(...statements: string[]): Promise<void> {
    const connection = await createConnection(mysql.database.mysqlUrl);
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  }

  async function newCase(round: Round): Promise<string> {
    callInstance(world, 0);
    repeatAs(world, round);
    return freshCase(world);
  }

  const press = (caseNo: string): Promise<Push> =>
    pressOnly(world, "liting", { button: "同意", card: cardAbout(world, "liting", caseNo) });
  const firstStatuses = (pushes: readonly Push[]) => pushes.map(({ tries }) => tries[0]?.status);

  cell(
    "F28: killed with -9 under load and back at once: every press is held and decides, once",
    async (round) => {
      const cases = [await newCase(round), await newCase(round), await newCase(round)];
      const away = mysql.killFor(300);

      const pushes = await Promise.all(
        cases.map((caseNo, n) => {
          callInstance(world, n % 2);
          return press(caseNo);
        }),
      );
      await away;
      for (const push of pushes) await passRetries(world, push);

      expect(pushes.map(({ tries }) => tries.length)).to.deep.equal([1, 1, 1]);
      for (const caseNo of cases)
        expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
    { rounds: 6, short: 1, limitMs: 30_000 },
  );

  cell(
    "F31: away for longer than a callback can wait: 503 in time, nothing acknowledged, heals by itself (in real time)",
    async (round) => {
      const caseNo = await newCase({ ...round, retryAfterMs: 5_000 });
      const startedMs = performance.now();
      const away = mysql.killFor(AWAY_FOR_MS);

      const push = await press(caseNo);
      const metrics = await fetch(`${world.url}/metrics`, {
        headers: { authorization: "Bearer journey-metrics-token" },
      });
      await away;
      const backMs = performance.now();
      await until(async () => (await fetch(`${world.url}/readyz`)).status === 200);
      const healedMs = performance.now() - backMs;
      await passRetries(world, push);

      expect(firstStatuses([push])).to.deep.equal([503]);
      expect(push.tries[0]?.latencyMs).to.be.within(4_000, 4_800);
      expect(await metrics.text(), "an alarm").to.match(
        /qianpi_callbacks_total\{result="database-away"\} [1-9]/,
      );
      expect(healedMs).to.be.below(5_000);
      expect(performance.now() - startedMs).to.be.above(AWAY_FOR_MS);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
    { rounds: 1, short: 1, limitMs: 120_000 },
  );

  cell(
    "F35: it becomes read-only before another takes over: never 200 before that, then one decision",
    async (round) => {
      const caseNo = await newCase(round);
      await asRoot("SET GLOBAL read_only = 1");
      let isOver = false;

      const pressing = press(caseNo).then((push) => ({ push, isOver }));
      await asRoot("SELECT SLEEP(0.4)");
      isOver = true;
      await asRoot("SET GLOBAL read_only = 0");
      const { push, isOver: wasOver } = await pressing;
      await passRetries(world, push);

      expect(wasOver, "answered only when it could be written").to.equal(true);
      expect(firstStatuses([push])).to.deep.equal([200]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
  );

  for (const { words, fail, heal } of [
    {
      words: "its table is full",
      fail: [
        `CREATE TRIGGER full BEFORE INSERT ON decisions FOR EACH ROW
         SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
      ],
      heal: ["DROP TRIGGER full"],
    },
    {
      words: "the right to write it is withdrawn",
      fail: ["REVOKE INSERT ON decisions FROM app@'%'"],
      heal: ["GRANT INSERT ON decisions TO app@'%'"],
    },
  ]) {
    cell(
      `F75: the audit cannot be written because ${words}: 503, nothing is decided, later it is (in real time)`,
      async (round) => {
        const caseNo = await newCase({ ...round, retryAfterMs: 5_000 });
        await asRoot(...fail);

        const push = await press(caseNo);
        const decided = await decisionsOf(world, caseNo);
        await asRoot(...heal);
        await passRetries(world, push);

        expect(firstStatuses([push])).to.deep.equal([503]);
        expect(decided).to.deep.equal([]);
        expect(push.tries.at(-1)?.status).to.equal(200);
        expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
        await checkRound(world, AWAY);
      },
      { rounds: 2, short: 1, limitMs: 20_000 },
    );
  }

  cell(
    "F74: the service's own user may not change or delete a decision, and a change by anybody breaks the chain",
    async (round) => {
      const caseNo = await newCase(round);
      await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });
      const own = await createConnection(appUrl);
      const refusals: unknown[] = [];
      for (const statement of [
        "UPDATE decisions SET verb = 'return'",
        "DELETE FROM decisions",
        "TRUNCATE decisions",
      ]) {
        await own.query(statement).catch((error: { errno: number }) => refusals.push(error.errno));
      }
      await own.end();
      expect(refusals).to.deep.equal([1142, 1142, 1142]);
      await checkRound(world);

      const where = `WHERE case_id = (SELECT id FROM cases WHERE case_no = '${caseNo}')`;
      await asRoot(`UPDATE decisions SET verb = 'return' ${where}`);
      const found = await lies();
      await asRoot(`UPDATE decisions SET verb = 'approve' ${where}`);
      await lies();

      expect(found).to.match(/chain of case \d+ breaks at T\d+-1/);
      await checkRound(world);
    },
  );

  async function lies(): Promise<string> {
    const { db } = world.app.deps;
    return (await liesOf({ db, chat: world.simulator.world, newestCases: 1 })).join();
  }

  cell(
    "F37: its disk is full: 503, nothing half-written, and it heals when there is room again (in real time)",
    async (round) => {
      repeatAs(world, round);
      const full = await fullDisk(mysql.pid());
      const outcome = await untilRefused();
      await full.end();

      expect(outcome).to.equal(503);
      await until(async () => (await fetch(`${world.url}/readyz`)).status === 200);
      const caseNo = await newCase(round);
      await press(caseNo);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
    { rounds: 1, short: 1, tool: "strace", limitMs: 60_000 },
  );

  cell(
    "F38: its disk fails while it commits: it ends, nothing is acknowledged that is not there after its start (in real time)",
    async (round) => {
      const before = await newCase(round);
      await press(before);
      const caseNo = await newCase({ ...round, retryAfterMs: 5_000 });
      const broken = await brokenDisk(mysql.pid());

      const pressing = press(caseNo);
      await mysql.startAgain();
      await broken.end();
      const push = await pressing;
      await passRetries(world, push);

      expect(push.status).to.equal("delivered");
      for (const each of [before, caseNo]) {
        expect(await decisionsOf(world, each)).to.deep.equal(["liting approve"]);
      }
      await checkRound(world, AWAY);
    },
    { rounds: 3, short: 1, tool: "strace", limitMs: 40_000 },
  );

  cell(
    "F42: its time zone and ours change: due times stay, the reminder comes when it should",
    async (round) => {
      const zones = ZONES[round.n % ZONES.length] ?? ZONES[0];
      const at = (day: number, time: string): void => {
        world.clock.set(`2026-11-23 ${time}`);
        world.clock.advanceMs((round.n * 7 + day) * DAY_MS);
      };
      at(0, "09:00");
      const caseNo = await newCase(round);
      const due = (): Promise<string> => dueOf(caseNo);
      const before = await due();
      const { TZ } = process.env;
      process.env["TZ"] = zones.ours;
      await asRoot(`SET GLOBAL time_zone = '${zones.its}'`);
      await killConnections(mysql.database.mysqlUrl);
      await until(async () => (await fetch(`${world.url}/readyz`)).status === 200);
      const told = (): number =>
        textsOf(world, "liting").filter((text) => text.includes(caseNo)).length;

      at(1, "08:20");
      await tick(world);
      const early = told();
      at(1, "09:00");
      await tick(world);
      const onTime = told();
      await press(caseNo);
      await asRoot("SET GLOBAL time_zone = 'SYSTEM'");
      await killConnections(mysql.database.mysqlUrl);
      if (TZ === undefined) delete process.env["TZ"];
      else process.env["TZ"] = TZ;

      expect([early, onTime]).to.deep.equal([0, 1]);
      expect(await due()).to.equal(before);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
    { rounds: 5, short: 1 },
  );

  /** Opens cases until one is refused; returns how. */
  async function untilRefused(): Promise<number> {
    for (let n = 0; n < 3_000; n += 1) {
      const { status } = await openCase(world, { caseNo: `BZ-2026-${800_000 + n}` });
      if (status !== 201) return status;
    }
    return 201;
  }

  async function dueOf(caseNo: string): Promise<string> {
    const connection = await createConnection({ uri: mysql.database.mysqlUrl, dateStrings: true });
    const [rows] = await connection.query(
      "SELECT due_at FROM tasks JOIN cases ON cases.id = tasks.case_id WHERE case_no = ? AND task_no = 1",
      [caseNo],
    );
    await connection.end();
    return JSON.stringify(rows);
  }
});
