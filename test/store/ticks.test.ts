import { expect } from "chai";
import { closeDb, openDb } from "../../src/store/db.ts";
import { claimTick } from "../../src/store/ticks.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

const NINE = new Date("2026-03-04T09:00:00+08:00");
const LATER = new Date("2026-03-04T09:01:00+08:00");

describe("a tick", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("ticks");
  });
  after(() => store.close());
  beforeEach(() => store.empty("ticks"));

  it("is won by one process of many, at every moment anew", async () => {
    const others = [1, 2, 3].map(() => openDb(store.mysqlUrl, 2));
    for (const at of [NINE, LATER]) {
      const won = await Promise.all(others.map((db) => claimTick(db, "clocks", at)));
      expect(won.filter((each) => each)).to.deep.equal([true]);
    }
    await Promise.all(others.map((db) => closeDb(db)));
  });

  it("that is over is not won by a process that comes late", async () => {
    expect(await claimTick(store.db, "clocks", LATER)).to.equal(true);
    expect(await claimTick(store.db, "clocks", NINE)).to.equal(false);
  });

  it("of one job has nothing to do with that of another", async () => {
    expect(await claimTick(store.db, "clocks", NINE)).to.equal(true);
    expect(await claimTick(store.db, "digest", NINE)).to.equal(true);
  });
});
