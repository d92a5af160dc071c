import { expect } from "chai";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { inTransaction, read, sqlFor } from "../../src/store/db.ts";
import {
  addToOutbox,
  claim,
  outboxState,
  supersede,
  type NewRow,
  type OutboxRow,
} from "../../src/store/outbox.ts";
import { settleAll, type Ending } from "../../src/store/settle.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

const NOW = new Date("2026-03-04T02:00:00Z");
const AGAIN = { kind: "again", note: "", at: NOW, maybeDone: false } as const;
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

describe("the outbox", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("outbox");
  });
  after(() => store.close());
  beforeEach(() => store.empty("outbox"));

  const add = (...rows: (Partial<NewRow> & { orderKey: string })[]): Promise<void> =>
    inTransaction(store.db, async (tx) =>
      addToOutbox(
        tx,
        rows.map((row) => ({
          lane: "normal",
          message: { says: row.orderKey },
          availableAt: NOW,
          ...row,
        })),
        NOW,
      ),
    );
  const take = (now = NOW, limit = 50): Promise<OutboxRow[]> =>
    claim(store.db, { now, limit, leaseMs: 30 * SECOND_MS });
  const takeOne = async (now = NOW): Promise<OutboxRow> => {
    const [row] = await take(now);
    return row ?? expect.fail("nothing was claimed");
  };
  const end = (row: OutboxRow, ending: Ending): Promise<void> =>
    settleAll(store.db, [{ row, ending }], NOW);
  const keys = (rows: readonly OutboxRow[]): string[] => rows.map((row) => row.orderKey);
  const states = async (): Promise<string[]> => {
    const [rows] = await read(store.db, sqlFor.selectFrom("outbox").select("state").orderBy("id"));
    return rows.map((row) => row.state);
  };

  it("gives out what is due, decisions first, and gives nothing out twice", async () => {
    await add(
      { orderKey: "a" },
      { orderKey: "b", lane: "decision" },
      { orderKey: "c", availableAt: later(1) },
    );
    const first = await take();
    expect(keys(first)).to.deep.equal(["b", "a"]);
    expect(first[0]).to.include({ lane: "decision", attempts: 0, maybeDone: false });
    expect(first[0]?.message).to.deep.equal({ says: "b" });
    expect(await take()).to.deep.equal([]);
    expect(keys(await take(later(1)))).to.deep.equal(["c"]);
  });

  it("gives out as many as were asked for", async () => {
    await add({ orderKey: "a" }, { orderKey: "b" }, { orderKey: "c" });
    expect(keys(await take(NOW, 2))).to.deep.equal(["a", "b"]);
    expect(keys(await take(NOW, 2))).to.deep.equal(["c"]);
  });

  it("gives out the next of a key only when the one before it is done", async () => {
    await add(
      { orderKey: "a", message: { n: 1 } },
      { orderKey: "a", lane: "decision", message: { n: 2 } },
    );
    const first = await takeOne();
    expect(first.message).to.deep.equal({ n: 1 });
    expect(await take()).to.deep.equal([]);
    await end(first, { kind: "again", note: "busy", at: later(SECOND_MS), maybeDone: false });
    expect(await take()).to.deep.equal([]);
    const again = await takeOne(later(SECOND_MS));
    expect(again).to.include({ id: first.id, attempts: 1 });
    await end(again, { kind: "done", state: "dead", note: "no" });
    expect((await takeOne()).message).to.deep.equal({ n: 2 });
  });

  it("shares rows among senders that claim together", async () => {
    await add(...Array.from({ length: 40 }, (_, n) => ({ orderKey: `k${n}` })));
    const claimed = await Promise.all(Array.from({ length: 4 }, () => take(NOW, 25)));
    const rest = await take();
    const all = [...claimed.flat(), ...rest].map((row) => row.id);
    expect(new Set(all).size).to.equal(40);
    expect(all).to.have.length(40);
  });

  it("gives out again what a sender left behind when its lease has run out, as perhaps done", async () => {
    await add({ orderKey: "a" });
    const dead = await takeOne();
    expect(await take(later(30 * SECOND_MS - 1))).to.deep.equal([]);
    const again = await takeOne(later(30 * SECOND_MS));
    expect(again).to.include({ id: dead.id, attempts: 1, maybeDone: true });
    await end(dead, { kind: "done", state: "dead", note: "late" });
    await end(dead, { kind: "untried", at: NOW });
    expect(await states()).to.deep.equal(["waiting"]);
    expect(await take()).to.deep.equal([]);
    await end(again, { kind: "done", state: "sent", note: undefined });
    expect(await states()).to.deep.equal(["sent"]);
  });

  it("remembers that a try may have worked, through later tries that did not", async () => {
    await add({ orderKey: "a" });
    await end(await takeOne(), { ...AGAIN, maybeDone: true });
    await end(await takeOne(), AGAIN);
    expect(await takeOne()).to.include({ attempts: 2, maybeDone: true });
  });

  it("ends many tries at once, each in its own way", async () => {
    await add(..."abcdef".split("").map((orderKey) => ({ orderKey })));
    const rows = await take();
    const endings: Ending[] = [
      { kind: "done", state: "sent", note: undefined },
      { kind: "done", state: "sent", note: "an earlier try had arrived" },
      { kind: "done", state: "superseded", note: "nobody waits for it" },
      AGAIN,
      { kind: "untried", at: NOW },
      { kind: "done", state: "sent", note: undefined },
    ];
    const settlements = rows.flatMap((row, n) => {
      const ending = endings[n];
      return ending === undefined ? [] : [{ row, ending }];
    });
    await settleAll(store.db, settlements, NOW);
    const all = ["sent", "sent", "superseded", "waiting", "waiting", "sent"];
    expect(await states()).to.deep.equal(all);
    expect(keys(await take())).to.deep.equal(["d", "e"]);
  });

  it("takes a row back untried", async () => {
    await add({ orderKey: "a" });
    await end(await takeOne(), { kind: "untried", at: later(MINUTE_MS) });
    expect(await take()).to.deep.equal([]);
    expect(await takeOne(later(MINUTE_MS))).to.include({ attempts: 0, maybeDone: false });
  });

  it("puts another message in a row's place, as new", async () => {
    await add({ orderKey: "a" }, { orderKey: "a", message: { says: "after" } });
    await end(await takeOne(), { ...AGAIN, maybeDone: true });
    await end(await takeOne(), { kind: "instead", message: { says: "instead" }, note: "why" });
    const row = await takeOne();
    expect(row).to.include({ attempts: 0, maybeDone: false });
    expect(row.message).to.deep.equal({ says: "instead" });
  });

  it("supersedes what nobody has begun to send, and nothing else", async () => {
    await add({ orderKey: "a" }, { orderKey: "b" }, { orderKey: "c" });
    const [a, b] = await take(NOW, 2);
    if (a === undefined || b === undefined) expect.fail("nothing was claimed");
    await end(b, AGAIN);
    await inTransaction(store.db, async (tx) => supersede(tx, ["a", "b", "c"], NOW));
    expect(await states()).to.deep.equal(["waiting", "waiting", "superseded"]);
  });

  it("keeps what a failed transaction added out", async () => {
    const failing = inTransaction(store.db, async (tx) => {
      addToOutbox(tx, [{ orderKey: "a", lane: "normal", message: {}, availableAt: NOW }], NOW);
      throw new Error("stop");
    });
    await failing.catch(() => undefined);
    expect(await states()).to.deep.equal([]);
  });

  it("says what it holds", async () => {
    await add(
      { orderKey: "a", availableAt: later(MINUTE_MS) },
      { orderKey: "a" },
      { orderKey: "b" },
    );
    const row = await takeOne();
    await end(row, { kind: "done", state: "dead", note: "x".repeat(1_000) });
    expect(await outboxState(store.db)).to.deep.equal({
      waiting: 2,
      dead: 1,
      quarantined: 0,
      oldestWaitingAt: NOW,
      nextAvailableAt: later(MINUTE_MS),
    });
  });
});
