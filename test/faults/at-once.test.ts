import { expect } from "chai";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { callbackConfig, envelopeXml, seal, sealedUrl } from "../../src/simulator/callback/seal.ts";
import {
  approve,
  cardsOf,
  giveBack,
  pressOnly,
  shownText,
  textsOf,
  isPressable,
} from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  fault,
  forgePress,
  freshCase,
  keyOn,
  pressAt,
  submitSecondVersion,
  textsDuring,
} from "../support/presses.ts";
import { AGENT_ID, callInstance, openWorld, settle, type World } from "../support/world.ts";
import { cell, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";
import { holdCase } from "../support/row-lock.ts";

const POINTS = ["accepted", "decrypted", "locked", "before-commit", "after-commit"];
const SENDING = ["claimed", "before-send", "after-send"];

describe("the same press several times, several presses at once", () => {
  let world: World;
  /** Where the next pass throws. */
  let throwsAt: string | undefined;

  before(async function () {
    this.timeout(20_000);
    const failpoint = async (name: string): Promise<void> => {
      if (name !== throwsAt) return;
      throwsAt = undefined;
      throw new Error(`thrown at ${name}`);
    };
    world = await openWorld({ instances: 2, failpoint });
  });

  after(() => world.close());

  async function newCase(round: Round): Promise<string> {
    callInstance(world, 0);
    repeatAs(world, round);
    return freshCase(world);
  }

  for (const point of POINTS) {
    cell(
      `F13: a fault at "${point}": 500, logged once, and the next try decides`,
      async (round) => {
        const caseNo = await newCase(round);
        throwsAt = point;

        const push = await pressOnly(world, "liting", {
          button: "同意",
          card: cardAbout(world, "liting", caseNo),
        });
        await passRetries(world, push);

        expect(push.tries.map(({ status }) => status)).to.deep.equal([500, 200]);
        const told = world.logLines.filter((line) => line.includes(`thrown at ${point}`));
        expect(told, "logged once").to.have.length(1);
        expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
        await checkRound(world, { errors: /thrown at/ });
      },
    );
  }

  for (const point of SENDING) {
    cell(
      `F13: a fault at "${point}" on the way out: logged, and it leaves, once`,
      async (round) => {
        const caseNo = await newCase(round);
        await pressOnly(world, "liting", { button: "同意" });
        throwsAt = point;

        await settle(world);
        expect(throwsAt, "the fault must have happened").to.equal(undefined);

        await checkRound(world, { errors: /thrown at/ });
        for (const userid of ["chenming", "wuhao", "liuyang"]) {
          expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
        }
      },
    );
  }

  /** The bytes of one callback, to be sent to any instance as often as wanted. */
  function envelopeOf({
    plaintext,
  }: Pick<Push, "plaintext">): (instance: number) => Promise<number> {
    const chat = world.simulator.world;
    const app = chat.apps.get(AGENT_ID);
    const config = app === undefined ? undefined : callbackConfig(app);
    if (config === undefined) throw new Error("the app has no callback");
    const sealed = seal(chat, config, { plaintext });
    const body = envelopeXml(chat, AGENT_ID, sealed.encrypt);
    return async (instance) => {
      const url = sealedUrl({ ...config, url: `${world.urls[instance]}/wecom/callback` }, sealed);
      const answer = await fetch(url, { method: "POST", body });
      await answer.text();
      return answer.status;
    };
  }

  /** Li's press on its way: what the chat server would send, not yet received by anybody. */
  async function unheardPress(caseNo: string): Promise<Push> {
    fault(world, { kind: "lose-callback" });
    return pressOnly(world, "liting", { button: "同意", card: cardAbout(world, "liting", caseNo) });
  }

  cell("F15: four equal copies at once at two processes: four 200, one decision", async (round) => {
    const caseNo = await newCase(round);
    const send = envelopeOf(await unheardPress(caseNo));

    const statuses = await Promise.all([0, 1, 0, 1].map(send));

    expect(statuses).to.deep.equal([200, 200, 200, 200]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    await checkRound(world);
  });

  cell("F16: four copies in four envelopes at once: four 200, one decision", async (round) => {
    const caseNo = await newCase(round);
    const push = await unheardPress(caseNo);

    const statuses = await Promise.all([0, 1, 0, 1].map((n) => envelopeOf(push)(n)));

    expect(statuses).to.deep.equal([200, 200, 200, 200]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    await checkRound(world);
  });

  cell(
    "F81: a load balancer that asks a second process too: both 200, one decision",
    async (round) => {
      const caseNo = await newCase(round);
      const send = envelopeOf(await unheardPress(caseNo));

      const first = send(0);
      const second = send(1);

      expect([await first, await second]).to.deep.equal([200, 200]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world);
    },
  );

  cell(
    "F79: our 200 is lost on its way back: its repetition gets 200 and changes nothing",
    async (round) => {
      const caseNo = await newCase(round);
      fault(world, { kind: "lost-answer-callback", times: 2 });

      const push = await pressOnly(world, "liting", { button: "同意" });
      callInstance(world, 1);
      await passRetries(world, push);

      expect(push.tries).to.have.length(3);
      expect(push.status).to.equal("delivered");
      expect(new Set(push.tries.map(({ nonce }) => nonce)).size).to.equal(round.reencrypts ? 3 : 1);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world);
    },
  );

  cell(
    "F17: 同意 and 退回 by one person in one second: the first commit wins, the card shows it",
    async (round) => {
      const caseNo = await newCase(round);
      const card = cardAbout(world, "liting", caseNo);
      const key = keyOn(card, "退回");
      const words = await textsDuring(world, "liting", async () => {
        const approving = pressAt(world, "liting", { button: "同意", card, instance: 0 });
        const returning = forgePress(
          { ...world, apps: [] },
          { userid: "liting", card, key, opinion: "source-unfit" },
        );
        const [push, answer] = await Promise.all([approving, returning]);
        expect([push.tries[0]?.status, answer.status]).to.deep.equal([200, 200]);
      });

      const decisions = await decisionsOf(world, caseNo);
      expect(decisions).to.have.length(1);
      const winner = decisions[0] === "liting approve" ? "已同意" : "已退回";
      expect(shownText(cardAbout(world, "liting", caseNo))).to.include(winner);
      expect(words.join(), "the second press is told").to.include("您已于");
      await checkRound(world);
    },
  );

  cell(
    "F20: a press and the clock that warns of the same task in the same moment: one decision, each rung at most once",
    async (round) => {
      const caseNo = await newCase(round);
      const before = cardsOf(world, "liting").length;
      world.clock.advanceMs(30 * 3_600_000);
      const jobs = () =>
        Promise.all(world.apps.map(({ deps }) => oncePerTick(deps, "clocks", runClocks)));

      const both = [
        () => pressAt(world, "liting", { button: "同意", instance: round.n % 2 }),
        jobs,
      ] as const;
      await Promise.all(
        round.n % 2 === 0 ? both.map((act) => act()) : both.toReversed().map((act) => act()),
      );
      await settle(world);

      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      expect(cardsOf(world, "liting")).to.have.length(before);
      const late = textsOf(world, "liting").filter(
        (text) => text.includes(caseNo) && /超期|提醒/.test(text),
      );
      expect(late.length).to.be.at.most(1);
      await checkRound(world);
    },
  );

  cell(
    "F23: the genuine callback again, later: refused when its time is over, harmless before",
    async (round) => {
      const caseNo = await newCase(round);
      const send = envelopeOf(await unheardPress(caseNo));
      const statuses: number[] = [];
      for (const laterMs of [0, 299_000, 2_000, 600_000, 24 * 3_600_000, 365 * 24 * 3_600_000]) {
        world.clock.advanceMs(laterMs);
        statuses.push(await send(round.n % 2));
      }
      world.clock.advanceMs(-366 * 24 * 3_600_000);

      expect(statuses).to.deep.equal([200, 200, 403, 403, 403, 403]);
      const refused = world.logLines.filter((line) => line.includes('"check":"freshness"'));
      expect(refused, "each is on record").to.have.length(4);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world);
    },
  );

  cell(
    "F24: an old card of the second step while the case stands at the first or the third: refused, told, refreshed",
    async (round) => {
      const caseNo = await newCase(round);
      await approve(world, "liting");
      const old = cardAbout(world, "chenming", caseNo);
      const key = keyOn(old, "同意");
      for (const userid of ["chenming", "wuhao", "liuyang"]) {
        await approve(world, userid, { card: cardAbout(world, userid, caseNo) });
      }

      const atThird = await textsDuring(world, "chenming", () =>
        forgePress(world, { userid: "chenming", card: old, key }),
      );
      await giveBack(world, "zhaogang", { card: cardAbout(world, "zhaogang", caseNo) });
      await submitSecondVersion(world, caseNo);
      world.clock.advanceMs(60_000);
      const atFirst = await textsDuring(world, "chenming", () =>
        forgePress(world, { userid: "chenming", card: old, key }),
      );

      expect(atThird.join()).to.include("您已于");
      expect(atFirst.join()).to.include(caseNo);
      expect(isPressable(world, old)).to.equal(false);
      expect(await decisionsOf(world, caseNo)).to.have.length(5);
      await checkRound(world);
    },
  );

  cell(
    "F25: the repetition comes while the first try still waits for the lock: one decision",
    async (round) => {
      const caseNo = await newCase(round);
      world.simulator.world.behaviour = { ...world.simulator.world.behaviour, deadlineMs: 300 };
      const held = await holdCase(world.database.mysqlUrl, caseNo);

      const push = await pressOnly(world, "liting", {
        button: "同意",
        card: cardAbout(world, "liting", caseNo),
      });
      world.simulator.world.behaviour = { ...world.simulator.world.behaviour, deadlineMs: 5_000 };
      const waiting = push.status === "waiting";
      const retrying = passRetries(world, push);
      await held.release();
      await retrying;

      // Without a wait between them all four tries have met the lock by now; the chat server sends it anew.
      if (!waiting) await world.simulator.stage.pusher.redeliver(push);
      expect(push.tries[0]?.status).to.equal(undefined);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world, { givenUp: waiting ? 0 : 1 });
    },
  );
});
