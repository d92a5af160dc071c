import { expect } from "chai";
import { makeUpForOutage } from "../../src/actions/make-up-for-outage.ts";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { clearFaults } from "../../src/simulator/control/set-faults.ts";
import { approve, isPressable, pressOnly, shownText, textsOf } from "../support/people.ts";
import { cardsAbout, fault, forgePress, keyOn } from "../support/presses.ts";
import { caseForEach } from "../support/this-case.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const MINUTE_MS = 60_000;
const HINT = "如您其间已点击，请再点一次";

describe("nothing hears presses for a while", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);
  beforeEach(() => minute());
  afterEach(() => checkTruth(world));

  /** What every process does once a minute. */
  const minute = async (): Promise<void> => {
    await Promise.all(world.apps.map(({ deps }) => oncePerTick(deps, "outage", makeUpForOutage)));
    await settle(world);
  };
  const away = async (minutes: number): Promise<void> => {
    world.clock.advanceMs(minutes * MINUTE_MS);
    await minute();
  };

  it("D14: for 20 minutes: every card that still asks is replaced once and says so; no reminder comes with it", async () => {
    const old = thisCase.cardOf("liting");
    const texts = textsOf(world, "liting").length;
    fault(world, { api: "callback", kind: "unreachable-callback", times: 99 });
    await pressOnly(world, "liting", { button: "同意" });
    clearFaults(world.simulator.world, { clear: true });

    await away(20);
    await away(1);

    const [, fresh, ...more] = thisCase.cardsOf("liting");
    expect(more).to.deep.equal([]);
    expect(shownText(fresh ?? old))
      .to.match(/系统 \d\d:\d\d 至 \d\d:\d\d 中断/)
      .and.include(HINT);
    expect(isPressable(world, old), "old").to.equal(false);
    expect(textsOf(world, "liting").length - texts).to.equal(0);
    expect(await thisCase.decisions()).to.deep.equal([]);
    await approve(world, "liting");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("D14: the press comes after all, late and twice: it counts, once", async () => {
    const old = thisCase.cardOf("liting");
    const key = keyOn(old, "同意");

    await away(20);
    await forgePress(world, { userid: "liting", card: old, key });
    await forgePress(world, { userid: "liting", card: old, key });
    await settle(world);

    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect(thisCase.cardsOf("liting").some((card) => isPressable(world, card))).to.equal(false);
  });

  it("for four minutes, as a restart may take: nobody is disturbed", async () => {
    await away(4);

    expect(thisCase.cardsOf("liting")).to.have.length(1);
  });

  it("over a night: a night is no working time, and in the morning nothing has been missed", async () => {
    world.clock.set("2026-11-24 17:57");
    await minute();
    await thisCase.renew();
    await minute();
    world.clock.set("2026-11-25 08:31");
    await minute();

    expect(shownText(thisCase.cardOf("liting"))).not.to.include(HINT);
  });

  it("from the evening on: who was asked reads it when the office opens, not at night", async () => {
    world.clock.set("2026-11-25 17:30");
    await minute();
    await thisCase.renew();
    await minute();
    world.clock.set("2026-11-25 20:00");
    await minute();
    expect(thisCase.cardsOf("liting")).to.have.length(1);

    world.clock.set("2026-11-26 08:31");
    await minute();

    expect(thisCase.cardsOf("liting")).to.have.length(2);
    expect(shownText(thisCase.cardOf("liting")))
      .to.include(HINT)
      .and.include("11月25日 17:3");
  });

  it("it dies in the middle of making up for it: the next minute goes on, and nobody is told twice", async () => {
    const first = thisCase.no;
    await thisCase.renew();
    await minute();
    let died = false;
    world.clock.advanceMs(20 * MINUTE_MS);
    const { deps } = world.app;
    const dying = {
      ...deps,
      failpoint: async (name: string) => {
        if (name === "after-commit") died = true;
        if (name === "locked" && died) throw new Error("it died");
      },
    };
    await makeUpForOutage(dying).catch(() => undefined);
    expect(died, "one case was done").to.equal(true);

    await away(1);

    for (const caseNo of [first, thisCase.no]) {
      expect(cardsAbout(world, "liting", caseNo), caseNo).to.have.length(2);
    }
  });
});
