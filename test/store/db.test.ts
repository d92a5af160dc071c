import { expect } from "chai";
import {
  change,
  closeDb,
  DatabaseAway,
  inTransaction,
  openDb,
  ping,
  read,
  sqlFor,
  type Db,
  type Tx,
} from "../../src/store/db.ts";
import { countMysqlCommands } from "../support/mysql-commands.ts";
import { openTcpProxy } from "../support/tcp-proxy.ts";
import { createSignal, freshStore, statement, type FreshStore } from "../support/fresh-store.ts";

const AT = new Date("2026-03-04T02:03:04.567Z");

describe("the database", () => {
  let store: FreshStore;
  let db: Db;
  before(async () => {
    store = await freshStore("db");
    db = store.db;
  });
  after(() => store.close());
  beforeEach(() => store.empty("ticks", "sequences", "outbox"));

  const ticks = async (): Promise<string[]> => {
    const [rows] = await read(db, sqlFor.selectFrom("ticks").select("name").orderBy("name"));
    return rows.map((row) => row.name);
  };
  const insertTick = (name: string) => sqlFor.insertInto("ticks").values({ name, last_at: AT });
  const faultOf = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => expect.fail("nothing was thrown"),
      (fault: unknown) => fault,
    );

  it("gives instants back as they were written, to the millisecond, whatever the server's zone", async () => {
    await change(db, insertTick("a"));
    const [rows, zone] = await read(
      db,
      sqlFor.selectFrom("ticks").select("last_at"),
      statement<{ text: string }>("SELECT CAST(last_at AS CHAR) AS text FROM ticks"),
    );
    expect(rows[0]?.last_at).to.deep.equal(AT);
    expect(zone[0]?.text).to.equal("2026-03-04 02:03:04.567");
  });

  it("gives JSON back as it was written", async () => {
    const message = {
      kind: "send-text",
      content: "供电方案 “35 kV” \\ 'x' 😀",
      nested: { n: 1.5 },
    };
    await change(
      db,
      sqlFor.insertInto("outbox").values({
        order_key: "k",
        lane: 1,
        message: JSON.stringify(message),
        state: "waiting",
        attempts: 0,
        maybe_done: 0,
        available_at: AT,
        created_at: AT,
      }),
    );
    const [rows] = await read(db, sqlFor.selectFrom("outbox").select("message"));
    expect(rows[0]?.message).to.deep.equal(message);
  });

  it("keeps what looks like SQL as text", async () => {
    const name = "a'; DROP TABLE ticks; --";
    await change(db, insertTick(name));
    expect(await ticks()).to.deep.equal([name]);
  });

  it("reads at READ COMMITTED on every connection", async () => {
    const other = openDb(store.mysqlUrl);
    const levels = await read(
      other,
      statement<{ Value: string }>(
        "SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')",
      ),
    );
    expect(new Set(levels[0].map((row) => row.Value))).to.deep.equal(new Set(["READ-COMMITTED"]));
    await closeDb(other);
  });

  it("sends reads that are asked for in one turn together, in their order, each its own rows back", async () => {
    const commands = countMysqlCommands();
    const proxy = await openTcpProxy(store.mysqlUrl, commands.watch);
    const far = openDb(proxy.through(store.mysqlUrl));
    await change(db, insertTick("a"));
    const names = sqlFor.selectFrom("ticks").select("name");
    const answers = await inTransaction(far, (tx) =>
      Promise.all([
        tx.read(statement<{ one: number }>("SELECT @turn := 1 AS one")),
        tx.read(names, statement<{ two: number }>("SELECT @turn + 1 AS two")),
        tx.read(statement<{ three: number }>("SELECT @turn + 2 AS three")),
      ]),
    );
    // The reads, and the commit.
    expect(commands.total()).to.equal(2);
    await closeDb(far);
    await proxy.close();
    expect(answers).to.deep.equal([
      [[{ one: 1 }]],
      [[{ name: "a" }], [{ two: 2 }]],
      [[{ three: 3 }]],
    ]);
  });

  it("commits the writes of a transaction together", async () => {
    await inTransaction(db, async (tx) => {
      tx.write(insertTick("a"), insertTick("b"));
      expect(await ticks()).to.deep.equal([]);
    });
    expect(await ticks()).to.deep.equal(["a", "b"]);
  });

  it("leaves nothing of a transaction whose work throws, or whose second statement fails", async () => {
    const fault = new Error("stop");
    const thrown = inTransaction(db, async (tx) => {
      tx.write(insertTick("a"));
      throw fault;
    });
    expect(await faultOf(thrown)).to.equal(fault);
    await faultOf(
      inTransaction(db, async (tx) =>
        tx.write(insertTick("b"), statement("INSERT INTO nowhere VALUES (1)")),
      ),
    );
    expect(await ticks()).to.deep.equal([]);
  });

  it("decides anew when another transaction inserted the same key first", async () => {
    let runs = 0;
    const result = await inTransaction(db, async (tx) => {
      runs += 1;
      const [rows] = await tx.read(sqlFor.selectFrom("ticks").select("name"));
      if (rows.length > 0) return "seen";
      await change(db, insertTick("a"));
      tx.write(insertTick("a"));
      return "inserted";
    });
    expect(result).to.equal("seen");
    expect(runs).to.equal(2);
  });

  it("gives up on a key that stays taken", async () => {
    await change(db, insertTick("a"));
    let runs = 0;
    const fault = await faultOf(
      inTransaction(db, async (tx) => {
        runs += 1;
        tx.write(insertTick("a"));
      }),
    );
    expect(fault).to.have.property("errno", 1062);
    expect(runs).to.equal(4);
  });

  it("repeats the loser of a deadlock", async () => {
    await change(db, insertTick("a"));
    await change(db, insertTick("b"));
    const lock = (tx: Tx, name: string) =>
      tx.read(sqlFor.selectFrom("ticks").select("name").where("name", "=", name).forUpdate());
    const [hasA, hasB] = [createSignal(), createSignal()];
    let runs = 0;
    const one = inTransaction(db, async (tx) => {
      runs += 1;
      await lock(tx, "a");
      hasA.give();
      await hasB.given;
      await lock(tx, "b");
    });
    const two = inTransaction(db, async (tx) => {
      runs += 1;
      await lock(tx, "b");
      hasB.give();
      await hasA.given;
      await lock(tx, "a");
    });
    await Promise.all([one, two]);
    expect(runs).to.equal(3);
  });

  it("says that MySQL is away when a connection is cut, and works again on the next one", async () => {
    const fault = await faultOf(
      inTransaction(db, async (tx) => {
        tx.write(insertTick("a"));
        const [rows] = await tx.read(statement<{ id: number }>("SELECT CONNECTION_ID() AS id"));
        await change(db, statement(`KILL ${rows[0]?.id ?? 0}`));
      }),
    );
    expect(fault).to.be.instanceOf(DatabaseAway);
    expect(await ticks()).to.deep.equal([]);
  });

  it("says that MySQL is away when nobody listens", async () => {
    const nowhere = openDb("mysql://nobody@127.0.0.1:1/none");
    expect(await ping(nowhere)).to.equal(false);
    expect(await faultOf(change(nowhere, insertTick("a")))).to.be.instanceOf(DatabaseAway);
    expect(await faultOf(inTransaction(nowhere, async () => undefined))).to.be.instanceOf(
      DatabaseAway,
    );
    expect(await ping(db)).to.equal(true);
    await closeDb(nowhere);
  });

  it("lets nobody write without a transaction", () => {
    const write = (given: Tx): void => given.write(insertTick("a"));
    // @ts-expect-error a pool is not a transaction
    expect(() => write(db)).to.throw(TypeError);
  });
});
