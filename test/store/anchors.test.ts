import { expect } from "chai";
import { takeAnchor } from "../../src/actions/take-anchor.ts";
import { verifyAnchors, type AnchorFinding } from "../../src/actions/verify-anchors.ts";
import type { Anchor } from "../../src/domain/audit/anchor.ts";
import type { Decision } from "../../src/domain/approval/instance.ts";
import {
  headOf,
  linkAfter,
  NO_HEAD,
  type ChainHead,
} from "../../src/domain/audit/decision-chain.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import { createLog } from "../../src/lib/log.ts";
import { inTransaction, read, sqlFor } from "../../src/store/db.ts";
import { rowOfLink } from "../../src/store/decision-chain.ts";
import { buildBureau, buildDecision, november } from "../support/build.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";
import { setClock, type SetClock } from "../support/set-clock.ts";

describe("daily anchors", () => {
  let store: FreshStore;
  let clock: SetClock;
  const heads = new Map<number, ChainHead>();

  before(async () => {
    store = await freshStore("anchors");
  });

  after(() => store.close());

  beforeEach(async () => {
    await store.empty("decisions", "anchors", "anchor_heads", "outbox");
    heads.clear();
    clock = setClock("2026-11-24 08:17");
  });

  /** Somebody decides in a case. */
  async function decide(caseId: number, committedAt: Date): Promise<void> {
    const before = heads.get(caseId) ?? NO_HEAD;
    const decision: Decision = buildDecision({
      taskId: taskIdOf(caseId as CaseId, before.no + 1),
      committedAt,
    });
    const approvalId = approvalIdOf(caseId as CaseId, 1);
    const made = { decision, caseId: caseId as CaseId, approvalId, personalSalt: "salt" };
    const link = linkAfter(before, made);
    await inTransaction(store.db, async (tx) => {
      tx.write(sqlFor.insertInto("decisions").values(rowOfLink(link)));
    });
    heads.set(caseId, headOf(link));
  }

  function anchor(limit?: number): Promise<Anchor | undefined> {
    const { db } = store;
    const log = createLog("silent");
    const bare = {
      publicUrl: "",
      hasGroupRobot: true,
      alertSpreadMs: 0,
      attachmentLimits: { maxBytes: 1, maxCount: 1 },
      inboxKeepDays: 90,
    };
    const quiet = {
      signer: undefined,
      lookUpMember: undefined,
      nudge: () => undefined,
      countClockFault: () => undefined,
    };
    const deps = { db, clock, log, bureau: buildBureau(), ...bare, ...quiet };
    return takeAnchor({ ...deps, failpoint: async () => undefined }, limit);
  }

  async function headsUnder(no: number): Promise<string[]> {
    const query = sqlFor.selectFrom("anchor_heads").select(["case_id", "chain_no"]);
    const [rows] = await read(store.db, query.where("anchor_no", "=", no).orderBy("case_id"));
    return rows.map((row) => `${row.case_id}: ${row.chain_no}`);
  }

  async function findings(): Promise<AnchorFinding["kind"][]> {
    const kinds: AnchorFinding["kind"][] = [];
    await verifyAnchors(store, [], ({ kind }) => kinds.push(kind));
    return kinds;
  }

  it("hold only the chains that moved since the one before", async () => {
    await decide(1, november(23, "10:00"));
    await decide(2, november(23, "11:00"));
    await decide(2, november(23, "12:00"));
    expect(await anchor()).to.include({ no: 1, cases: 2, decisions: 3 });
    await decide(2, november(24, "10:00"));
    await decide(3, november(24, "11:00"));
    clock.set("2026-11-25 08:17");
    expect(await anchor()).to.include({ no: 2, cases: 3, decisions: 5 });
    expect(await headsUnder(1)).to.deep.equal(["1: 1", "2: 2"]);
    expect(await headsUnder(2)).to.deep.equal(["2: 3", "3: 1"]);
    expect(await findings()).to.deep.equal([]);
  });

  it("take up a decision that was committed a moment after its own time", async () => {
    await decide(1, november(24, "08:17"));
    await anchor();
    await decide(2, november(24, "08:16"));
    clock.set("2026-11-25 08:17");
    expect(await anchor()).to.include({ cases: 2, decisions: 2 });
    expect(await headsUnder(2)).to.deep.equal(["2: 1"]);
  });

  it("are several at once where there is much to catch up with, and only the last is told", async () => {
    for (let n = 0; n < 7; n += 1) await decide(1 + (n % 2), november(20, `10:0${n}`));
    expect(await anchor(3)).to.include({ no: 3, isPosted: true, cases: 2, decisions: 7 });
    const [messages] = await read(store.db, sqlFor.selectFrom("outbox").select("id"));
    expect(messages).to.have.length(1);
    expect(await findings()).to.deep.equal([]);
  });

  it("are taken once when two processes do it at the same time", async () => {
    await decide(1, november(23, "10:00"));
    const taken = await Promise.all([anchor(), anchor(), anchor()]);
    expect(taken.filter((one) => one !== undefined)).to.have.length(1);
    expect(await anchor()).to.equal(undefined);
  });

  it("stay in order when the clock was set back", async () => {
    await decide(1, november(24, "08:00"));
    await anchor();
    clock.set("2026-11-23 12:00");
    await decide(1, november(24, "07:30"));
    expect(await anchor()).to.include({ no: 2, decisions: 2 });
    expect(await findings()).to.deep.equal([]);
  });
});
