import { expect } from "chai";
import { cleanUp, type CleanUpDeps } from "../../src/actions/clean-up.ts";
import { DAY_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { change, read, sqlFor } from "../../src/store/db.ts";
import { sha256Hex as sha256Of } from "../../src/lib/hash.ts";
import { addChunk, beginContent, readContent } from "../../src/store/file-contents.ts";
import { endSession, isSessionEnded } from "../../src/store/ended-sessions.ts";
import { staff } from "../support/build.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";
import { setClock, type SetClock } from "../support/set-clock.ts";

const START = "2026-03-04 10:00";
const EVERY_STATE = ["sent", "superseded", "merged", "dropped", "dead", "quarantined", "waiting"];

describe("the daily clean-up", () => {
  let store: FreshStore;
  let clock: SetClock;
  let deps: CleanUpDeps;
  before(async () => {
    store = await freshStore("clean_up");
  });
  after(() => store.close());
  beforeEach(async () => {
    await store.empty(
      "inbox",
      "outbox",
      "once_keys",
      "attachments",
      "file_contents",
      "file_chunks",
    );
    clock = setClock(START);
    deps = { db: store.db, clock, log: createLog("silent"), inboxKeepDays: 90 };
  });

  const addEvents = (...keys: string[]) =>
    change(
      store.db,
      sqlFor.insertInto("inbox").values(
        keys.map((event_key) => ({
          event_key,
          kind: "press",
          from_userid: "li",
          received_at: clock.now(),
          result: "done",
          code: "approve",
        })),
      ),
    );
  const addOnceKey = (once_key: string) =>
    change(
      store.db,
      sqlFor.insertInto("once_keys").values({
        api_key_name: "mis",
        once_key,
        request_hash: "0".repeat(64),
        response: "{}",
        created_at: clock.now(),
      }),
    );
  const addMessages = (states: readonly string[], { lane = 1, doneAfterMs = 0 } = {}) =>
    change(
      store.db,
      sqlFor.insertInto("outbox").values(
        states.map((state) => ({
          order_key: "to:li",
          lane,
          message: "{}",
          state,
          attempts: 1,
          maybe_done: 0,
          available_at: clock.now(),
          created_at: clock.now(),
          done_at: state === "waiting" ? null : new Date(clock.now().getTime() + doneAfterMs),
        })),
      ),
    );
  const addContent = async (text: string, sha256: string | null) => {
    await beginContent(store.db, text.padEnd(24, "-"), clock.now());
    const bytes = Buffer.from(text);
    await addChunk(store.db, { contentId: text.padEnd(24, "-"), chunkNo: 0, bytes });
    await change(
      store.db,
      sqlFor.updateTable("file_contents").set({ sha256 }).where("id", "=", text.padEnd(24, "-")),
    );
  };
  /** A file with its own name as bytes, or with bytes that are there already. */
  const addFile = async (
    name: string,
    { attachedAt, sha256 }: { attachedAt: Date | null; sha256?: string },
  ) => {
    if (sha256 === undefined) await addContent(name, sha256Of(name));
    await change(
      store.db,
      sqlFor.insertInto("attachments").values({
        id: name,
        case_id: 1,
        sha256: sha256Of(sha256 ?? name),
        type: "application/pdf",
        size_bytes: name.length,
        name,
        uploaded_by: "zhangwei",
        channel: "page",
        once_key: null,
        uploaded_at: clock.now(),
        attached_at: attachedAt,
      }),
    );
  };
  const contentsLeft = async () => {
    const [rows] = await read(store.db, sqlFor.selectFrom("file_contents").select("id"));
    return rows.map(({ id }) => id.replace(/-+$/, ""));
  };
  const statesLeft = async () => {
    const [rows] = await read(store.db, sqlFor.selectFrom("outbox").select("state").orderBy("id"));
    return rows.map(({ state }) => state);
  };
  const countOf = async (table: "inbox" | "once_keys") => {
    const query = sqlFor.selectFrom(table).select(({ fn }) => fn.countAll<number>().as("count"));
    const [rows] = await read(store.db, query);
    return Number(rows[0]?.count);
  };

  it("forgets an event after the days that are set, and not a moment before", async () => {
    await addEvents("old");
    clock.advanceMs(90 * DAY_MS);
    expect(await cleanUp(deps)).to.equal(0);
    clock.advanceMs(1);
    await addEvents("new");
    expect(await cleanUp({ ...deps, inboxKeepDays: 91 })).to.equal(0);
    expect(await cleanUp(deps)).to.equal(1);
    expect(await countOf("inbox")).to.equal(1);
  });

  it("forgets messages that are done with after 30 days, of both lanes; never those nobody has got", async () => {
    await addMessages(EVERY_STATE);
    await addMessages(["sent"], { lane: 0 });
    clock.advanceMs(30 * DAY_MS);
    await addMessages(["sent"]);
    expect(await cleanUp(deps)).to.equal(0);
    clock.advanceMs(1);
    expect(await cleanUp(deps)).to.equal(5);
    expect(await statesLeft()).to.deep.equal(["dead", "quarantined", "waiting", "sent"]);
  });

  it("counts from the end of a message, however long it waited", async () => {
    await addMessages(["sent"], { doneAfterMs: 2 * DAY_MS });
    clock.advanceMs(31 * DAY_MS);
    expect(await cleanUp(deps)).to.equal(0);
    clock.advanceMs(DAY_MS + SECOND_MS);
    expect(await cleanUp(deps)).to.equal(1);
  });

  it("forgets idempotency keys after 30 days", async () => {
    await addOnceKey("a");
    clock.advanceMs(30 * DAY_MS);
    await addOnceKey("b");
    expect(await cleanUp(deps)).to.equal(0);
    clock.advanceMs(1);
    expect(await cleanUp(deps)).to.equal(1);
    expect(await countOf("once_keys")).to.equal(1);
  });

  it("forgets an ended login once it would be over by itself", async () => {
    const until = new Date(clock.now().getTime() + SECOND_MS);
    await endSession(store.db, { id: "a".repeat(24), until });
    await endSession(store.db, { id: "a".repeat(24), until });
    expect(await cleanUp(deps)).to.equal(0);
    const session = { id: "a".repeat(24), userid: staff("liting") };
    expect(await isSessionEnded(store.db, session)).to.equal(true);
    clock.advanceMs(SECOND_MS + 1);
    expect(await cleanUp(deps)).to.equal(1);
    expect(await isSessionEnded(store.db, session)).to.equal(false);
  });

  it("forgets files that no submission named after 7 days, and bytes that no file needs", async () => {
    await addFile("waiting", { attachedAt: null });
    await addFile("attached", { attachedAt: clock.now() });
    await addContent("broken-off", null);
    clock.advanceMs(DAY_MS + 1);
    await addContent("coming-in", null);
    expect(await cleanUp(deps), "what broke off").to.equal(1);
    clock.advanceMs(6 * DAY_MS);
    await addFile("same-bytes", { attachedAt: null, sha256: "attached" });
    expect(await cleanUp(deps), "the file, its bytes, and what has broken off since").to.equal(3);
    expect(await contentsLeft()).to.deep.equal(["attached"]);
    const bytes: Buffer[] = [];
    for await (const chunk of readContent(store.db, sha256Of("attached"))) bytes.push(chunk);
    expect(Buffer.concat(bytes).toString()).to.equal("attached");
  });

  it("bytes that are not what they were are never handed out whole", async () => {
    await addContent("changed", sha256Of("as it was"));
    let fault: unknown;
    try {
      for await (const chunk of readContent(store.db, sha256Of("as it was"))) {
        expect.fail(`${chunk.length} bytes were handed out`);
      }
    } catch (error) {
      fault = error;
    }
    expect(fault).to.have.property("code", "content-damaged");
  });

  it("deletes more than one statement takes", async () => {
    await addEvents(...Array.from({ length: 2_001 }, (_, n) => `key ${n}`));
    await addMessages(Array.from({ length: 1_500 }, () => "sent"));
    clock.advanceMs(91 * DAY_MS);
    expect(await cleanUp(deps)).to.equal(3_501);
    expect(await countOf("inbox")).to.equal(0);
    expect(await statesLeft()).to.deep.equal([]);
  });
});
