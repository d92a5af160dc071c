import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Redis } from "ioredis";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { pressOnly, textsOf } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { ownServices } from "../support/services.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { everythingSent } from "../support/truth.ts";
import { callInstance, openWorld, settle, type World } from "../support/world.ts";
import { cell, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";

const MINUTE_MS = 60_000;

describe("Redis goes away, says nothing, forgets", () => {
  let services: Awaited<ReturnType<typeof ownServices>>;
  let redis: { pid: number; child?: ChildProcess };
  let proxy: TcpProxy;
  let world: World;
  let pausesAt: { name: string; instance: number; pause: () => Promise<void> } | undefined;

  before(async function () {
    this.timeout(20_000);
    services = await ownServices({ want: ["redis"] });
    redis = { pid: services.pids.redis ?? 0 };
    proxy = await openTcpProxy(services.redisUrl);
    world = await openWorld({
      instances: 2,
      env: { REDIS_URL: proxy.through(services.redisUrl) },
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
    redis.child?.kill("SIGKILL");
    await services.stop();
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

  /** Kills Redis with -9; what it held is gone. Returns how to start it again. */
  async function killRedis(): Promise<() => Promise<void>> {
    const [file = "", ...args] = readFileSync(`/proc/${redis.pid}/cmdline`, "utf8")
      .split("\0")
      .slice(0, -1);
    const config = redisCommand ?? [file, ...args];
    redisCommand = config;
    process.kill(redis.pid, "SIGKILL");
    if (redis.child !== undefined) await once(redis.child, "exit");
    return async () => {
      const port = new URL(services.redisUrl).port;
      const child = spawn("redis-server", ["--port", port, "--save", "", "--bind", "127.0.0.1"], {
        stdio: "ignore",
      });
      redis = { pid: child.pid ?? 0, child };
      await until(() => answers());
    };
  }
  let redisCommand: string[] | undefined;

  async function answers(): Promise<boolean> {
    const client = new Redis(services.redisUrl, { lazyConnect: true, retryStrategy: () => null });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.ping()) === "PONG";
    } catch {
      // Not yet: whoever asks asks again.
      return false;
    } finally {
      client.disconnect();
    }
  }

  cell(
    "F43: killed: presses are as quick as before, everything leaves once, and the state says so",
    async (round) => {
      const cases = [await newCase(round), await newCase(round)];
      const usualMs = await agree(cases[0] ?? "");
      const start = await killRedis();

      const tookMs = await agree(cases[1] ?? "");
      await settle(world);
      const ready = await (await fetch(`${world.url}/readyz`)).json();
      await start();

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
    const client = new Redis(services.redisUrl);
    await client.flushall();
    await agree(caseNo);
    await client.flushall();
    await settle(world);
    await client.quit();

    expect(tokensFetched() - before).to.be.at.most(2);
    await expectOnce(caseNo);
  });

  cell(
    "F46: starts again without its last second: what was queued is in MySQL",
    async (round) => {
      const caseNo = await newCase(round);
      await agree(caseNo);
      const start = await killRedis();
      await start();

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
      await everythingSent(world);

      expect(ran).to.deep.equal([true, true]);
      const warned = textsOf(world, "liting").filter((text) => text.includes(caseNo));
      expect(new Set(warned).size).to.equal(warned.length);
      expect(warned.length).to.be.at.least(1);
      await checkRound(world);
    },
    { rounds: 6 },
  );
});
