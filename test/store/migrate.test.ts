import { expect } from "chai";
import { change, closeDb, openDb, read, sqlFor, type Db } from "../../src/store/db.ts";
import { migrate, MigrationFailed } from "../../src/store/migrate.ts";
import { statement } from "../support/fresh-store.ts";
import { freshDatabase, type FreshDatabase } from "../support/services.ts";

const ALL = [
  "0001-init",
  "0002-modes",
  "0003-work-lists",
  "0004-anchors",
  "0005-acts",
  "0006-carry-over",
  "0007-leave",
  "0008-one-submitter-index",
  "0009-returns",
  "0010-added-signers",
  "0011-rules",
  "0012-talk",
  "0013-attachments",
  "0014-administrators",
  "0015-undo-and-vacancy",
  "0016-revocations",
];

const TABLES = [
  "acts",
  "anchor_heads",
  "anchors",
  "approval_nodes",
  "approvals",
  "attachments",
  "cards",
  "case_contacts",
  "cases",
  "copies",
  "decisions",
  "departures",
  "documents",
  "ended_sessions",
  "file_chunks",
  "file_contents",
  "fired_rungs",
  "flow_migrations",
  "flow_versions",
  "inbox",
  "leave_grants",
  "once_keys",
  "outbox",
  "own_phrases",
  "readings",
  "rule_samples",
  "rule_states",
  "sequences",
  "stages",
  "tasks",
  "ticks",
];

describe("migrations", () => {
  let database: FreshDatabase;
  let db: Db;
  beforeEach(async () => {
    database = await freshDatabase("migrate");
    db = openDb(database.mysqlUrl);
  });
  afterEach(async () => {
    await closeDb(db);
    await database.drop();
  });

  const tables = async (): Promise<string[]> => {
    const [rows] = await read(
      db,
      statement<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
      ),
    );
    return rows
      .map((row) => row.name)
      .filter((name) => !name.startsWith("kysely"))
      .toSorted();
  };

  it("make every table of an empty database", async () => {
    expect(await migrate(database.mysqlUrl)).to.deep.equal(ALL);
    expect(await tables()).to.deep.equal(TABLES);
  });

  it("do nothing to a database that is up to date, and keep its rows", async () => {
    await migrate(database.mysqlUrl);
    await change(db, sqlFor.insertInto("sequences").values({ name: "case", value: 7 }));
    expect(await migrate(database.mysqlUrl)).to.deep.equal([]);
    const [rows] = await read(db, sqlFor.selectFrom("sequences").selectAll());
    expect(rows).to.deep.equal([{ name: "case", value: 7 }]);
  });

  it("of a release that is newer stand in nobody's way: the one before starts on them", async () => {
    await migrate(database.mysqlUrl);
    const later = `INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2027')`;
    await change(db, statement(later));
    expect(await migrate(database.mysqlUrl)).to.deep.equal([]);
  });

  it("are made once when several processes start together", async () => {
    const made = await Promise.all([1, 2, 3].map(() => migrate(database.mysqlUrl)));
    expect(made.flat()).to.deep.equal(ALL);
  });

  it("compare identities byte by byte", async () => {
    await migrate(database.mysqlUrl);
    const [rows] = await read(
      db,
      statement<{ place: string; collation: string }>(
        `SELECT CONCAT(table_name, '.', column_name) AS place, collation_name AS collation
         FROM information_schema.columns
         WHERE table_schema = DATABASE() AND collation_name IS NOT NULL
           AND column_name REGEXP '(_id|_no|_by|_hash|_token|_key|userid|^id|holder|_manager)$'
           AND column_name NOT IN ('opened_by')`,
      ),
    );
    const loose = rows.filter((row) => row.collation !== "utf8mb4_bin").map((row) => row.place);
    expect(loose.filter((place) => !place.startsWith("kysely"))).to.deep.equal([]);
  });

  it("fail in words of their own when a table is in the way", async () => {
    await change(db, statement("CREATE TABLE cases (id INT)"));
    const fault = await migrate(database.mysqlUrl).then(
      () => expect.fail("nothing was thrown"),
      (error: unknown) => error,
    );
    expect(fault).to.be.instanceOf(MigrationFailed);
  });
});
