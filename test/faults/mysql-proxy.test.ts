import { expect } from "chai";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import type { FreshDatabase } from "../support/services.ts";
import { approve, pressOnly } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase, pressAt } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { freshDatabase } from "../support/services.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { callInstance, openWorld, type World } from "../support/world.ts";
import { cell, IS_WHOLE, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";
import {
  alterTable,
  holdCase,
  isCaseHeld,
  killConnections,
  tableWaiters,
} from "../support/row-lock.ts";

/** Errors that the way to MySQL may cause in the log. */
const AWAY = { errors: /database-away|"busy"|outbox\.store-failed/ };
const HELD_FOR_MS = IS_WHOLE ? 10_000 : 4_500;
/** A change of a table that is longer than a callback can wait. */
const ALTERED_FOR_MS = 8_000;
const THROUGH_PROXY = 0;
const DIRECT = 1;

const statusesOf = ({ tries }: Push) => tries.map(({ status }) => status);

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
    "F39: a table is being changed: whoever can wait succeeds at the first try, a longer change costs a 503 and is survived",
    async (round) => {
      const isLong = IS_WHOLE && round.n % 8 === 7;
      const caseNo = await newCase(round);
      const altering = await alterTable(database.mysqlUrl, "decisions");

      const pressing = press(caseNo);
      await until(async () => (await tableWaiters(database.mysqlUrl)) > 1);
      const altered = altering.release(isLong ? ALTERED_FOR_MS : 0);
      const push = await pressing;
      await passRetries(world, push);
      await altered;

      expect(statusesOf(push)).to.deep.equal(isLong ? [503, 200] : [200]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, AWAY);
    },
  );

  cell(
    `F33: somebody holds a case for ${HELD_FOR_MS} ms: its press gets 503 in time, others are as quick as ever (in real time)`,
    async (round) => {
      const slow = { ...round, retryAfterMs: 5_000 };
      const caseNo = await newCase(slow);
      const others = [await newCase(slow), await newCase(slow)];
      const holding = await holdCase(database.mysqlUrl, caseNo);
      let isFree = false;

      const freed = holding.release(HELD_FOR_MS).then(() => (isFree = true));
      const pressing = press(caseNo).then((push) => passRetries(world, push).then(() => push));
      const decided = await Promise.all(others.map(press));
      const unrelated = [...decided];
      while (!isFree) {
        for (const other of decided)
          unrelated.push(await world.simulator.stage.pusher.redeliver(other));
      }
      const push = await pressing;
      await freed;

      const statuses = statusesOf(push);
      expect(statuses.at(-1)).to.equal(200);
      expect(new Set(statuses.slice(0, -1))).to.deep.equal(new Set([503]));
      expect(statuses.length).to.be.within(IS_WHOLE ? 3 : 2, 4);
      expect(push.tries[0]?.latencyMs).to.be.within(4_000, 4_800);
      const late = unrelated.filter(({ tries }) => (tries[0]?.latencyMs ?? 0) > 1_000);
      expect(late, "the pool is not used up").to.deep.equal([]);
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
