import { expect } from "chai";
import { inTransaction, read, sqlFor } from "../../src/store/db.ts";
import { storedAnswer, remember, type StoredAnswer } from "../../src/store/inbox.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

const KEY = "k".repeat(64);
const EVENT = {
  eventKey: KEY,
  kind: "card-pressed",
  from: "li",
  receivedAt: new Date("2026-03-04T02:00:00Z"),
};

describe("the inbox", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("inbox");
  });
  after(() => store.close());
  beforeEach(() => store.empty("inbox"));

  const handle = (answer: StoredAnswer): Promise<StoredAnswer> =>
    inTransaction(store.db, async (tx) => {
      const before = await storedAnswer(tx, KEY);
      if (before !== undefined) return before;
      remember(tx, EVENT, answer);
      return answer;
    });

  it("knows nothing of an event that it has not seen", async () => {
    expect(await inTransaction(store.db, (tx) => storedAnswer(tx, KEY))).to.equal(undefined);
  });

  it("gives the first answer again to the same event", async () => {
    await handle({ result: "decided", code: "approve" });
    expect(await handle({ result: "refused", code: "late" })).to.deep.equal({
      result: "decided",
      code: "approve",
    });
  });

  it("takes in one of many equal events that come together, and all get its answer", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => handle({ result: "decided", code: `try-${n}` })),
    );
    expect(new Set(answers.map((answer) => answer.code)).size).to.equal(1);
    const [rows] = await read(store.db, sqlFor.selectFrom("inbox").select("code"));
    expect(rows.map((row) => row.code)).to.deep.equal([answers[0]?.code]);
  });

  it("forgets an event whose transaction failed", async () => {
    const failing = inTransaction(store.db, async (tx) => {
      remember(tx, EVENT, { result: "decided", code: "approve" });
      throw new Error("stop");
    });
    await failing.catch(() => undefined);
    expect(await inTransaction(store.db, (tx) => storedAnswer(tx, KEY))).to.equal(undefined);
  });

  it("tells keys apart that differ in case only", async () => {
    await handle({ result: "decided", code: "approve" });
    const other = await inTransaction(store.db, (tx) => storedAnswer(tx, KEY.toUpperCase()));
    expect(other).to.equal(undefined);
  });
});
