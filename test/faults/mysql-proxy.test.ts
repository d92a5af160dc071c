import { expect } from "chai";
import type { FreshDatabase } from "../support/services.ts";
import { approve, pressOnly } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase, pressAt } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { freshDatabase } from "../support/services.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { callInstance, openWorld, type World } from "../support/world.ts";
import { cell, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";
import {
  holdCase,
  holdTable,
  isCaseHeld,
  isTableWaitedFor,
  killConnections,
} from "../support/row-lock.ts";

/** Errors that the way to MySQL may cause in the log. */
const AWAY = { errors: /database-away|outbox\.store-failed/ };
const THROUGH_PROXY = 0;
const DIRECT = 1;

describe("the way to MySQL, of one of two processes", () => {
  let database: FreshDatabase;
  let proxy: TcpProxy;
  let world: World;
  let onCommit: (() => void) | undefined;
  let atPoint: { name: string; act: () => Promise<void> } | undefined;

  before(async function () {
    this.timeout(20_000);
    database = await freshDatabase("proxy");
    proxy = await openTcpProxy(database.mysqlUrl, () => (direction, bytes) => {
      if (direction !== "up" || onCommit === undefined || !bytes.includes("COMMIT")) return;
      const act = onCommit;
      onCommit = undefined;
      act();
    });
    world = await openWorld({
      instances: 2,
      database,
      envOf: (n) => (n === THROUGH_PROXY ? { MYSQL_URL: proxy.through(database.mysqlUrl) } : {}),
      failpoint: async (name, instance) => {
        if (instance !== THROUGH_PROXY || name !== atPoint?.name) return;
        const { act } = atPoint;
        atPoint = undefined;
        await act();
      },
    });
  });

  after(async () => {
    await world.close();
    await proxy.close();
  });

  afterEach(() => proxy.heal());

  async function newCase(round: Round): Promise<string> {
    callInstance(world, DIRECT);
    repeatAs(world, round);
    const caseNo = await freshCase({ ...world, url: world.urls[DIRECT] ?? "" });
    callInstance(world, THROUGH_PROXY);
    return caseNo;
  }

  const press = (caseNo: string) =>
    pressOnly(world, "liting", { button: "同意", card: cardAbout(world, "liting", caseNo) });

  cell(
    "F29: the answer to COMMIT is lost: no 200 before it is known, one decision",
    async (round) => {
      const caseNo = await newCase(round);
      onCommit = () => proxy.cutAfter("down", 0);

      const push = await press(caseNo);
      await passRetries(world, push);

      expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(onCommit, "the fault must have happened").to.equal(undefined);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
  );

  cell(
    "F30: COMMIT never arrives: rolled back, tried again inside, one decision",
    async (round) => {
      const caseNo = await newCase(round);
      onCommit = () => proxy.cutAfter("up", 0);

      const push = await press(caseNo);
      await passRetries(world, push);

      expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(onCommit, "the fault must have happened").to.equal(undefined);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
  );

  cell("F32: three deadlocks in a row: repeated inside, nobody sees them", async (round) => {
    const caseNo = await newCase(round);
    let left = 3;
    const deadlock = async (): Promise<void> => {
      left -= 1;
      if (left > 0) atPoint = { name: "before-commit", act: deadlock };
      throw Object.assign(new Error("Deadlock found"), { errno: 1213 });
    };
    atPoint = { name: "before-commit", act: deadlock };

    const push = await press(caseNo);

    expect([left, ...push.tries.map(({ status }) => status)]).to.deep.equal([0, 200]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    await checkRound(world);
  });

  cell(
    "F40: 200 ms more in each direction: still answered at the first try, in time",
    async (round) => {
      const caseNo = await newCase(round);
      await fetch(`${world.urls[THROUGH_PROXY]}/readyz`);
      proxy.setLatency(200);

      const push = await press(caseNo);
      proxy.heal();

      expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(push.tries[0]?.latencyMs).to.be.within(400, 8 * 400);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world);
    },
    { rounds: 6, short: 1 },
  );

  cell(
    "F41: its connections are killed between lock and commit: repeated on a fresh one",
    async (round) => {
      const caseNo = await newCase(round);
      atPoint = {
        name: "before-commit",
        act: async () => {
          expect(await killConnections(database.mysqlUrl)).to.be.above(0);
        },
      };

      const push = await press(caseNo);

      expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
  );

  cell(
    "F39: a table is being changed for a while: the press waits and succeeds at the first try",
    async (round) => {
      const caseNo = await newCase(round);
      const held = await holdTable(database.mysqlUrl, "decisions");

      const pressing = press(caseNo);
      await until(() => isTableWaitedFor(database.mysqlUrl));
      await held.release();
      const push = await pressing;
      await passRetries(world, push);

      expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world);
    },
  );

  cell(
    "F33: somebody holds a case for long: its press gets 503 in time, others are as quick as ever (in real time)",
    async (round) => {
      const caseNo = await newCase({ ...round, retryAfterMs: 5_000 });
      const others = [await newCase(round), await newCase(round)];
      repeatAs(world, { ...round, retryAfterMs: 5_000 });
      const held = await holdCase(database.mysqlUrl, caseNo);

      const pressing = press(caseNo);
      const quick = await Promise.all(others.map(press));
      const push = await pressing;
      await held.release();
      await passRetries(world, push);

      expect(quick.map(({ tries }) => tries.map(({ status }) => status))).to.deep.equal([
        [200],
        [200],
      ]);
      for (const { tries } of quick) expect(tries[0]?.latencyMs).to.be.below(1_000);
      expect(push.tries[0]?.status).to.equal(503);
      expect(push.tries[0]?.latencyMs).to.be.within(4_000, 4_800);
      expect(push.tries.at(-1)?.status).to.equal(200);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
    { rounds: 2, short: 1, limitMs: 40_000 },
  );

  cell(
    "F04: it vanishes without a word while it holds the lock: the lock is freed, a late press decides (in real time)",
    async (round) => {
      const caseNo = await newCase(round);
      let goOn = (): void => undefined;
      const vanished = new Promise<void>((resolve) => (goOn = resolve));
      atPoint = {
        name: "locked",
        act: async () => {
          proxy.blackhole(true);
          await vanished;
        },
      };

      const startedMs = performance.now();
      const lost = press(caseNo);
      await until(() => isCaseHeld(database.mysqlUrl, caseNo));
      callInstance(world, DIRECT);
      const [late] = await Promise.all([
        (async () => {
          await until(async () => !(await isCaseHeld(database.mysqlUrl, caseNo)));
          return pressAt(world, "liting", {
            button: "同意",
            instance: DIRECT,
            card: cardAbout(world, "liting", caseNo),
          });
        })(),
        lost.then(() => undefined),
      ]);
      const tookMs = performance.now() - startedMs;
      goOn();
      proxy.heal();

      expect((await lost).tries[0]?.status, "in time all the same").to.equal(503);
      expect(late.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(tookMs).to.be.below(30_000);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, { ...AWAY, givenUp: (await lost).status === "given-up" ? 1 : 0 });
    },
    { rounds: 1, short: 1, limitMs: 60_000 },
  );

  it("afterwards everything works as before", async () => {
    const caseNo = await newCase({ n: 0, retryAfterMs: 0, reencrypts: false });
    await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });
});
