import { expect } from "chai";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { openLimiter } from "../../src/outbox/open-limiter.ts";
import type { Lane } from "../../src/store/outbox.ts";
import { openRedis, type RedisLink } from "../../src/store/redis.ts";
import { untilEmpty, untilQuiet } from "../support/quiet.ts";
import { freshRedis, ownServices } from "../support/services.ts";
import { chatWorldForAll, text } from "./chat-world.ts";

describe("the limiter", () => {
  const world = chatWorldForAll("limiter");
  let link: RedisLink;
  before(async () => {
    link = await openRedis(await freshRedis(), createLog("silent"));
  });
  after(() => link.close());
  let toClose: (() => void)[] = [];
  afterEach(() => {
    toClose.forEach((close) => close());
    toClose = [];
  });
  beforeEach(() => link.use((redis) => redis.flushdb()));

  const queueTexts = (count: number, lane: Lane): Promise<void> =>
    world.queueRows(
      Array.from({ length: count }, (_, n) => ({
        message: text("li", `${lane} ${n}`),
        orderKey: `${lane} ${n}`,
        lane,
        availableAt: world.clock.now(),
      })),
    );
  const inMinutes = (minutes: number) => ({
    db: world.db,
    clock: world.clock,
    until: new Date(world.clock.now().getTime() + minutes * MINUTE_MS),
  });
  const drops = () => world.simulator.world.drops;

  for (const shared of [true, false]) {
    describe(shared ? "shared through Redis" : "in one process", () => {
      const redis = () => (shared ? { redis: link } : {});

      it("F56: sends 30 texts to a member in a minute, holds 5, and sends them in the next", async () => {
        await queueTexts(35, "decision");
        const sender = world.sender(redis());
        await untilQuiet([sender]);
        expect(world.texts("li")).to.have.length(30);
        world.clock.advanceMs(59 * SECOND_MS);
        await untilQuiet([sender]);
        expect(world.texts("li")).to.have.length(30);
        world.clock.advanceMs(2 * SECOND_MS);
        await untilQuiet([sender]);
        expect(world.texts("li")).to.have.length(35);
        expect(drops()).to.deep.equal([]);
        expect((await world.rows()).every((row) => row.attempts === 1)).to.equal(true);
      });

      it("keeps the last of the minute for decisions", async () => {
        await queueTexts(40, "normal");
        const sender = world.sender(redis());
        await untilQuiet([sender]);
        expect(world.texts("li")).to.have.length(24);
        await queueTexts(6, "decision");
        await untilQuiet([sender]);
        expect(world.texts("li")).to.have.length(30);
        await untilEmpty([sender], inMinutes(10));
        expect(world.texts("li")).to.have.length(46);
        expect(drops()).to.deep.equal([]);
      });

      it("lets no window of a minute slip, wherever it begins", async () => {
        const sender = world.sender(redis());
        for (let step = 0; step < 12; step += 1) {
          await queueTextsNumbered(step);
          await untilQuiet([sender]);
          world.clock.advanceMs(10_500);
        }
        await untilEmpty([sender], inMinutes(30));
        expect(world.texts("li")).to.have.length(120);
        expect(drops()).to.deep.equal([]);
      });
    });
  }

  const queueTextsNumbered = (step: number): Promise<void> =>
    world.queueRows(
      Array.from({ length: 10 }, (_, n) => ({
        message: text("li", `${step}-${n}`),
        orderKey: `${step}-${n}`,
        lane: "decision",
        availableAt: world.clock.now(),
      })),
    );

  it("is shared: two senders together do not send a member more than 30", async () => {
    await queueTexts(50, "decision");
    await untilQuiet([world.sender({ redis: link }), world.sender({ redis: link })]);
    expect(world.texts("li")).to.have.length(30);
    expect(drops()).to.deep.equal([]);
  });

  it("does not charge a process for what the others left no room for", async () => {
    const log = createLog("silent");
    const parts = { redis: link, clock: world.clock, log, scope: "two", accounts: 500 };
    const [one, other] = [openLimiter(parts), openLimiter(parts)];
    const message = { kind: "send-text", to: "li", content: "" } as const;
    for (let n = 0; n < 30; n += 1) await other.take(message, "decision");
    world.clock.advanceMs(30 * SECOND_MS);
    for (let n = 0; n < 30; n += 1) {
      expect(await one.take(message, "decision")).to.be.within(30 * SECOND_MS, 31 * SECOND_MS);
    }
    world.clock.advanceMs(31 * SECOND_MS);
    expect(await one.take(message, "decision")).to.equal(0);
  });

  it("holds the robot's group at 20 a minute", async () => {
    await world.queueRows(
      Array.from({ length: 25 }, (_, n) => ({
        message: { kind: "group-webhook", content: `预警 ${n}`, mention: [] },
        orderKey: `alert ${n}`,
        lane: "normal",
        availableAt: world.clock.now(),
      })),
    );
    const sender = world.sender({ redis: link });
    await untilQuiet([sender]);
    expect(world.calls("webhook/send")).to.equal(20);
    await untilEmpty([sender], inMinutes(3));
    expect(world.calls("webhook/send")).to.equal(25);
    expect((await world.rows()).every((row) => row.state === "sent")).to.equal(true);
  });

  it("keeps the app's total of a natural day, which begins at midnight in China", async () => {
    const log = createLog("silent");
    const limiter = openLimiter({
      redis: link,
      clock: world.clock,
      log,
      scope: "day",
      accounts: 1,
    });
    world.clock.set("2026-03-04 12:00");
    for (let n = 0; n < 200; n += 1) {
      const waitMs = await limiter.take({ kind: "send-text", to: `p${n}`, content: "" }, "normal");
      expect(waitMs).to.equal(0);
    }
    const next = { kind: "send-text", to: "li", content: "" } as const;
    expect(await limiter.take(next, "decision")).to.equal(12 * HOUR_MS);
    world.clock.set("2026-03-05 00:00");
    expect(await limiter.take(next, "decision")).to.equal(0);
  });

  it("without Redis warns once and counts alone", async () => {
    await queueTexts(3, "normal");
    await untilQuiet([world.sender()]);
    expect(world.logged.filter((line) => line.msg === "limiter.no-redis")).to.have.length(1);
  });

  it("goes on within the limits while Redis is away, and says so once", async () => {
    const services = await ownServices({ want: ["redis"] });
    const lines: { msg: string }[] = [];
    const log = createLog("info", { write: (line) => lines.push(JSON.parse(line)) });
    const own = await openRedis(services.redisUrl, log);
    toClose.push(() => own.close());
    const limiter = openLimiter({
      redis: own,
      clock: world.clock,
      log,
      scope: "away",
      accounts: 500,
    });
    const sender = world.sender({ limiter });
    await queueTexts(20, "decision");
    await untilQuiet([sender]);
    await services.stop();
    await world.queueRows(
      Array.from({ length: 20 }, (_, n) => ({
        message: text("li", `later ${n}`),
        orderKey: `later ${n}`,
        lane: "decision",
        availableAt: world.clock.now(),
      })),
    );
    await untilQuiet([sender]);
    expect(world.texts("li")).to.have.length(30);
    await untilEmpty([sender], inMinutes(5));
    expect(world.texts("li")).to.have.length(40);
    expect(drops()).to.deep.equal([]);
    expect(lines.filter((line) => line.msg === "limiter.alone")).to.have.length(1);
    expect(lines.filter((line) => line.msg === "redis.away")).to.have.length(1);
  });
});
