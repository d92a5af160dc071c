import { expect } from "chai";
import { clearFaults } from "../../src/simulator/control/set-faults.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { approve, isPressable, pressOnly, shownText, textsOf } from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  fault,
  forgePress,
  freshCase,
  keyOn,
  textsDuring,
} from "../support/presses.ts";
import { checkTruth, everythingSent } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const HOUR_MS = 3_600_000;

interface Disturbance {
  words: string;
  kind: string;
  times?: number;
  delayMs?: number;
}

/** What may happen to a call, from harmless to ambiguous. */
const DISTURBANCES: readonly Disturbance[] = [
  { words: "is busy three times (-1)", kind: "-1", times: 3 },
  { words: "is busy for long (-1)", kind: "-1", times: 6 },
  { words: "says that it is called too often (45009)", kind: "45009" },
  { words: "is behind a broken gateway (502)", kind: "http-502", times: 4 },
  { words: "forgets our token (40014)", kind: "40014" },
  { words: "lets our token expire (42001), twice", kind: "42001", times: 2 },
  { words: "cuts the connection before it does anything", kind: "reset-before", times: 2 },
  { words: "does it and cuts the connection", kind: "reset-after", times: 2 },
  { words: "does it and answers half a JSON", kind: "malformed", times: 2 },
  { words: "is slow", kind: "slow", times: 3, delayMs: 300 },
];

describe("the chat server misbehaves", () => {
  const world = worldForAll();

  afterEach(() => clearFaults(world.simulator.world, { clear: true }));

  /** Zhang submits, Li agrees; everything has left in the end. */
  async function submitAndAgree(): Promise<string> {
    const caseNo = await freshCase(world);
    await everythingSent(world);
    await pressOnly(world, "liting", { button: "同意" });
    await everythingSent(world);
    return caseNo;
  }

  function expectEverythingOnce(caseNo: string): void {
    expect(cardsAbout(world, "liting", caseNo)).to.have.length(1);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("已同意");
    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
      expect(isPressable(world, cardAbout(world, userid, caseNo)), userid).to.equal(true);
    }
    const started = textsOf(world, "zhangwei").filter((text) => text.includes(caseNo));
    expect(started, "Zhang is told once").to.have.length(1);
  }

  for (const api of ["message/send", "message/update_template_card", "gettoken"]) {
    for (const { words, ...how } of DISTURBANCES) {
      it(`${api} ${words}: everything arrives, once`, async () => {
        if (api === "gettoken") world.clock.advanceMs(3 * HOUR_MS);
        fault(world, { api, ...how });

        const caseNo = await submitAndAgree();

        expect(world.simulator.world.faults[0]?.hits, "the fault must have happened").above(0);
        expectEverythingOnce(caseNo);
        await checkTruth(world);
      });
    }
  }

  it("an update that timed out after it was done is not repeated in words (60140 means done)", async () => {
    const caseNo = await freshCase(world);
    fault(world, { api: "message/update_template_card", kind: "reset-after" });

    const words = await textsDuring(world, "liting", async () => {
      await pressOnly(world, "liting", { button: "同意" });
      await everythingSent(world);
    });

    expect(words).to.deep.equal([]);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("已同意");
    await checkTruth(world);
  });

  it("no answer at all to a card that arrived (timeout): it comes once", async () => {
    fault(world, { api: "message/send", kind: "timeout-after", userid: "liting" });

    const caseNo = await submitAndAgree();

    expectEverythingOnce(caseNo);
    await checkTruth(world);
  });

  it("a card whose update code never arrived: the press corrects it", async () => {
    world.simulator.world.behaviour = {
      ...world.simulator.world.behaviour,
      duplicateReturnsCode: false,
    };
    fault(world, { api: "message/send", kind: "reset-after", userid: "liting" });

    const caseNo = await submitAndAgree();

    expectEverythingOnce(caseNo);
    await checkTruth(world);
  });

  it("no answer to the send of a card for as long as it lasts: a press on it proves that it came, and shows on it", async () => {
    fault(world, { api: "message/send", kind: "reset-after", userid: "liting", times: 0 });
    const caseNo = await freshCase(world);

    await pressOnly(world, "liting", { button: "同意" });
    await settle(world);

    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("已同意");
    clearFaults(world.simulator.world, { clear: true });
    await everythingSent(world);
    expectEverythingOnce(caseNo);
    await checkTruth(world);
  });

  it("somebody presses again and again while no card can be changed: one answer waits, and is shown in the end", async () => {
    const caseNo = await freshCase(world);
    const api = "message/update_template_card";
    fault(world, { api, kind: "http-502", times: 0 });
    const card = cardAbout(world, "liting", caseNo);

    for (let press = 0; press < 5; press += 1) {
      world.clock.advanceMs(1_000);
      await forgePress(world, { userid: "liting", card, key: keyOn(card, "退回") });
    }

    const { db } = world.app.deps;
    const [waiting] = await read(
      db,
      sqlFor
        .selectFrom("outbox")
        .select("id")
        .where("order_key", "=", card.taskId)
        .where("state", "=", "waiting"),
    );
    expect(waiting).to.have.length.at.most(2);
    clearFaults(world.simulator.world, { clear: true });
    await everythingSent(world);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("退回须说明理由");
    await checkTruth(world);
  });

  it("down for ten hours: no press is lost, and in the morning every card and every outcome is there", async () => {
    const caseNo = await freshCase(world);
    fault(world, { api: "*", kind: "http-502", times: 0 });

    await pressOnly(world, "liting", { button: "同意" });
    for (let hour = 0; hour < 10; hour += 1) {
      for (let turn = 0; turn < 12; turn += 1) {
        world.clock.advanceMs(HOUR_MS / 12);
        await settle(world);
      }
    }
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    clearFaults(world.simulator.world, { clear: true });
    await everythingSent(world);

    expectEverythingOnce(caseNo);
    await checkTruth(world);
  });

  it("refuses our address (60020): said loudly, nothing is lost, everything leaves when it is listed", async () => {
    fault(world, { api: "*", kind: "60020", times: 3 });

    const caseNo = await submitAndAgree();

    expectEverythingOnce(caseNo);
    expect(world.logLines.join("")).to.include("outbox.paused-credentials");
    await checkTruth(world, { errors: /outbox\.paused-credentials/ });
    world.logLines.length = 0;
  });

  it("a person who cannot be reached (81013): the others get theirs, and it is said", async () => {
    fault(world, { api: "message/send", kind: "81013", userid: "zhangwei" });

    const caseNo = await freshCase(world);
    await approve(world, "liting");

    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
    }
    await checkTruth(world, { dead: 1, errors: /outbox\.dead.*|81013/ });
  });
});
