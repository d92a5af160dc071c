import { expect } from "chai";
import { Redis } from "ioredis";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { pressOnly, textsOf } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase, pressAt } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { startOwnRedis, type OwnRedis } from "../support/own-redis.ts";
import { freshRedis } from "../support/services.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { callInstance, openWorld, settle, type World } from "../support/world.ts";
import { cell, type Round } from "./cell.ts";
import { fillRedis, type FullPolicy } from "./full-redis.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";

const MINUTE_MS = 60_000;

const FIRST_MORNING = "2026-11-23 09:00";

const FULL: readonly FullPolicy[] = ["allkeys-lru", "noeviction"];

describe("Redis goes away, says nothing, forgets", () => {
  let redis: OwnRedis;
  let proxy: TcpProxy;
  let world: World;
  let pausesAt: { name: string; instance: number; pause: () => Promise<void> } | undefined;

  before(async function () {
    this.timeout(20_000);
    redis = await startOwnRedis();
    proxy = await openTcpProxy(redis.redisUrl);
    world = await openWorld({
      instances: 2,
      env: { REDIS_URL: proxy.through(redis.redisUrl) },
      failpoint: async (name, instance) => {
        const at = pausesAt;
        if (at === undefined || at.name !== name || at.instance !== instance) return;
        pausesAt = undefined;
        await at.pause();
      },
    });
  });

  after(async () => {
    await world.close();
    await proxy.close();
    await redis.remove();
  });

  afterEach(() => proxy.heal());

  async function newCase(round: Round): Promise<string> {
    callInstance(world, round.n % 2);
    repeatAs(world, round);
    return freshCase(world);
  }

  /** Li agrees; returns how long her callback took. */
  async function agree(caseNo: string): Promise<number> {
    const card = cardAbout(world, "liting", caseNo);
    const push = await pressOnly(world, "liting", { button: "同意", card });
    await passRetries(world, push);
    expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
    return push.tries[0]?.latencyMs ?? 0;
  }

  async function expectOnce(caseNo: string): Promise<void> {
    await checkRound(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
    }
  }

  const tokensFetched = (): number => world.simulator.world.counters.get("gettoken")?.calls ?? 0;

  cell(
    "F43: killed: presses are as quick as before, everything leaves once, and the state says so",
    async (round) => {
      const cases = [await newCase(round), await newCase(round)];
      const usualMs = await agree(cases[0] ?? "");
      await redis.kill();

      const tookMs = await agree(cases[1] ?? "");
      await settle(world);
      const ready = await (await fetch(`${world.url}/readyz`)).json();
      await redis.start();

      expect(tookMs - usualMs).to.be.below(250);
      expect(ready).to.include({ status: "degraded", redis: false });
      await expectOnce(cases[1] ?? "");
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  cell(
    "F44: says nothing any more: presses are answered, messages leave after one short wait",
    async (round) => {
      const caseNo = await newCase(round);
      proxy.blackhole(true);

      const tookMs = await agree(caseNo);
      const sending = performance.now();
      await settle(world);
      const sentMs = performance.now() - sending;
      proxy.heal();

      expect(tookMs).to.be.below(1_000);
      expect(sentMs, "a time-out for each message would be longer").to.be.below(3_000);
      await expectOnce(caseNo);
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  cell("F45: forgets everything: nothing twice, at most two tokens", async (round) => {
    const caseNo = await newCase(round);
    const before = tokensFetched();
    const client = new Redis(redis.redisUrl);
    await client.flushall();
    await agree(caseNo);
    await client.flushall();
    await settle(world);
    await client.quit();

    expect(tokensFetched() - before).to.be.at.most(2);
    await expectOnce(caseNo);
  });

  cell(
    "F48: is full: it forgets what it holds or takes nothing more; nothing twice, at most two tokens",
    async (round) => {
      const caseNo = await newCase(round);
      const before = tokensFetched();
      const full = await fillRedis(redis.redisUrl, FULL[round.n % FULL.length] ?? "noeviction");
      await agree(caseNo);
      await settle(world);
      await full.end();

      expect(tokensFetched() - before).to.be.at.most(2);
      await expectOnce(caseNo);
    },
    { rounds: 6, short: 2, limitMs: 20_000 },
  );

  cell(
    "F46: starts again without its last second: what was queued is in MySQL",
    async (round) => {
      const caseNo = await newCase(round);
      await agree(caseNo);
      await redis.kill();
      await redis.start();

      await expectOnce(caseNo);
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  cell(
    "F47: the process that has the tick stands still for a minute: another takes the next one, each warning once",
    async (round) => {
      world.clock.set(
        `2026-${["11-23", "11-30", "12-07", "12-14", "12-21"][round.n] ?? "12-28"} 09:00`,
      );
      const caseNo = await newCase(round);
      world.clock.advanceMs(30 * 60 * MINUTE_MS);
      let goOn = (): void => undefined;
      const still = new Promise<void>((resolve) => (goOn = resolve));
      pausesAt = { name: "locked", instance: 0, pause: () => still };

      const [first, second] = world.apps;
      if (first === undefined || second === undefined) throw new Error("two processes are wanted");
      const halted = oncePerTick(first.deps, "clocks", runClocks);
      await until(() => pausesAt === undefined);
      world.clock.advanceMs(MINUTE_MS);
      const next = oncePerTick(second.deps, "clocks", runClocks);
      goOn();
      const ran = await Promise.all([halted, next]);
      await settle(world);

      expect(ran).to.deep.equal([true, true]);
      const warned = textsOf(world, "liting").filter((text) => text.includes(caseNo));
      expect(warned).to.have.length(1);
      await checkRound(world);
    },
    { rounds: 6 },
  );
});

describe("two processes that have each a Redis of their own", () => {
  let world: World;

  before(async function () {
    this.timeout(20_000);
    const others = await freshRedis();
    world = await openWorld({
      instances: 2,
      envOf: (n): Record<string, string> => (n === 1 ? { REDIS_URL: others } : {}),
    });
  });

  after(() => world.close());

  cell(
    "F49: presses at both and the clocks of both: one decision, everything said once, a token each",
    async (round) => {
      world.clock.set(FIRST_MORNING);
      world.clock.advanceMs(round.n * 7 * 24 * 60 * MINUTE_MS);
      callInstance(world, 0);
      repeatAs(world, round);
      const caseNo = await freshCase(world);
      world.clock.advanceMs(30 * 60 * MINUTE_MS);
      const ran = await Promise.all(
        world.apps.map(({ deps }) => oncePerTick(deps, "clocks", runClocks)),
      );
      await settle(world);
      const warned = textsOf(world, "liting").filter((text) => text.includes(caseNo));
      const card = cardAbout(world, "liting", caseNo);

      const pushes = await Promise.all(
        [0, 1].map((instance) => pressAt(world, "liting", { button: "同意", card, instance })),
      );
      for (const push of pushes) await passRetries(world, push);
      await settle(world);

      expect(ran.filter(Boolean)).to.have.length(1);
      expect(warned).to.have.length(1);
      expect(pushes.map(({ status }) => status)).to.deep.equal(["delivered", "delivered"]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      for (const userid of ["chenming", "wuhao", "liuyang"]) {
        expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
      }
      await checkRound(world);
    },
    { rounds: 12, short: 1 },
  );
});
