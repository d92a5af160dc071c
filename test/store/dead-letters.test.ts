import { expect } from "chai";
import { change, inTransaction, read, sqlFor } from "../../src/store/db.ts";
import { deadIds, dropRow, listOutbox, replayRow } from "../../src/store/dead-letters.ts";
import { addToOutbox, claim } from "../../src/store/outbox.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

const NOW = new Date("2026-03-04T02:00:00Z");
const LATER = new Date("2026-03-04T09:00:00Z");

describe("dead letters", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("dead_letters");
  });
  after(() => store.close());
  beforeEach(() => store.empty("outbox", "cards", "tasks"));

  const add = async (
    state: string,
    { key = "to:li", kind = "send-text" } = {},
  ): Promise<number> => {
    const row = { orderKey: key, lane: "normal" as const, message: { kind }, availableAt: NOW };
    await inTransaction(store.db, async (tx) => addToOutbox(tx, [row], NOW));
    const id = await newestId();
    await change(
      store.db,
      sqlFor
        .updateTable("outbox")
        .set({ state, attempts: 10, maybe_done: 1, last_error: "no way", done_at: NOW })
        .where("id", "=", id),
    );
    return id;
  };
  const newestId = async (): Promise<number> => {
    const [rows] = await read(
      store.db,
      sqlFor.selectFrom("outbox").select("id").orderBy("id", "desc"),
    );
    return rows[0]?.id ?? 0;
  };
  const rowOf = async (id: number) => {
    const query = sqlFor.selectFrom("outbox").selectAll().where("id", "=", id);
    const [rows] = await read(store.db, query);
    return rows[0];
  };
  const addCard = async (status: string): Promise<string> => {
    await change(
      store.db,
      sqlFor.insertInto("tasks").values({
        id: "T1-1",
        case_id: 1,
        approval_id: "A1-1",
        round: 1,
        node_id: "n",
        seat_no: 1,
        task_no: 1,
        holder: "li",
        label: "部门",
        status,
        opened_at: NOW,
        due_at: NOW,
      }),
    );
    await change(
      store.db,
      sqlFor.insertInto("cards").values({
        id: "T1-1@1",
        task_id: "T1-1",
        case_id: 1,
        to_userid: "li",
        made_at: NOW,
        shown_hash: "0".repeat(64),
      }),
    );
    return "T1-1@1";
  };

  it("are listed newest first, with the number of all", async () => {
    const ids = [await add("dead"), await add("sent"), await add("dead"), await add("dead")];
    const { rows, total } = await listOutbox(store.db, { state: "dead", limit: 2 });
    expect(rows.map(({ id }) => id)).to.deep.equal([ids[3], ids[2]]);
    expect(total).to.equal(3);
    expect(rows[0]).to.deep.include({ orderKey: "to:li", note: "no way", attempts: 10 });
    expect(await deadIds(store.db)).to.deep.equal([ids[0], ids[2], ids[3]]);
  });

  for (const state of ["dead", "quarantined"]) {
    it(`${state}: sent again with all tries before it, and what may have arrived stays known`, async () => {
      const id = await add(state);
      expect(await replayRow(store.db, id, LATER)).to.equal("replayed");
      expect(await claim(store.db, { now: NOW, limit: 9, leaseMs: 1_000 })).to.deep.equal([]);
      const [claimed] = await claim(store.db, { now: LATER, limit: 9, leaseMs: 1_000 });
      expect(claimed).to.deep.include({ id, attempts: 0, maybeDone: true });
      expect(await rowOf(id)).to.deep.include({ done_at: null });
    });
  }

  for (const state of ["waiting", "sent", "superseded", "merged", "dropped"]) {
    it(`${state}: is no dead letter and stays as it is`, async () => {
      const id = await add(state);
      expect(await replayRow(store.db, id, LATER)).to.equal("not-at-rest");
      const drop = { reason: "x", by: "cli:li", at: LATER };
      expect(await dropRow(store.db, id, drop)).to.equal("not-at-rest");
      expect(await rowOf(id)).to.deep.include({ state, last_error: "no way", available_at: NOW });
    });
  }

  it("that are not there are named", async () => {
    expect(await replayRow(store.db, 4711, NOW)).to.equal("not-found");
    const drop = { reason: "x", by: "cli:li", at: NOW };
    expect(await dropRow(store.db, 4711, drop)).to.equal("not-found");
  });

  it("a card that asks is sent again while its task is open, and never after it has ended", async () => {
    const key = await addCard("pending");
    const id = await add("dead", { key, kind: "send-card" });
    expect(await replayRow(store.db, id, LATER)).to.equal("replayed");
    await change(store.db, sqlFor.updateTable("tasks").set({ status: "done" }));
    const old = await add("dead", { key, kind: "send-card" });
    expect(await replayRow(store.db, old, LATER)).to.equal("overtaken");
    expect(await rowOf(old)).to.deep.include({ state: "dead" });
  });

  it("an older face of a card does not come back over a newer one", async () => {
    const key = await addCard("done");
    const older = await add("dead", { key, kind: "update-card" });
    await add("sent", { key, kind: "update-card" });
    const newest = await add("dead", { key, kind: "update-card" });
    expect(await replayRow(store.db, older, LATER)).to.equal("overtaken");
    expect(await replayRow(store.db, newest, LATER)).to.equal("replayed");
  });

  it("that are dropped keep who dropped them and why, and why they were given up", async () => {
    const id = await add("dead");
    const drop = { reason: "收件人已离职", by: "cli:wang", at: LATER };
    expect(await dropRow(store.db, id, drop)).to.equal("dropped");
    expect(await rowOf(id)).to.deep.include({
      state: "dropped",
      last_error: "cli:wang: 收件人已离职 | no way",
      done_at: LATER,
    });
  });

  it("with long reasons are cut to what a row holds", async () => {
    const id = await add("dead");
    await change(store.db, sqlFor.updateTable("outbox").set({ last_error: "长".repeat(300) }));
    await dropRow(store.db, id, { reason: "因".repeat(100), by: "cli:wang", at: LATER });
    expect((await rowOf(id))?.last_error).to.have.length(300);
  });
});
