import { expect } from "chai";
import { createLog } from "../../src/lib/log.ts";
import {
  createRedisTokenCache,
  openRedis,
  RedisAway,
  type RedisLink,
} from "../../src/store/redis.ts";
import { freshRedis, ownServices } from "../support/services.ts";

describe("Redis", () => {
  const silent = createLog("silent");
  const faultOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => expect.fail("nothing was thrown"),
      (fault: unknown) => fault,
    );

  describe("as a token cache", () => {
    let link: RedisLink;
    before(async () => {
      link = await openRedis(await freshRedis(), silent);
    });
    after(() => link.close());

    it("keeps a value for its time", async () => {
      const cache = createRedisTokenCache(link);
      expect(await cache.get("t")).to.equal(undefined);
      await cache.set("t", "value", 60_000);
      expect(await cache.get("t")).to.equal("value");
      const lifeMs = await link.use((redis) => redis.pttl("t"));
      expect(lifeMs).to.be.within(1, 60_000);
    });

    it("gives a lock to one, and to the next when it is released", async () => {
      const cache = createRedisTokenCache(link);
      const unlock = await cache.lock("l", 60_000);
      expect(await cache.lock("l", 60_000)).to.equal(undefined);
      await unlock?.();
      expect(await cache.lock("l", 60_000)).to.be.a("function");
    });

    it("does not release a lock that has passed to somebody else", async () => {
      const cache = createRedisTokenCache(link);
      const unlock = await cache.lock("m", 60_000);
      await link.use((redis) => redis.set("m", "somebody-else"));
      await unlock?.();
      expect(await cache.get("m")).to.equal("somebody-else");
    });
  });

  it("that is not there stops nobody from starting", async () => {
    const link = await openRedis("redis://127.0.0.1:1", silent);
    expect(await faultOf(link.use((redis) => redis.get("x")))).to.be.instanceOf(RedisAway);
    link.close();
  });

  it("that hangs costs 200 ms once and is then left alone; the log says so once", async () => {
    const services = await ownServices({ want: ["redis"] });
    const lines: { msg: string }[] = [];
    const link = await openRedis(
      services.redisUrl,
      createLog("info", { write: (line) => lines.push(JSON.parse(line)) }),
    );
    process.kill(services.pids.redis ?? expect.fail("no Redis"), "SIGSTOP");
    const begunMs = performance.now();
    for (let n = 0; n < 20; n += 1) {
      expect(await faultOf(link.use((redis) => redis.get("x")))).to.be.instanceOf(RedisAway);
    }
    expect(performance.now() - begunMs).to.be.below(1_000);
    expect(lines.map((line) => line.msg)).to.deep.equal(["redis.away"]);
    process.kill(services.pids.redis ?? 0, "SIGCONT");
    link.close();
    await services.stop();
  });
});
