import { expect } from "chai";
import { approve } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { freshDatabase, type FreshDatabase } from "../support/services.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { openWorld, type World } from "../support/world.ts";
import { burst, forgetWaiting, liAgrees } from "./bursts.ts";
import { cell, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { repeatAs } from "./pair.ts";

describe("few and slow connections to MySQL", () => {
  let database: FreshDatabase;
  let proxy: TcpProxy;
  let world: World;

  before(async function () {
    this.timeout(20_000);
    database = await freshDatabase("narrow");
    proxy = await openTcpProxy(database.mysqlUrl);
    world = await openWorld({
      database,
      env: { MYSQL_URL: proxy.through(database.mysqlUrl) },
      connectionLimit: 2,
    });
  });

  after(async () => {
    await world.close();
    await proxy.close();
  });

  afterEach(() => proxy.heal());

  async function newCase(round: Round): Promise<string> {
    repeatAs(world, round);
    return freshCase(world);
  }

  cell(
    "F34: two connections to MySQL, both slow: each of many presses gets 200 or 503 in time, memory stays",
    async (round) => {
      const caseNo = await newCase({ ...round, retryAfterMs: 5_000 });
      const first = await liAgrees(world, caseNo);
      proxy.setLatency(100);
      const before = process.memoryUsage().rss;

      const pushes = await burst(world, first, 60);
      proxy.heal();

      const tries = pushes.flatMap((push) => push.tries);
      expect(new Set(tries.map(({ status }) => status))).to.satisfy((seen: Set<unknown>) =>
        [...seen].every((status) => status === 200 || status === 503),
      );
      expect(Math.max(...tries.map(({ latencyMs }) => latencyMs))).to.be.below(4_900);
      expect(process.memoryUsage().rss - before).to.be.below(50 * 1024 * 1024);
      const left = await newCase(round);
      await approve(world, "liting", { card: cardAbout(world, "liting", left) });
      expect(await decisionsOf(world, left)).to.deep.equal(["liting approve"]);
      forgetWaiting(pushes);
      await checkRound(world, { errors: /database-away|"busy"|outbox\.store-failed/ });
    },
    { rounds: 2, short: 1, limitMs: 30_000 },
  );
});
