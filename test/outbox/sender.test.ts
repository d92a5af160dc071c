import { expect } from "chai";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { openLimiter } from "../../src/outbox/open-limiter.ts";
import { reportOutbox } from "../../src/outbox/report.ts";
import { createSender } from "../../src/outbox/sender.ts";
import { closeDb, openDb } from "../../src/store/db.ts";
import { claim, outboxState } from "../../src/store/outbox.ts";
import { settleAll } from "../../src/store/settle.ts";
import { freshRedis } from "../support/services.ts";
import { createRedisTokenCache, openRedis } from "../../src/store/redis.ts";
import { createLog } from "../../src/lib/log.ts";
import { untilEmpty, untilQuiet } from "../support/quiet.ts";
import { digest, chatWorldForAll, registerCard, sendCard, text } from "./chat-world.ts";

describe("the sender", () => {
  const world = chatWorldForAll("sender");

  const states = async (): Promise<string[]> => (await world.rows()).map((row) => row.state);
  const logs = (msg: string) => world.logged.filter((line) => line.msg === msg);
  const inMinutes = (minutes: number) => ({
    db: world.db,
    clock: world.clock,
    until: new Date(world.clock.now().getTime() + minutes * MINUTE_MS),
  });

  it("keeps the order of one key, also when the first of them has to be tried again", async () => {
    world.fault({ api: "message/send", kind: "http-502", times: 2 });
    await world.queue(text("li", "一"), text("li", "二"), text("li", "三"), text("wang", "甲"));
    const sender = world.sender();
    await untilQuiet([sender]);
    expect(world.texts("li")).to.deep.equal([]);
    await untilEmpty([sender], inMinutes(1));
    expect(world.texts("li")).to.deep.equal(["一", "二", "三"]);
    expect(world.texts("wang")).to.deep.equal(["甲"]);
  });

  it("F58: does not let a dead row stop those behind it or those of others", async () => {
    await world.queue(text("nobody", "给离职者"), text("nobody", "又一条"), text("li", "到"));
    await untilQuiet([world.sender()]);
    expect(await states()).to.deep.equal(["dead", "dead", "sent"]);
    expect(logs("outbox.dead").map((line) => line["why"])).to.deep.equal([
      "undeliverable",
      "undeliverable",
    ]);
    expect((await outboxState(world.db)).dead).to.equal(2);
  });

  it("F58: lets go what cannot be said to somebody whom neither the bureau nor the chat server knows: no alarm", async () => {
    await registerCard(world, "stranger", "T1-1@1");
    await world.queue(text("stranger", "您不在名单中"), sendCard("stranger", "T1-1@1"));
    await untilQuiet([world.sender()]);
    const [told, card] = await world.rows();
    expect(told).to.include({ state: "dropped", attempts: 1 });
    expect(told?.last_error).to.match(/^not in the list of people \| .*message\/send failed: \d+/);
    expect(card?.state, "a card is of a task, which somebody must look after").to.equal("dead");
    expect((await outboxState(world.db)).dead).to.equal(1);
    expect(logs("outbox.dropped")).to.have.length(1);
    expect(logs("outbox.dead")).to.have.length(1);
  });

  it("F58: gives up at once what carries a code that nobody knows, and what it cannot read", async () => {
    world.fault({ api: "message/send", kind: 987654 });
    await world.queue(text("li", "一"));
    const message = { kind: "from-the-future" };
    const availableAt = world.clock.now();
    await world.queueRows([{ message, orderKey: "x", lane: "normal", availableAt }]);
    await untilQuiet([world.sender()]);
    expect(await states()).to.deep.equal(["dead", "dead"]);
    const [unknownCode, unknownKind] = (await world.rows()).map((row) => row.last_error);
    expect(unknownCode).to.match(/^\/cgi-bin\/message\/send failed: 987654 /);
    expect(unknownKind).to.equal("a kind nobody knows");
    expect(logs("outbox.dead").every((line) => line.level === 50)).to.equal(true);
  });

  it("claims again what a dead sender left behind, after its lease and not before", async () => {
    await world.queue(text("li", "一"));
    const taken = await claim(world.db, { now: world.clock.now(), limit: 50, leaseMs: 30_000 });
    expect(taken).to.have.length(1);
    const sender = world.sender();
    world.clock.advanceMs(29 * SECOND_MS);
    expect(await sender.drain()).to.equal(0);
    world.clock.advanceMs(2 * SECOND_MS);
    expect(await sender.drain()).to.equal(1);
    expect(world.texts("li")).to.deep.equal(["一"]);
    const tooLate = { kind: "done", state: "dead", note: "too late" } as const;
    const settlements = taken.map((row) => ({ row, ending: tooLate }));
    await settleAll(world.db, settlements, world.clock.now());
    expect(await states()).to.deep.equal(["sent"]);
  });

  it("delivers every row once when several senders run at the same time", async () => {
    const people = ["li", "wang", "zhao"];
    const rows = Array.from({ length: 60 }, (_, n) => ({
      message: text(people[n % 3] ?? "li", `第${n}条`),
      orderKey: `key-${n}`,
      lane: "decision" as const,
      availableAt: world.clock.now(),
    }));
    await world.queueRows(rows);
    await untilQuiet([world.sender(), world.sender(), world.sender()]);
    expect(new Set(await states())).to.deep.equal(new Set(["sent"]));
    expect(world.calls("message/send")).to.equal(60);
    expect(people.flatMap((each) => world.texts(each))).to.have.length(60);
    expect((await world.rows()).every((row) => row.attempts === 1)).to.equal(true);
    expect(logs("outbox.store-failed")).to.deep.equal([]);
  });

  it("tries again after 1, 2 and 4 seconds", async () => {
    world.fault({ api: "message/send", kind: "http-503", times: 3 });
    await world.queue(text("li", "一"));
    const sender = world.sender();
    for (const delayMs of [1, 2, 4].map((sec) => sec * SECOND_MS)) {
      await sender.drain();
      const [row] = await world.rows();
      expect(row?.available_at.getTime()).to.equal(world.clock.now().getTime() + delayMs);
      world.clock.advanceMs(delayMs);
    }
    expect(await sender.drain()).to.equal(1);
  });

  it("gives up an ordinary row after ten tries and six hours, never a decision", async () => {
    world.fault({ api: "message/send", kind: "http-503", times: 0 });
    const availableAt = world.clock.now();
    await world.queueRows([
      { message: text("li", "提醒"), orderKey: "a", lane: "normal", availableAt },
      { message: text("li", "结果"), orderKey: "b", lane: "decision", availableAt },
    ]);
    const sender = world.sender();
    await untilEmpty([sender], inMinutes(5 * 60));
    expect(await states()).to.deep.equal(["waiting", "waiting"]);
    await untilEmpty([sender], inMinutes(2 * 60));
    expect(await states()).to.deep.equal(["dead", "waiting"]);
    world.simulator.world.faults = [];
    world.clock.advanceMs(5 * MINUTE_MS);
    await untilQuiet([sender]);
    expect(world.texts("li")).to.deep.equal(["结果"]);
  });

  it("leaves an API alone for a minute after 45009 and loses nothing", async () => {
    world.fault({ api: "message/send", kind: 45009 });
    await world.queue(text("li", "一"), text("li", "二"));
    const sender = world.sender();
    await untilQuiet([sender]);
    world.clock.advanceMs(59 * SECOND_MS);
    await untilQuiet([sender]);
    expect(world.calls("message/send")).to.equal(1);
    world.clock.advanceMs(SECOND_MS);
    await untilQuiet([sender]);
    expect(world.texts("li")).to.deep.equal(["一", "二"]);
    expect((await world.rows()).map((row) => row.attempts)).to.deep.equal([1, 1]);
    expect(logs("outbox.paused-frequency")).to.have.length(1);
  });

  it("takes calls that are refused together for one refusal", async () => {
    world.fault({ api: "message/send", kind: 45009, times: 3 });
    await world.queue(text("li", "一"), text("wang", "二"), text("zhao", "三"));
    const sender = world.sender();
    await untilQuiet([sender]);
    expect(world.calls("message/send")).to.equal(3);
    world.clock.advanceMs(MINUTE_MS);
    await untilQuiet([sender]);
    expect(await states()).to.deep.equal(["sent", "sent", "sent"]);
  });

  it("waits longer when the window turns out to be longer than a minute", async () => {
    world.fault({ api: "message/send", kind: 45009, times: 3 });
    await world.queue(text("li", "一"));
    const sender = world.sender();
    const begunMs = world.clock.now().getTime();
    await untilEmpty([sender], inMinutes(60));
    expect(world.clock.now().getTime() - begunMs).to.equal((1 + 2 + 4) * MINUTE_MS);
    expect(world.texts("li")).to.deep.equal(["一"]);
  });

  it("F64: pauses the app a minute when the secret is wrong, says so once, and keeps the rows", async () => {
    await world.queue(text("li", "一"), text("wang", "二"), {
      kind: "group-webhook",
      content: "机器人另有密钥",
      mention: [],
    });
    const sender = world.sender({ api: world.client({ secret: "wrong" }) });
    await untilQuiet([sender]);
    for (let minute = 0; minute < 3; minute += 1) {
      world.clock.advanceMs(MINUTE_MS);
      await untilQuiet([sender]);
    }
    expect(await states()).to.deep.equal(["waiting", "waiting", "sent"]);
    expect(logs("outbox.paused-credentials")).to.have.length(1);
    expect(logs("outbox.paused-credentials")[0]?.level).to.equal(50);
    expect(world.calls("gettoken")).to.be.at.most(4);
    world.clock.advanceMs(2 * HOUR_MS);
    await untilQuiet([world.sender()]);
    expect(await states()).to.deep.equal(["sent", "sent", "sent"]);
  });

  it("renews a token that WeCom has withdrawn, once", async () => {
    await world.queue(text("li", "一"));
    const sender = world.sender();
    await untilQuiet([sender]);
    world.simulator.world.tokens.clear();
    await world.queue(text("li", "二"), text("wang", "三"));
    await untilQuiet([sender]);
    expect(await states()).to.deep.equal(["sent", "sent", "sent"]);
    expect(world.calls("gettoken")).to.equal(2);
  });

  it("shares one token between processes through Redis", async () => {
    const link = await openRedis(await freshRedis(), createLog("silent"));
    const tokenCache = createRedisTokenCache(link);
    const senders = [1, 2, 3].map(() => world.sender({ api: world.client({ tokenCache }) }));
    await world.queue(text("li", "一"), text("wang", "二"), text("zhao", "三"));
    await untilQuiet(senders);
    expect(await states()).to.deep.equal(["sent", "sent", "sent"]);
    expect(world.calls("gettoken")).to.equal(1);
    link.close();
  });

  it("shows in the metrics what waits and for how long", async () => {
    const seen: Record<string, number> = {};
    const metrics = {
      setOutboxWaiting: (rows: number) => void (seen["rows"] = rows),
      setOutboxOldestMs: (ms: number) => void (seen["ms"] = ms),
      setOutboxUndelivered: () => undefined,
    };
    await reportOutbox(world, metrics);
    expect(seen).to.deep.equal({ rows: 0, ms: 0 });
    await world.queue(text("li", "一"), text("li", "二"));
    world.clock.advanceMs(90 * SECOND_MS);
    await reportOutbox(world, metrics);
    expect(seen).to.deep.equal({ rows: 2, ms: 90 * SECOND_MS });
  });

  it("stays up while MySQL is away, says so once, and goes on when it is back", async () => {
    await world.queue(text("li", "一"));
    const nowhere = openDb("mysql://nobody@127.0.0.1:1/none");
    const { clock, logged } = world;
    const log = createLog("info", { write: (line) => logged.push(JSON.parse(line)) });
    const limiter = openLimiter({ redis: undefined, clock, log, scope: "x", accounts: 500 });
    const cutOff = createSender({
      db: nowhere,
      clock,
      api: world.client(),
      limiter,
      digest,
      isListed: () => true,
      log,
    });
    expect(await cutOff.drain()).to.equal(0);
    expect(await cutOff.runOnce()).to.equal(0);
    expect(logs("outbox.store-failed")).to.have.length(1);
    await closeDb(nowhere);
    expect(await untilQuiet([world.sender()])).to.equal(1);
  });

  it("takes nothing more once it is stopped", async () => {
    await world.queue(text("li", "一"));
    const sender = world.sender();
    await sender.stop();
    expect(await sender.drain()).to.equal(0);
    expect(await untilQuiet([world.sender()])).to.equal(1);
  });
});
