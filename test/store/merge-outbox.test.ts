import { expect } from "chai";
import { change, inTransaction, read, sqlFor } from "../../src/store/db.ts";
import { mergeTail, type QueuedRow } from "../../src/store/merge-outbox.ts";
import { addToOutbox, claim, type OutboxRow } from "../../src/store/outbox.ts";
import { settleAll } from "../../src/store/settle.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

const NOW = new Date("2026-03-04T02:00:00Z");
const LATER = new Date("2026-03-04T02:01:00Z");

describe("merging rows of the outbox", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("merge_outbox");
  });
  after(() => store.close());
  beforeEach(() => store.empty("outbox"));

  const add = (...keys: string[]): Promise<void> =>
    inTransaction(store.db, async (tx) =>
      addToOutbox(
        tx,
        keys.map((orderKey, n) => ({
          orderKey,
          lane: "normal" as const,
          message: { n },
          availableAt: NOW,
        })),
        NOW,
      ),
    );
  const takeFirst = async (): Promise<OutboxRow> => {
    const [row] = await claim(store.db, { now: NOW, limit: 1, leaseMs: 30_000 });
    return row ?? expect.fail("nothing was claimed");
  };
  const mergeAll = (
    row: OutboxRow,
    seen: (queue: readonly QueuedRow[]) => void = () => undefined,
  ) =>
    mergeTail(store.db, row, {
      at: NOW,
      availableAt: LATER,
      merge: (queue) => {
        seen(queue);
        return { count: queue.length, message: { all: queue.length } };
      },
    });
  const rows = async () => {
    const [found] = await read(store.db, sqlFor.selectFrom("outbox").selectAll().orderBy("id"));
    return found;
  };

  it("puts one row in the place of all, under their key, no younger than the oldest of them", async () => {
    await add("a", "b", "a", "a");
    const merged = await mergeAll(await takeFirst());
    expect(merged).to.have.length(3);
    const found = await rows();
    expect(found.map((row) => row.state)).to.deep.equal([
      "merged",
      "waiting",
      "merged",
      "merged",
      "waiting",
    ]);
    expect(found[0]).to.deep.include({ claim_token: null, attempts: 0, done_at: NOW });
    expect(found[4]).to.deep.include({
      order_key: "a",
      message: { all: 3 },
      available_at: LATER,
      created_at: NOW,
      attempts: 0,
    });
  });

  it("is told which rows were tried before; the claim itself is no try", async () => {
    await add("a", "a");
    const row = await takeFirst();
    let untried: boolean[] = [];
    await mergeAll(row, (queue) => {
      untried = queue.map(({ isUntried }) => isUntried);
    });
    expect(untried).to.deep.equal([true, true]);
    await store.empty("outbox");
    await add("a", "a");
    await change(store.db, sqlFor.updateTable("outbox").set({ maybe_done: 1 }));
    await mergeAll(await takeFirst(), (queue) => {
      untried = queue.map(({ isUntried }) => isUntried);
    });
    expect(untried).to.deep.equal([false, false]);
  });

  it("does nothing when the claim was given back meanwhile", async () => {
    await add("a", "a", "a");
    const row = await takeFirst();
    await settleAll(store.db, [{ row, ending: { kind: "untried", at: NOW } }], NOW);
    expect(await mergeAll(row)).to.deep.equal([]);
    expect((await rows()).map(({ state }) => state)).to.deep.equal([
      "waiting",
      "waiting",
      "waiting",
    ]);
  });

  it("does nothing when a row of the key is in the hands of another sender", async () => {
    await add("a", "a", "a");
    const row = await takeFirst();
    const others = sqlFor.updateTable("outbox").set({ claim_token: "another" });
    await change(store.db, others.where("id", ">", row.id).limit(1));
    expect(await mergeAll(row)).to.deep.equal([]);
    expect((await rows()).map(({ state }) => state)).to.deep.equal([
      "waiting",
      "waiting",
      "waiting",
    ]);
  });

  it("a row that is written meanwhile is merged or waits, and is never lost", async () => {
    await add("a", "a");
    const row = await takeFirst();
    const both = await Promise.all([mergeAll(row), add("a"), add("a")]);
    const states = (await rows()).map(({ state }) => state);
    expect(states.filter((state) => state === "merged")).to.have.length(both[0].length);
    expect(states.filter((state) => state === "waiting")).to.have.length(1 + 4 - both[0].length);
  });
});
