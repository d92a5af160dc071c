import { expect } from "chai";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { openRedis, type RedisLink } from "../../src/store/redis.ts";
import type { Lane } from "../../src/store/outbox.ts";
import type { OutboundMessage } from "../../src/wecom/outbound.ts";
import { untilEmpty, untilQuiet } from "../support/quiet.ts";
import { freshRedis } from "../support/services.ts";
import { registerCard, sendCard, chatWorldForAll, text } from "./chat-world.ts";

describe("more than one person may be sent", () => {
  const world = chatWorldForAll("merge");
  let link: RedisLink;
  before(async () => {
    link = await openRedis(await freshRedis(), createLog("silent"));
  });
  after(() => link.close());
  beforeEach(() => link.use((redis) => redis.flushdb()));

  const subject = (n: number): string => `提醒-${String(n).padStart(3, "0")}`;
  const reminders = (first: number, last: number): OutboundMessage[] =>
    Array.from({ length: last - first + 1 }, (_, n) => text("li", `${subject(first + n)}\n客户`));
  const digests = (): string[] => world.texts("li").filter((one) => one.startsWith("您有"));
  const states = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { state } of await world.rows()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };
  const subjectsRead = (): string[] =>
    world.texts("li").flatMap((one) => one.match(/提醒-\d{3}/g) ?? []);
  const subjects = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => subject(n + 1));
  const inMinutes = (minutes: number) => ({
    db: world.db,
    clock: world.clock,
    until: new Date(world.clock.now().getTime() + minutes * MINUTE_MS),
  });
  const counted = async (state: string): Promise<number> => {
    const { text: rendered } = await world.metrics.render();
    const found = new RegExp(`qianpi_outbox_total{state="${state}"} (\\d+)`).exec(rendered);
    return Number(found?.[1] ?? 0);
  };

  it("F56, D13: of 45 texts due within a minute at most 30 are sent, the rest is one digest, none is lost", async () => {
    const before = { merged: await counted("merged"), held: await counted("held") };
    await world.queue(...reminders(1, 45));
    const senders = [world.sender({ redis: link }), world.sender({ redis: link })];
    await untilQuiet(senders);
    expect(world.texts("li")).to.have.length(24);
    expect(await states()).to.deep.equal({ sent: 24, merged: 21, waiting: 1 });

    await untilEmpty(senders, inMinutes(2));
    expect(world.texts("li")).to.have.length(25);
    expect(digests()).to.have.length(1);
    expect(digests()[0]).to.match(
      /^您有 21 条提醒（因发送频率限制合并）\n1\. 提醒-025\n2\. 提醒-026\n/,
    );
    expect(subjectsRead()).to.deep.equal(subjects(45));
    expect(world.simulator.world.drops).to.deep.equal([]);
    expect((await counted("merged")) - before.merged).to.equal(21);
    expect((await counted("held")) - before.held).to.be.at.least(1);
  });

  it("says of the rows that they were merged, and how long the oldest of them has waited", async () => {
    await world.queue(...reminders(1, 30));
    await untilQuiet([world.sender()]);
    const merged = (await world.rows()).filter(({ state }) => state === "merged");
    expect(merged.map(({ last_error, attempts }) => [last_error, attempts])).to.deep.equal(
      merged.map(() => ["merged, 6 in one", 0]),
    );
    expect(world.logged.filter(({ msg }) => msg === "outbox.merged")).to.have.length(1);
  });

  it("two that wait are not worth a digest", async () => {
    await world.queue(...reminders(1, 26));
    const sender = world.sender();
    await untilQuiet([sender]);
    expect(await states()).to.deep.equal({ sent: 24, waiting: 2 });
    await untilEmpty([sender], inMinutes(2));
    expect(digests()).to.deep.equal([]);
    expect(subjectsRead()).to.deep.equal(subjects(26));
  });

  it("what comes while a digest waits is merged into the next one, in order, and counted once", async () => {
    const sender = world.sender();
    await world.queue(...reminders(1, 30));
    await untilQuiet([sender]);
    await world.queue(...reminders(31, 60));
    await untilEmpty([sender], inMinutes(10));
    expect(digests()).to.have.length(2);
    expect(subjectsRead()).to.deep.equal(subjects(60));
    expect(world.simulator.world.drops).to.deep.equal([]);
    expect((await states())["waiting"]).to.equal(undefined);
  });

  it("a digest that is held back again is taken apart and not listed as one line", async () => {
    const sender = world.sender();
    await world.queue(...reminders(1, 27));
    await untilQuiet([sender]);
    await world.queue(...reminders(28, 30));
    const waiting = (await world.rows()).find(({ state }) => state === "waiting");
    world.clock.advanceMs((waiting?.available_at.getTime() ?? 0) - world.clock.now().getTime());
    // They go first and use the minute up before the digest has its turn.
    await world.queueRows(answers(30).map((row, n) => ({ ...row, orderKey: `answer ${n}` })));
    await untilQuiet([sender]);
    await untilEmpty([sender], inMinutes(10));
    expect(digests()).to.have.length(1);
    expect(digests()[0]).to.match(/^您有 6 条提醒/);
    expect(subjectsRead()).to.deep.equal(subjects(30));
  });

  it("F56: cards are never merged and none is lost", async () => {
    const cardIds = Array.from({ length: 30 }, (_, n) => `T1-${n}@1`);
    for (const cardId of cardIds) await registerCard(world, "li", cardId);
    await world.queue(...cardIds.map((cardId) => sendCard("li", cardId)));
    const sender = world.sender();
    await untilEmpty([sender], inMinutes(5));
    expect(await states()).to.deep.equal({ sent: 30 });
    expect(cardIds.filter((cardId) => world.cardOf(cardId) === undefined)).to.deep.equal([]);
  });

  it("an answer does not wait behind reminders that are held back", async () => {
    const sender = world.sender();
    await world.queue(...reminders(1, 45));
    await untilQuiet([sender]);
    await world.queueRows(answers(6));
    await untilQuiet([sender]);
    expect(world.texts("li").slice(24)).to.deep.equal([1, 2, 3, 4, 5, 6].map((n) => `答复 ${n}`));
    await world.queueRows(answers(1));
    await untilQuiet([sender]);
    expect(world.texts("li"), "the whole minute is used").to.have.length(30);
  });

  it("a text that may have arrived stays as it is, ahead of the digest", async () => {
    world.fault({ api: "message/send", kind: "reset-after", skip: 23 });
    await world.queue(...reminders(1, 30));
    const sender = world.sender();
    await untilQuiet([sender]);
    await world.queueRows(answers(7));
    world.clock.advanceMs(SECOND_MS);
    await untilQuiet([sender]);
    expect(await states()).to.include({ merged: 6 });
    await untilEmpty([sender], inMinutes(5));
    expect(digests()[0]).to.match(/^您有 6 条提醒.*\n1\. 提醒-025\n/);
    expect(subjectsRead()).to.deep.equal(subjects(30));
  });

  function answers(count: number) {
    return Array.from({ length: count }, (_, n) => ({
      message: text("li", `答复 ${n + 1}`),
      orderKey: "answer:li",
      lane: "decision" as Lane,
      availableAt: world.clock.now(),
    }));
  }
});
